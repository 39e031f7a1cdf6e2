using System.Diagnostics;

namespace Commerce.Application.Carts;

/// <summary>Bounded and silent: the trace of the login tells what went wrong.</summary>
internal sealed class GuestCarts(CartMerging merging) : IGuestCarts
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    public async Task<bool> TakeOver(Guid customerId, string token, CancellationToken ct)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(ct);
        patience.CancelAfter(Patience);
        try
        {
            return (await merging.Merge(customerId, token, null, patience.Token)).Refusal is null;
        }
        catch (Exception fault) when (!ct.IsCancellationRequested)
        {
            Activity.Current?.AddException(fault);
            return false;
        }
    }
}
