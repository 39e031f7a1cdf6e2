using Commerce.Application.Inventory;
using Commerce.Domain;
using Commerce.Domain.Checkouts;
using Commerce.Domain.Orders;

namespace Commerce.Application.Checkouts;

/// <remarks>From secured money to an order.</remarks>
internal sealed partial class Settlement
{
    /// <summary>Order, claim and checkout in one commit; what the provider just said goes along with it. Without stock the money goes back.</summary>
    private async Task<Refusal?> Place(Progress progress, IReadOnlyList<Checkout.Command> news, Checkout.Known paid, CancellationToken ct)
    {
        if (paid is Checkout.LatePayment late && !await IsStillFree(progress.Id, late, ct))
            return await Commit(progress, [.. news, new Checkout.Command.RefuseClaim([])], ct);

        var orderId = Guid.CreateVersion7(clock.GetUtcNow());
        var session = paid.Session;
        var placed = await placement.Place(
            new OrderToPlace(
                progress.Id, progress.Version, progress.State, [.. news, new Checkout.Command.PlaceOrder(orderId)], orderId, session.CartId, paid.Frozen!,
                (number, at) => First(progress.Id, (Checkout.Paid)paid, number, at)),
            order => View(progress, order.Checkout, order.CheckoutVersion), ct);

        var refusal = await Follow(progress, placed, ct);
        progress.HasClaimed |= refusal is null;
        switch (refusal?.Code)
        {
            case "inventory.sold_out":
                progress.SoldOut = refusal;
                return await Commit(progress, [.. news, new Checkout.Command.RefuseClaim(Shortages(refusal))], ct);

            // What was held was given back meanwhile, and others have it.
            case "discount.limit_reached":
                progress.SoldOut = refusal;
                return await Commit(progress, [.. news, new Checkout.Command.RefuseClaim([], refusal.Code)], ct);

            // Another checkout has the cart, or has had it: between the look above and the commit, or while whoever placed this slept.
            case "checkout.cart_busy" or "checkout.lock_lost":
                return await Commit(progress, [.. news, new Checkout.Command.RefuseClaim([])], ct);

            default:
                return refusal;
        }
    }

    /// <summary>Late money still makes an order if it pays the frozen totals exactly and its cart has not gone another way.</summary>
    private async Task<bool> IsStillFree(Guid id, Checkout.LatePayment late, CancellationToken ct) =>
        late.Quote?.Total == late.Payment.Authorised && (await index.OfCart(late.Session.CartId, ct) is not { } other || other == id);

    /// <summary>Takes the money of an order that stands.</summary>
    private async Task Capture(Progress progress, Checkout.OrderCreated state, CancellationToken ct)
    {
        var payment = state.Payment;
        if (payment.Captured == payment.Authorised)
            await Complete(progress, state, new Checkout.Command.Complete(), ct);
        else
            await Hear(progress, payment.AttemptId, await GatewayOf(state, payment.AttemptId).Capture(payment.Reference!, payment.Authorised, Key(payment, "capture"), ct), ct);
    }

    /// <summary>The cart is closed first: who dies in between leaves an order that is still to be completed, which is found, and not a cart that nobody looks at.</summary>
    private async Task<Refusal?> Complete(Progress progress, Checkout.OrderCreated state, Checkout.Command news, CancellationToken ct)
    {
        await aftermath.CloseCart(state, ct);
        return await Follow(progress, await completion.Complete(progress.Id, state, progress.Version, news, (after, version) => View(progress, after, version), ct), ct);
    }

    private static Order.Event.Placed First(Guid checkoutId, Checkout.Paid paid, long number, DateTimeOffset at)
    {
        var (session, details, payment) = (paid.Session, paid.Session.Details, paid.Payment);

        return new(
            number, checkoutId, session.CartId, session.Owner.CustomerId, details.Email!, details.ShippingAddress!, details.BillingAddress ?? details.ShippingAddress!, paid.Quote!,
            payment.Reference is { } reference ? new OrderPayment(payment.AttemptId, session.Attempt(payment.AttemptId)!.Provider!, reference) : null,
            session.Owner.OrderTokenHash, at);
    }

    private static IReadOnlyList<Shortage> Shortages(Refusal soldOut) => soldOut.Facts.FirstOrDefault(fact => fact.Name == "shortages").Value is IEnumerable<StockShortage> shortages
        ? [.. shortages.Select(shortage => new Shortage(shortage.VariantId, shortage.Wanted, shortage.Available))]
        : [];
}
