using Commerce.Application.Carts;
using Commerce.Application.Inventory;
using Commerce.Application.Pipeline;
using Commerce.Domain;
using Commerce.Domain.Carts;
using Commerce.Domain.Checkouts;

namespace Commerce.Application.Checkouts;

/// <summary>Where a shopper is served: finds the shopper's own checkout, changes it in one commit, and does what goes with the change.</summary>
internal sealed class CheckoutDesk(ICheckouts checkouts, ICarts carts, IInventory inventory, ICheckoutLock locks, CheckoutPricing pricing, Aftermath aftermath)
{
    /// <summary>The caller's checkout; somebody else's is as unknown as none.</summary>
    public async Task<Result<OwnCheckout>> Find(Guid id, Caller caller, CancellationToken ct)
    {
        var (state, version) = await checkouts.Load(id, ct);
        if (state is not Checkout.Known known || !caller.Owns(known.Session.Owner))
            return Checkout.Unknown;

        return new OwnCheckout(id, state, version, known is Checkout.Created ? await CartOf(known.Session, ct) : null);
    }

    public CheckoutView View(OwnCheckout own) => CheckoutView.Of(own.Id, own.Known, own.Version, pricing.Estimate(own.Cart, own.Known));

    /// <summary>Changes it in one commit. The answer is the checkout afterwards.</summary>
    /// <param name="expected">The version the shopper saw; null when any will do.</param>
    /// <param name="orderToken">Shown this once.</param>
    public async Task<Result<CheckoutView>> Change(OwnCheckout own, long? expected, IReadOnlyList<Checkout.Command> commands, CancellationToken ct, string? orderToken = null)
    {
        var (after, version) = (own.State, own.Version);
        var changed = await checkouts.Decide(own.Id, expected, commands, View, ct);
        if (changed.Refusal is null && version != own.Version)
            await aftermath.Follow(own.Id, (Checkout.Known)after, version, own.State is Checkout.None ? null : own.Cart, ct);

        return changed;

        CheckoutView View(Checkout state, long at)
        {
            (after, version) = (state, at);
            return CheckoutView.Of(own.Id, (Checkout.Known)state, at, pricing.Estimate(own.Cart, (Checkout.Known)state), orderToken);
        }
    }

    /// <summary>Holds every line, takes the cart's lock and prices the cart: what has to be true before the totals may be frozen.</summary>
    public async Task<Result<Checkout.Command>> Freeze(Guid id, Cart? cart, Details details, CancellationToken ct)
    {
        if (cart is null or { IsEmpty: true })
            return Checkout.CartEmpty;
        if (details.Missing() is { Count: > 0 } missing)
            return Checkout.Incomplete(missing);
        if (pricing.Freeze(cart, details.ShippingMethod) is var quote && quote.Refusal is { } notSellable)
            return notSellable;
        if ((await inventory.Hold(cart.Id, cart.UnitsByVariant(), ct)).Refusal is { } insufficient)
            return insufficient;

        var taken = await locks.Take(cart.Id, id, ct);
        return taken.Is(out var fence) && quote.Is(out var totals) ? new Checkout.Command.Lock(totals, fence) : taken.Refusal!;
    }

    private async Task<Cart?> CartOf(Session session, CancellationToken ct) =>
        await carts.Load(session.Owner.Cart(), ct) is { Cart: var cart } && cart.Id == session.CartId ? cart : null;
}
