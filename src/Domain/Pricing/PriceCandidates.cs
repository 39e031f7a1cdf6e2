namespace Commerce.Domain.Pricing;

/// <summary>
/// The lists that count for one buyer, in the order they are asked, and the choice among them. The first override with a price gives it (of equal rank the cheapest), the products' own prices come last;
/// a sale counts where it is cheaper than that. Where a graduated list begins above one unit, the units below are paid at the best price after it that covers all of them.
/// </summary>
internal sealed class PriceCandidates
{
    private CandidateList[] overrides = new CandidateList[8];
    private CandidateList[] sales = new CandidateList[8];
    private int overrideCount;
    private int saleCount;
    private string currency = "";
    private Rounding rounding;

    public void Take(PricingRules rules, BuyerContext buyer)
    {
        (overrideCount, saleCount, currency, rounding) = (0, 0, buyer.Currency, buyer.Rounding);
        foreach (var list in rules.Lists(currency))
            if (list.Excludes(buyer) is not null)
                continue;
            else if (list.IsSale)
                Append(ref sales, ref saleCount, list);
            else
                Append(ref overrides, ref overrideCount, list);
    }

    /// <summary>What so many units cost.</summary>
    public PriceChoice Choose(VariantPrices prices, long units)
    {
        var isPriced = Override(prices, 0, units, whole: false, out var otherwise, out var list);
        if (saleCount == 0 || !Sale(prices, units, out var amount, out var sale) || (isPriced && amount >= otherwise))
            return new(isPriced, list, null, otherwise, otherwise);

        return new(true, list, sale, isPriced ? otherwise : amount, amount);
    }

    /// <summary>What so many units cost by the overrides from a place on, and by the products' own prices after them.</summary>
    /// <param name="whole">Only by one that covers all the units.</param>
    /// <param name="list">The one that gives the price; null for the product's own.</param>
    private bool Override(VariantPrices prices, int from, long units, bool whole, out Int128 amount, out CandidateList? list)
    {
        (amount, list) = (0, null);
        for (var i = from; i < overrideCount; i++)
        {
            if (list is not null && !overrides[i].RanksWith(list))
                return true;
            if (Covers(prices, overrides[i], i + 1, units, whole, out var cost) && (list is null || cost < amount))
                (amount, list) = (cost, overrides[i]);
        }

        if (list is null && prices.Base.TryGetValue(currency, out var price))
            amount = (Int128)price * units;
        else if (list is null)
            return false;

        return true;
    }

    private bool Sale(VariantPrices prices, long units, out Int128 amount, out CandidateList? sale)
    {
        (amount, sale) = (0, null);
        for (var i = 0; i < saleCount; i++)
            if (Covers(prices, sales[i], 0, units, whole: false, out var cost) && (sale is null || cost < amount))
                (amount, sale) = (cost, sales[i]);

        return sale is not null;
    }

    private bool Covers(VariantPrices prices, CandidateList list, int next, long units, bool whole, out Int128 amount)
    {
        var left = PriceLadder.Cost(list, prices, units, rounding, out amount);
        if (left == 0 || whole || left == units)
            return left == 0;
        if (!Override(prices, next, left, whole: true, out var rest, out _))
            return false;

        amount += rest;
        return true;
    }

    private static void Append(ref CandidateList[] lists, ref int count, CandidateList list)
    {
        if (count == lists.Length)
            Array.Resize(ref lists, 2 * count);
        lists[count++] = list;
    }
}

/// <summary>What gives the price.</summary>
/// <param name="List">The override; null for the product's own price.</param>
/// <param name="Sale">The sale that is cheaper still; null for none.</param>
/// <param name="Otherwise">What all units cost without the sale; with it alone where there is no other price.</param>
/// <param name="Amount">What all units cost.</param>
internal readonly record struct PriceChoice(bool IsPriced, CandidateList? List, CandidateList? Sale, Int128 Otherwise, Int128 Amount)
{
    public CandidateList? Winner => Sale ?? List;

    /// <summary>By the unit; false where there is no price or more than can be charged.</summary>
    public bool TryResolve(VariantPrices prices, string currency, long units, Rounding rounding, out ResolvedPrice price)
    {
        price = default;
        if (!IsPriced || Amount > PricingEngine.Ceiling)
            return false;

        var unit = Unit(Amount, units, rounding);
        var other = Sale is not null ? Unit(Otherwise, units, rounding) : List is not null && prices.Base.TryGetValue(currency, out var own) ? own : unit;
        price = new(unit, Math.Max(unit, other), (long)Amount);
        return true;
    }

    private static long Unit(Int128 amount, long units, Rounding rounding) =>
        amount <= long.MaxValue && (long)amount % units == 0 ? (long)amount / units : (long)Int128.Min(rounding.Divide(amount, units), long.MaxValue);
}
