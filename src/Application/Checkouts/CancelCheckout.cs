using Commerce.Application.Pipeline;
using Commerce.Domain;
using Commerce.Domain.Checkouts;
using FluentValidation;

namespace Commerce.Application.Checkouts;

/// <summary>Ends a checkout: what it held is for sale again. While a payment runs the provider is asked to call it off, and its answer decides.</summary>
public static class CancelCheckout
{
    public sealed record Command(Guid CheckoutId, Caller Caller, string? Reason) : ICommand<CheckoutView>;

    internal sealed class Validator : AbstractValidator<Command>
    {
        public Validator() => RuleFor(c => c.Reason).OptionalText(200);
    }

    internal sealed class Handler(CheckoutDesk desk, Settlement settlement, CallContext call) : ICommandHandler<Command, CheckoutView>
    {
        public async Task<Result<CheckoutView>> Handle(Command command, CancellationToken ct)
        {
            var found = await desk.Find(command.CheckoutId, command.Caller, ct);

            // A payment may begin between the look and the commit: whether this is the end is known only afterwards.
            call.MoreFollows = true;
            var asked = await found.Then(own => desk.Change(own, null, [new Checkout.Command.Cancel(command.Reason ?? "The shopper cancelled.")], ct));

            return await asked.Then<CheckoutView>(async view => view.State == CheckoutView.PaymentPending ? await settlement.Push(await settlement.Read(view.Id, ct), CancellationToken.None) : view);
        }
    }
}
