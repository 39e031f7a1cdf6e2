using Commerce.Domain;
using Commerce.Domain.Pricing;

namespace Commerce.Application.Pricing;

/// <summary>What the discounts of a quote come to.</summary>
internal static class QuoteDiscounts
{
    /// <summary>What each takes off the goods over all lines, in the order they first appear; together the quote's discount total.</summary>
    public static IReadOnlyList<DiscountShare> Discounts(this Quote quote)
    {
        List<DiscountShare>? totals = null;
        foreach (var line in quote.Lines)
            foreach (var share in line.Discounts)
                Add(totals ??= [], share);

        return totals ?? (IReadOnlyList<DiscountShare>)[];
    }

    private static void Add(List<DiscountShare> totals, DiscountShare share)
    {
        for (var i = 0; i < totals.Count; i++)
            if (totals[i].DiscountId == share.DiscountId)
            {
                totals[i] = totals[i] with { Amount = totals[i].Amount + share.Amount };
                return;
            }

        totals.Add(share);
    }
}
