using Commerce.Application.Carts;
using Commerce.Application.Inventory;
using Commerce.Application.Pipeline;
using Commerce.Domain.Carts;
using Commerce.Domain.Checkouts;

namespace Commerce.Application.Checkouts;

/// <summary>
/// What follows in the real-time layer once a checkout has come to rest: holds, lock, cart and the copy that others look at. All of it is told by the state alone and may be
/// repeated, and none of it is worth failing for: the commit has happened.
/// </summary>
internal sealed class Aftermath(ICarts carts, IInventory inventory, ICheckoutBoard board)
{
    /// <param name="units">What its cart asks for of each variant, gifts included, where the caller has that at hand and it is not held this instant.</param>
    /// <param name="endHolds">An order was placed by somebody who may have died before the holds that became its claim were ended.</param>
    public async Task Follow(Guid id, Checkout.Known state, long version, IReadOnlyDictionary<string, int>? units, CancellationToken ct, bool endHolds = false)
    {
        try
        {
            await Task.WhenAll(Rest(state, units, endHolds, ct), board.Show(id, state, version, ct));
        }
        catch (DependencyUnavailableException)
        {
            // Holds and lock end by their time, a cart that stayed is closed by the next checkout that meets it.
        }
    }

    /// <summary>The owner goes on with an empty cart. A Redis that does not answer is passed over: the cart is closed by the next checkout that meets it.</summary>
    public async Task CloseCart(Checkout.Known state, CancellationToken ct)
    {
        try
        {
            await carts.Close(state.Session.Owner.Cart(), state.Session.CartId, ct);
        }
        catch (DependencyUnavailableException)
        {
            // As said above.
        }
    }

    private Task Rest(Checkout.Known state, IReadOnlyDictionary<string, int>? units, bool endHolds, CancellationToken ct) => state switch
    {
        // An edit is activity, and the cart may have changed since: lines it cannot hold any more are told at the lock.
        Checkout.Created when units is { Count: > 0 } => inventory.Hold(state.Session.CartId, units, ct),
        Checkout.Locked or Checkout.PaymentFailed => inventory.Extend(state.Session.CartId, Variants(state), Checkout.Hold, ct),
        Checkout.PaymentPending => inventory.Extend(state.Session.CartId, Variants(state), Checkout.PinnedHold, ct),

        Checkout.Completed when endHolds => inventory.Release(state.Session.CartId, Variants(state), ct),
        Checkout.Expired or Checkout.Cancelled or Checkout.RefundPending or Checkout.Refunded or Checkout.Review { IsOwed: true } => Release(state, units, ct),
        _ => Task.CompletedTask,
    };

    private async Task Release(Checkout.Known state, IReadOnlyDictionary<string, int>? units, CancellationToken ct)
    {
        var session = state.Session;
        if (state.Frozen is null && units is null && await carts.Load(session.Owner.Cart(), ct) is { Cart: var cart } && cart.Id == session.CartId)
            units = cart.UnitsByVariant();

        string[] variants = state.Frozen is not null ? Variants(state) : [.. units?.Keys ?? []];
        if (variants.Length > 0)
            await inventory.Release(session.CartId, variants, ct);
    }

    private static string[] Variants(Checkout.Known state) => [.. state.Frozen!.UnitsByVariant().Keys];
}
