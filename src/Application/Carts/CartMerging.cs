using Commerce.Application.Catalog;
using Commerce.Application.Inventory;
using Commerce.Domain;
using Commerce.Domain.Carts;

namespace Commerce.Application.Carts;

/// <summary>
/// Takes a guest's cart over into a customer's. Three steps that can each be repeated: the guest's cart is marked as moving, so that no line added meanwhile is lost;
/// the customer's takes it in, once, whoever asks how often; the guest goes on with an empty one. Whoever finds a cart half moved finishes it.
/// </summary>
internal sealed class CartMerging(ICarts carts, IInventory inventory, ICatalog catalog, ICartPolicy policy)
{
    private readonly CartSettings settings = policy.Settings;

    /// <summary>Merges what the token's cart holds, if anything.</summary>
    public async Task<Result<Done>> Merge(Guid customerId, string token, MergeStrategy? strategy, CancellationToken ct)
    {
        if (!CartOwner.IsToken(token))
            return CartRefusals.Unknown;

        var guest = CartOwner.Holder(token);
        var marked = await carts.Edit(new(guest, AsksStock: false), async stored =>
        {
            if (stored?.MovingTo is { } other && other != customerId)
            {
                await Finish(guest, stored, ct);
                return null;
            }

            return stored is null ? CartRefusals.Unknown : stored.IsEmpty || stored.MovingTo == customerId ? stored : stored with { MovingTo = customerId };
        }, ct);

        return await marked.Then(async moving =>
        {
            if (moving.Cart.MovingTo is not null)
                await Finish(guest, moving.Cart, strategy ?? settings.Merge, ct);

            return (Result<Done>)default(Done);
        });
    }

    /// <summary>Completes a merge that was begun: by this request, or by one that died.</summary>
    internal Task Finish(CartOwner.Session guest, Cart moving, CancellationToken ct) => Finish(guest, moving, settings.Merge, ct);

    private async Task Finish(CartOwner.Session guest, Cart moving, MergeStrategy strategy, CancellationToken ct)
    {
        var snapshot = catalog.Current;
        var merged = await carts.Edit(
            new(new CartOwner.Customer(moving.MovingTo!.Value), AsksStock: false),
            stored => new((stored ?? Cart.Empty(Guid.CreateVersion7(), moving.Currency)).Merge(moving, strategy, settings.Limits, snapshot.Rule)),
            ct);

        if (!merged.Is(out var account))
            return;

        await carts.Close(guest, moving.Id, ct);
        if (settings.Hold == HoldTime.AddToCart)
        {
            await inventory.Release(moving.Id, moving.UnitsByVariant().Keys.ToList(), ct);
            await inventory.Hold(account.Cart.Id, account.Cart.UnitsByVariant(), ct);
        }
    }
}
