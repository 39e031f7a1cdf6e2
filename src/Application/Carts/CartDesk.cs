using Commerce.Application.Inventory;
using Commerce.Application.Pipeline;
using Commerce.Application.Pricing;
using Commerce.Domain;
using Commerce.Domain.Carts;

namespace Commerce.Application.Carts;

/// <summary>What every slice of the cart does alike: find the caller's cart, edit it, and show it priced anew.</summary>
/// <param name="excess">Made when an edit has something to let go, which few have: it takes all that checkouts need.</param>
internal sealed class CartDesk(
    ICarts carts, IInventory inventory, Func<IExcessHolds> excess, Pricer pricer, CartMerging merging, ICartPolicy policy, IPricePolicy prices, CallContext call, TimeProvider clock)
{
    private readonly CartSettings settings = policy.Settings;

    /// <summary>Edits the caller's cart. An anonymous caller without a (known) token is given a cart of its own when <paramref name="makes"/> is set.</summary>
    /// <param name="change">Pure; gets the cart and the terms it is decided on.</param>
    /// <param name="unless">What its price may have against the cart as it would be.</param>
    public Task<Result<CartView>> Edit(
        long? expected, bool makes, string? currency, Func<Cart, Terms, Result<Cart>> change, CancellationToken ct, Func<PricedCart, Refusal?>? unless = null)
    {
        if (call.Caller is Caller.Staff)
            return Task.FromResult<Result<CartView>>(CartRefusals.NotForStaff);
        if (makes)
            return EditOrMake(expected, currency, change, unless, ct);

        return CartOwner.Of(call.Caller) is { } owner
            ? Edit(new(owner, Expected: expected), makes: false, null, currency, change, unless, ct)
            : Task.FromResult<Result<CartView>>(CartRefusals.TokenNeeded);
    }

    private async Task<Result<CartView>> EditOrMake(long? expected, string? currency, Func<Cart, Terms, Result<Cart>> change, Func<PricedCart, Refusal?>? unless, CancellationToken ct)
    {
        if (CartOwner.Of(call.Caller) is { } owner)
        {
            var edited = await Edit(new(owner, Expected: expected), owner is CartOwner.Customer, null, currency, change, unless, ct);
            if (edited.Refusal?.Code != CartRefusals.Unknown.Code)
                return edited;
        }

        // Never a token that the client chose: an unknown one gets no cart, its sender gets a new one.
        var token = await carts.NewToken(call.Key, ct);
        return await Edit(new(CartOwner.Holder(token), IsNew: call.Key is null), true, token, currency, change, unless, ct);
    }

    /// <param name="explain">Whether to say why it costs what it costs.</param>
    public async Task<Result<CartView>> Show(bool explain, CancellationToken ct)
    {
        if (call.Caller is Caller.Staff)
            return CartRefusals.NotForStaff;
        if (CartOwner.Of(call.Caller) is not { } owner)
            return CartRefusals.TokenNeeded;

        var loaded = await carts.Load(owner, ct);
        if (loaded is null && owner is CartOwner.Session)
            return CartRefusals.Unknown;

        var (cart, version) = loaded ?? new(Cart.Empty(Guid.Empty, prices.Settings.Currency), 0);
        var stock = inventory.Available(cart.UnitsByVariant().Keys.ToList(), loaded is { IsBare: true } ? null : cart.Id, ct);
        var priced = (await pricer.Prepare(cart, CustomerOf(owner), ct)).Price(explain: explain);
        return priced.Draw(version, await stock);
    }

    private async Task<Result<CartView>> Edit(
        CartEdit edit, bool makes, string? token, string? currency, Func<Cart, Terms, Result<Cart>> change, Func<PricedCart, Refusal?>? unless, CancellationToken ct)
    {
        var (priced, view) = ((PricedCart?)null, (CartView?)null);
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

                var before = stored ?? Cart.Empty(Guid.CreateVersion7(), currency ?? prices.Settings.Currency);
                var terms = await pricer.Terms(before, ct);
                var changed = change(before, terms);
                if (!changed.Is(out var cart))
                    return changed;

                priced = (await pricer.Prepare(cart, terms, CustomerOf(edit.Owner), ct)).Price();
                if (unless?.Invoke(priced) is { } against)
                    return (Result<Cart>)against;
                if (settings.Hold == HoldTime.AddToCart && await Hold(before, priced, ct) is { } refused)
                    return (Result<Cart>)refused;

                // The answer tells what changed since the shopper looked last; what is stored is what the answer shows.
                return (Result<Cart>)(ReferenceEquals(cart, stored) ? cart : priced.Shown());
            },
            ct);

        if (!edited.Is(out var done))
            return Refused(edit, edited.Refusal!);
        if (done.Earlier is { } earlier)
            return Replay(earlier);
        if (settings.Hold == HoldTime.Checkout)
            await LetGo(done, priced!, ct);

        // Not stored with the edit: there was nothing to edit.
        if (call.Key is not null && view is null)
            carts.Answered(edit.Owner, IdempotencyRecord.Of(call.Key, View(done), clock.GetUtcNow()));

        return view ?? View(done);

        CartView View(EditedCart after) => view = priced!.Draw(after.Version, after.Stock, token);
    }

    private static Guid? CustomerOf(CartOwner owner) => (owner as CartOwner.Customer)?.Id;

    /// <summary>A line that left the cart of an open checkout, or shrank, is for sale again at once.</summary>
    private async Task LetGo(EditedCart edited, PricedCart priced, CancellationToken ct)
    {
        if (edited.Stock.Values.All(stock => stock.Mine == 0))
            return;

        var units = priced.Units;
        var wanted = edited.Stock.Values.Where(stock => stock.Mine > units.GetValueOrDefault(stock.VariantId)).ToDictionary(stock => stock.VariantId, stock => units.GetValueOrDefault(stock.VariantId));
        if (wanted.Count > 0)
            await excess().LetGo(edited.Cart.Id, wanted, ct);
    }

    /// <summary>Holds what the cart will have and releases what it will not.</summary>
    private async Task<Refusal?> Hold(Cart before, PricedCart after, CancellationToken ct)
    {
        var units = after.Units.ToDictionary(StringComparer.Ordinal);
        foreach (var variant in before.UnitsByVariant().Keys)
            units.TryAdd(variant, 0);

        return units.Count == 0 ? null : (await inventory.Hold(after.Cart.Id, units, ct)).Refusal;
    }

    /// <summary>A refusal is an answer as well: the same key gets it again, unless it only says to come back. Where there is no cart there is nothing to keep it with.</summary>
    private Refusal Refused(CartEdit edit, Refusal refusal)
    {
        if (call.Key is { } key && refusal.Kind is not RefusalKind.Throttled && refusal.Code != CartRefusals.Unknown.Code)
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
