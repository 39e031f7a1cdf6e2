using Commerce.Application.Pipeline;
using Commerce.Domain;
using FluentValidation;

namespace Commerce.Application.Payments;

/// <summary>Hears a webhook: proves where it comes from, keeps it, and lets it have its effect if its payment is known already. A forgery leaves a count and a specimen for operators.</summary>
public static class ReceivePaymentEvent
{
    /// <param name="Headers">By name, whatever the case.</param>
    /// <param name="Body">The bytes as they arrived.</param>
    public sealed record Command(string Provider, IReadOnlyDictionary<string, string> Headers, ReadOnlyMemory<byte> Body) : ICommand<Done>;

    internal sealed class Validator : AbstractValidator<Command>
    {
        public Validator() => RuleFor(command => command.Provider).NotEmpty().MaximumLength(64);
    }

    internal sealed class Handler(PaymentGateways gateways, PaymentInbox inbox, IPaymentEventLog log) : ICommandHandler<Command, Done>
    {
        public async Task<Result<Done>> Handle(Command command, CancellationToken ct)
        {
            if (gateways.Find(command.Provider) is not { } gateway)
                return PaymentRefusals.ProviderUnknown;

            var read = gateway.Read(command.Headers, command.Body);
            if (read.Refusal is { } forged)
            {
                PaymentInbox.Count(gateway.Provider, forged.Code);
                await log.KeepRefused(gateway.Provider, forged.Code, command.Body, ct);
            }

            return await read.Then<Done>(async heard =>
            {
                if (heard is null)
                    PaymentInbox.Count(gateway.Provider, "irrelevant");
                else
                    await inbox.Accept(heard, command.Body, ct);

                return new Done();
            });
        }
    }
}
