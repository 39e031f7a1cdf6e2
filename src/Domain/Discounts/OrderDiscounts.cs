using static Commerce.Domain.Discounts.DiscountEffect;

namespace Commerce.Domain.Discounts;

/// <summary>What order rules take off the goods together. It is rounded and capped first, and then shared out by what each has left, so no share is more than that.</summary>
internal static class OrderDiscounts
{
    /// <param name="spend">What all target goods come to, for tiers.</param>
    public static Verdict Mark(DiscountRun run, CompiledRule rule, long spend)
    {
        var tier = -1;
        for (var i = 0; i < rule.SpendTiers.Length; i++)
            if (rule.SpendTiers[i].From.TryGet(run.Currency, out var from) && from <= spend)
                tier = i;

        if (rule.Rule.Effect is SpendTiers && tier < 0)
            return Verdict.Incomplete;

        var worth = run.Mark(rule);
        run.Rate = rule.Rule.Effect is OrderPercent e ? e.Percent : tier >= 0 ? rule.SpendTiers[tier].Percent ?? 0 : 0;
        var amounts = tier >= 0 ? rule.SpendTiers[tier].Off : rule.Amounts;
        var off = amounts.TryGet(run.Currency, out var amount) ? Math.Min(amount, worth) : run.Percent(worth, run.Rate);

        run.Share(rule, off, worth);
        return Verdict.Applied;
    }
}
