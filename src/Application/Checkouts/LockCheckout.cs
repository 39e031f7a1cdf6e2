using Commerce.Application.Pipeline;
using Commerce.Domain;
using Commerce.Domain.Checkouts;
using FluentValidation;

namespace Commerce.Application.Checkouts;

/// <summary>Freezes the totals and locks the cart: what is shown from now on is what will be charged. All lines are held meanwhile.</summary>
public static class LockCheckout
{
    public sealed record Command(Guid CheckoutId, Caller Caller, long? Expected) : ICommand<CheckoutView>;

    internal sealed class Validator : AbstractValidator<Command>
    {
        public Validator() => RuleFor(c => c.CheckoutId).NotEmpty();
    }

    internal sealed class Handler(CheckoutDesk desk) : ICommandHandler<Command, CheckoutView>
    {
        public async Task<Result<CheckoutView>> Handle(Command command, CancellationToken ct) =>
            await (await desk.Find(command.CheckoutId, command.Caller, ct)).Then<CheckoutView>(async own => own.State is Checkout.Created
                ? await (await desk.Freeze(own, own.Known.Session.Details, ct)).Then(freeze => desk.Change(own, command.Expected, [freeze], ct))
                : own.View);
    }
}
