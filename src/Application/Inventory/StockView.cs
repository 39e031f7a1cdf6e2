using Commerce.Application.Pipeline;
using Commerce.Domain;
using Commerce.Domain.Inventory;

namespace Commerce.Application.Inventory;

/// <summary>A variant's stock, as staff see it. All figures are units.</summary>
/// <param name="OnHand">Can be sold at once.</param>
/// <param name="Backordered">Sold and yet to come in; a receipt fills these first.</param>
/// <param name="BackorderLimit">How many may be back-ordered at most; null is any number.</param>
/// <param name="Reserved">In live holds of carts. Null while the real-time layer does not answer, as the two below.</param>
/// <param name="Available">What a new cart could have.</param>
/// <param name="Uncovered">Held, and not there: a count or an adjustment went below the holds. Some of those carts will be refused.</param>
public sealed record StockView(
    string VariantId, long OnHand, long Backordered, long? BackorderLimit, long? Reserved, long? Available, long? Uncovered, IReadOnlyList<CartHold> Holds, long Version) : IVersioned
{
    internal static StockView Of(string variantId, Stock level, long version, IReadOnlyList<CartHold>? holds)
    {
        var reserved = holds?.Sum(hold => (long)hold.Units);
        var left = level.OnHand + level.Backorderable - reserved;
        return new(
            variantId,
            level.OnHand,
            level.Backordered,
            level.BackorderLimit == Stock.Unlimited ? null : level.BackorderLimit,
            reserved,
            left is { } some ? Math.Max(0, some) : null,
            left is { } rest ? Math.Max(0, -rest) : null,
            holds ?? [],
            version);
    }
}

/// <summary>What every change of stock by staff does alike.</summary>
internal static class StockChange
{
    public static async Task<Result<StockView>> Apply(this IStock stock, IInventory inventory, string variantId, long? expected, Stock.Command command, CancellationToken ct)
    {
        var holds = await inventory.LiveHolds(variantId, ct);
        return await stock.Decide(variantId, expected, command, (level, version) => StockView.Of(variantId, level, version, holds), ct);
    }

    /// <summary>Stock is kept in PostgreSQL; what Redis holds is shown if it answers.</summary>
    public static async Task<IReadOnlyList<CartHold>?> LiveHolds(this IInventory inventory, string variantId, CancellationToken ct)
    {
        try
        {
            return await inventory.Holds(variantId, ct);
        }
        catch (DependencyUnavailableException)
        {
            return null;
        }
    }
}
