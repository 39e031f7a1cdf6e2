using Commerce.Application.Checkouts;
using Commerce.Application.Inventory;
using Commerce.Application.Pipeline;
using Commerce.Domain;
using Commerce.Domain.Checkouts;
using Marten;

namespace Commerce.Infrastructure.Streams.Placement;

/// <summary>One caller's order on its way through the writer.</summary>
/// <param name="Facts">What the commands made of the checkout; decided before it queued, because deciding is pure.</param>
/// <param name="After">The checkout after those facts.</param>
/// <param name="Answer">Makes the caller's view; its value is what the idempotency record keeps.</param>
/// <param name="Call">The caller's request.</param>
internal sealed record PendingOrder(OrderToPlace Order, IReadOnlyList<Checkout.Event> Facts, Checkout After, Func<PlacedOrder, object?> Answer, CallContext Call)
{
    private readonly TaskCompletionSource<Result<PlacedOrder>> done = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task<Result<PlacedOrder>> Done => done.Task;

    /// <summary>Units by variant, over all lines.</summary>
    public IReadOnlyDictionary<string, int> Units { get; } = Order.Quote.UnitsByVariant();

    public void Finish(Result<PlacedOrder> result) => done.TrySetResult(result);

    public void Fail(Exception fault) => done.TrySetException(fault);
}

/// <summary>What the claim of one order came to.</summary>
internal sealed record OrderClaim(long? Number, IReadOnlyList<StockLevel> Levels)
{
    /// <summary>Why not, in the caller's words.</summary>
    public Refusal Refusal(IReadOnlyDictionary<string, int> units)
    {
        StockShortage[] shortages =
        [
            .. Levels.Where(level => level.OnHand + level.Backorderable < units[level.VariantId])
                .Select(level => new StockShortage(level.VariantId, units[level.VariantId], level.OnHand + level.Backorderable)),
        ];
        return new(RefusalKind.Conflict, "inventory.sold_out", "What you wanted was sold meanwhile.", ("shortages", shortages));
    }
}
