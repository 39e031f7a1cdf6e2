using System.Diagnostics;
using Commerce.Application.Carts;
using Commerce.Application.Inventory;
using Commerce.Domain.Checkouts;

namespace Commerce.Application.Checkouts;

internal sealed class ExcessHolds(ICheckoutIndex index, ICheckouts checkouts, IInventory inventory) : IExcessHolds
{
    public async Task LetGo(Guid cartId, IReadOnlyDictionary<string, int> wanted, CancellationToken ct)
    {
        try
        {
            if (await index.OfCart(cartId, ct) is { } id && (await checkouts.Load(id, ct)).State is Checkout.Created)
                await inventory.Lower(cartId, wanted, ct);
        }
        catch (Exception fault) when (!ct.IsCancellationRequested)
        {
            Activity.Current?.AddException(fault);
        }
    }
}
