using Commerce.Application.Pipeline;
using Commerce.Application.Pricing;
using Commerce.Domain;
using Commerce.Domain.Checkouts;
using FluentValidation;

namespace Commerce.Application.Checkouts;

/// <summary>Chooses how the parcel is sent, which changes the totals.</summary>
public static class SetShippingMethod
{
    public sealed record Command(Guid CheckoutId, Caller Caller, long? Expected, string Method) : ICommand<CheckoutView>;

    internal sealed class Validator : AbstractValidator<Command>
    {
        public Validator() => RuleFor(c => c.Method).NotEmpty().Method();
    }

    internal sealed class Handler(CheckoutDesk desk, Pricer pricer, TimeProvider clock) : ICommandHandler<Command, CheckoutView>
    {
        public async Task<Result<CheckoutView>> Handle(Command command, CancellationToken ct) =>
            await (await desk.Find(command.CheckoutId, command.Caller, ct)).Then<CheckoutView>(async own => pricer.Terms.Refuses(command.Method, own.Known.Session.Currency, clock.GetUtcNow()) is { } refusal
                ? refusal
                : await desk.Change(own, command.Expected, [new Checkout.Command.Edit(ShippingMethod: command.Method)], ct));
    }
}
