using Commerce.Domain.Pricing;
using static Commerce.Domain.Discounts.DiscountEffect;

namespace Commerce.Domain.Discounts;

/// <summary>What item rules take off each line by itself.</summary>
internal static class ItemDiscounts
{
    /// <param name="units">Of all target goods, for tiers.</param>
    public static Verdict Mark(DiscountRun run, CompiledRule rule, long units)
    {
        var percent = rule.Rule.Effect switch
        {
            ItemPercent e => e.Percent,
            QuantityTiers e => Reached(e, units),
            _ => 0,
        };

        if (percent < 0)
            return Verdict.Incomplete;

        run.Mark(rule);
        rule.Amounts.TryGet(run.Currency, out var amount);
        foreach (ref var slot in run.Slots)
            slot.Off = rule.Rule.Effect switch
            {
                ItemAmount => (long)Int128.Min(slot.Worth, (Int128)amount * slot.Units),
                ItemFixedPrice => (long)Int128.Max(0, slot.Worth - (Int128)amount * slot.Units),
                _ => run.Percent(slot.Worth, percent),
            };

        run.Rate = percent;
        return Verdict.Applied;
    }

    private static int Reached(QuantityTiers tiers, long units)
    {
        var reached = -1;
        for (var i = 0; i < tiers.Tiers.Count; i++)
            if (tiers.Tiers[i].From <= units)
                reached = tiers.Tiers[i].Percent;

        return reached;
    }
}
