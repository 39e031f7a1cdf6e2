using Commerce.Application.Inventory;
using Commerce.Domain;

namespace Commerce.Infrastructure.Streams.Placement;

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
