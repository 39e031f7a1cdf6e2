using Commerce.Application.Pipeline;
using Commerce.Domain;
using FluentValidation;

namespace Commerce.Application.Checkouts;

/// <summary>Asks the provider how a running payment stands, e.g. when the shopper is back from a challenge, and carries on with what it says.</summary>
public static class ConfirmPayment
{
    public sealed record Command(Guid CheckoutId, Caller Caller) : ICommand<CheckoutView>;

    internal sealed class Validator : AbstractValidator<Command>
    {
        public Validator() => RuleFor(c => c.CheckoutId).NotEmpty();
    }

    internal sealed class Handler(CheckoutDesk desk, Settlement settlement) : ICommandHandler<Command, CheckoutView>
    {
        public async Task<Result<CheckoutView>> Handle(Command command, CancellationToken ct) =>
            await (await desk.Find(command.CheckoutId, command.Caller, ct)).Then(own => settlement.Push(new(own.Id, own.State, own.Version), CancellationToken.None));
    }
}
