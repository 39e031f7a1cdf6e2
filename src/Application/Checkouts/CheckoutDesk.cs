using Commerce.Application.Carts;
using Commerce.Application.Inventory;
using Commerce.Application.Pipeline;
using Commerce.Application.Pricing;
using Commerce.Domain;
using Commerce.Domain.Checkouts;
using Commerce.Domain.Pricing;

namespace Commerce.Application.Checkouts;

/// <summary>Where a shopper is served: finds the shopper's own checkout, changes it in one commit, and does what goes with the change.</summary>
internal sealed class CheckoutDesk(ICheckouts checkouts, ICarts carts, IInventory inventory, ICheckoutLock locks, Pricer pricer, Aftermath aftermath)
{
    /// <summary>The caller's checkout; somebody else's is as unknown as none.</summary>
    public async Task<Result<OwnCheckout>> Find(Guid id, Caller caller, CancellationToken ct)
    {
        var (state, version) = await checkouts.Load(id, ct);
        if (state is not Checkout.Known known || !caller.Owns(known.Session.Owner))
            return Checkout.Unknown;

        return new OwnCheckout(id, state, version, known is Checkout.Created ? await CartOf(known.Session, ct) : null);
    }

    /// <summary>Changes it in one commit. The answer is the checkout afterwards.</summary>
    /// <param name="expected">The version the shopper saw; null when any will do.</param>
    /// <param name="orderToken">Shown this once.</param>
    public async Task<Result<CheckoutView>> Change(OwnCheckout own, long? expected, IReadOnlyList<Checkout.Command> commands, CancellationToken ct, string? orderToken = null)
    {
        var (after, version, estimate) = (own.State, own.Version, (PricedCart?)null);
        var changed = await checkouts.Decide(own.Id, expected, commands, View, ct);
        if (changed.Refusal is null && version != own.Version)
            await aftermath.Follow(own.Id, (Checkout.Known)after, version, own.State is Checkout.None ? null : estimate?.Units, ct);

        return changed;

        CheckoutView View(Checkout state, long at)
        {
            (after, version, estimate) = (state, at, own.Estimate((Checkout.Known)state));
            return CheckoutView.Of(own.Id, (Checkout.Known)state, at, estimate, orderToken);
        }
    }

    /// <summary>Holds every line, takes the cart's lock and prices the cart: what has to be true before the totals may be frozen.</summary>
    public async Task<Result<Checkout.Command>> Freeze(OwnCheckout own, Details details, CancellationToken ct)
    {
        if (own.ToPrice is not { Cart: { IsEmpty: false } cart } toPrice)
            return Checkout.CartEmpty;
        if (details.Missing() is { Count: > 0 } missing)
            return Checkout.Incomplete(missing);

        var held = await Hold(toPrice, details, ct);
        if (!held.Is(out var priced))
            return held.Refusal!;

        var taken = await locks.Take(cart.Id, own.Id, ct);
        return taken.Is(out var fence) ? new Checkout.Command.Lock(priced.Quote, fence, priced.Basis, priced.Uses) : taken.Refusal!;
    }

    /// <summary>Holds what the cart costs money for, and its gifts: one that is not to be had is not given, and stands in nobody's way.</summary>
    /// <returns>The cart, priced as it is held.</returns>
    public async Task<Result<PricedCart>> Hold(CartToPrice cart, Details details, CancellationToken ct)
    {
        var priced = cart.Price(details.ShippingAddress, details.ShippingMethod);
        if (Sellable(priced, details) is { } refusal)
            return refusal;
        if ((await inventory.Hold(cart.Cart.Id, priced.Units, ct)).Refusal is not { } insufficient)
            return priced;

        string[] missing = [.. insufficient.Facts.Where(fact => fact.Name == "shortages").SelectMany(fact => (IEnumerable<StockShortage>)fact.Value!).Select(shortage => shortage.VariantId)];
        return priced.Quote.Lines.Any(line => line.Gift is not null && missing.Contains(line.VariantId)) ? await Hold(cart.Without(missing), details, ct) : insufficient;
    }

    private static Refusal? Sellable(PricedCart priced, Details details) =>
        priced.Problems is not { Count: > 0 } problems ? null
        : details.ShippingMethod is { } method && problems.All(problem => problem.Code == PricingProblem.ShippingNotOffered) ? CheckoutRefusals.MethodNotOffered(method)
        : CheckoutRefusals.NotSellable(problems);

    private async Task<CartToPrice?> CartOf(Session session, CancellationToken ct) =>
        await carts.Load(session.Owner.Cart(), ct) is { Cart: var cart } && cart.Id == session.CartId ? await pricer.Prepare(cart, session.Owner.CustomerId, ct) : null;
}
