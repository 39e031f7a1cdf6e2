using Commerce.Application.Catalog;
using Commerce.Application.Inventory;
using Commerce.Application.Pipeline;
using Commerce.Domain;
using Commerce.Domain.Carts;

namespace Commerce.Application.Carts;

/// <summary>What every slice of the cart does alike: find the caller's cart, edit it, and show it priced anew.</summary>
internal sealed class CartDesk(
    ICarts carts, IInventory inventory, IExcessHolds excess, ICatalog catalog, CartMerging merging, ICartPolicy policy, CallContext call, TimeProvider clock)
{
    private readonly CartSettings settings = policy.Settings;

    /// <summary>Edits the caller's cart. An anonymous caller without a (known) token is given a cart of its own when <paramref name="makes"/> is set.</summary>
    /// <param name="change">Pure; gets the cart and the catalogue it is decided on.</param>
    public async Task<Result<CartView>> Edit(long? expected, bool makes, string? currency, Func<Cart, CatalogSnapshot, Result<Cart>> change, CancellationToken ct)
    {
        if (call.Caller is Caller.Staff)
            return CartRefusals.NotForStaff;

        if (CartOwner.Of(call.Caller) is { } owner)
        {
            var edited = await Edit(new(owner, Expected: expected), owner is CartOwner.Customer && makes, null, currency, change, ct);
            if (!makes || edited.Refusal?.Code != CartRefusals.Unknown.Code)
                return edited;
        }

        if (!makes)
            return CartRefusals.TokenNeeded;

        // Never a token that the client chose: an unknown one gets no cart, its sender gets a new one.
        var token = await carts.NewToken(call.Key, ct);
        return await Edit(new(CartOwner.Holder(token), IsNew: call.Key is null), true, token, currency, change, ct);
    }

    public async Task<Result<CartView>> Show(CancellationToken ct)
    {
        if (call.Caller is Caller.Staff)
            return CartRefusals.NotForStaff;
        if (CartOwner.Of(call.Caller) is not { } owner)
            return CartRefusals.TokenNeeded;

        var loaded = await carts.Load(owner, ct);
        if (loaded is null && owner is CartOwner.Session)
            return CartRefusals.Unknown;

        var (cart, version) = loaded ?? new(Cart.Empty(Guid.Empty, settings.Currency), 0);
        var stock = await inventory.Available(cart.UnitsByVariant().Keys.ToList(), loaded is { IsBare: true } ? null : cart.Id, ct);
        return catalog.Current.Draw(cart, version, stock, settings.Rounding);
    }

    private async Task<Result<CartView>> Edit(
        CartEdit edit, bool makes, string? token, string? currency, Func<Cart, CatalogSnapshot, Result<Cart>> change, CancellationToken ct)
    {
        var (snapshot, shown, view) = (catalog.Current, (Cart?)null, (CartView?)null);
        var edited = await carts.Edit(
            edit with { Once = call.Key is { } key ? new(key, after => IdempotencyRecord.Of(key, View(after), clock.GetUtcNow())) : null },
            async stored =>
            {
                if (stored is null && !makes)
                    return (Result<Cart>)CartRefusals.Unknown;
                if (stored?.MovingTo is not null)
                {
                    await merging.Finish((CartOwner.Session)edit.Owner, stored, ct);
                    return null;
                }

                var before = stored ?? Cart.Empty(Guid.CreateVersion7(), currency ?? settings.Currency);
                var changed = change(before, snapshot);
                if (!changed.Is(out shown))
                    return changed;
                if (settings.Hold == HoldTime.AddToCart && await Hold(before, shown, ct) is { } refused)
                    return (Result<Cart>)refused;

                // The answer tells what changed since the shopper looked last; what is stored is what the answer shows.
                return (Result<Cart>)(ReferenceEquals(shown, stored) ? shown : snapshot.Shown(shown));
            },
            ct);

        if (!edited.Is(out var done))
            return Refused(edit, edited.Refusal!);
        if (done.Earlier is { } earlier)
            return Replay(earlier);
        if (settings.Hold == HoldTime.Checkout)
            await LetGo(done, ct);

        // Not stored with the edit: there was nothing to edit.
        if (call.Key is not null && view is null)
            carts.Answered(edit.Owner, IdempotencyRecord.Of(call.Key, View(done), clock.GetUtcNow()));

        return view ?? View(done);

        CartView View(EditedCart after) => view = snapshot.Draw(shown!, after.Version, after.Stock, settings.Rounding, token);
    }

    /// <summary>A line that left the cart of an open checkout, or shrank, is for sale again at once.</summary>
    private async Task LetGo(EditedCart edited, CancellationToken ct)
    {
        var units = edited.Cart.UnitsByVariant();
        var wanted = edited.Stock.Values.Where(stock => stock.Mine > units.GetValueOrDefault(stock.VariantId)).ToDictionary(stock => stock.VariantId, stock => units.GetValueOrDefault(stock.VariantId));
        if (wanted.Count > 0)
            await excess.LetGo(edited.Cart.Id, wanted, ct);
    }

    /// <summary>Holds what the cart will have and releases what it will not.</summary>
    private async Task<Refusal?> Hold(Cart before, Cart after, CancellationToken ct)
    {
        var units = after.UnitsByVariant().ToDictionary(StringComparer.Ordinal);
        foreach (var variant in before.UnitsByVariant().Keys)
            units.TryAdd(variant, 0);

        return units.Count == 0 ? null : (await inventory.Hold(after.Id, units, ct)).Refusal;
    }

    /// <summary>A refusal is an answer as well: the same key gets it again. Where there is no cart there is nothing to keep it with.</summary>
    private Refusal Refused(CartEdit edit, Refusal refusal)
    {
        if (call.Key is { } key && refusal.Code != CartRefusals.Unknown.Code)
            carts.Answered(edit.Owner, IdempotencyRecord.Of(key, refusal, clock.GetUtcNow()));

        return refusal;
    }

    private Result<CartView> Replay(IdempotencyRecord earlier)
    {
        if (earlier.Digest != call.Key!.Digest)
            return new Refusal(RefusalKind.Unprocessable, "idempotency_key_reused", "This Idempotency-Key was used for another request body.");

        call.Replayed = true;
        return earlier.Refused ? earlier.Refusal : (CartView)earlier.Value(typeof(CartView))!;
    }
}
