namespace Commerce.Domain.Pricing;

/// <summary>
/// The first stage: what each line costs this buyer before discounts. Units of one variant count together, whatever lines they are on, and what they cost is shared out to the lines by their units;
/// so neither the order of lines nor splitting one changes it.
/// </summary>
internal static class PriceResolution
{
    public static void Apply(PricingWork work)
    {
        var lines = work.BasketLines;
        for (int from = 0, next; from < lines.Length; from = next)
        {
            next = from + 1;
            if (lines[from].Goods is not { } goods)
                continue;

            // Lines of one variant are neighbours: see BasketOrder.
            var units = (long)lines[from].Units;
            for (; next < lines.Length && lines[next].Goods?.VariantId == goods.VariantId; next++)
                units += lines[next].Units;

            Price(work, goods, from, next, units);
        }
    }

    /// <summary>What units of a variant cost this buyer by themselves; false when they have no price. Says nothing to the trace.</summary>
    internal static bool TryResolve(PricingWork work, Goods goods, int units, out ResolvedPrice price)
    {
        price = default;
        return work.Rules.Pricing.Prices.Find(goods.VariantId) is { } prices
            && work.Candidates.Choose(prices, units).TryResolve(prices, work.Buyer.Currency, units, work.Buyer.Rounding, out price);
    }

    private static void Price(PricingWork work, Goods goods, int from, int to, long units)
    {
        var lines = work.BasketLines;
        var buyer = work.Buyer;
        var prices = work.Rules.Pricing.Prices.Find(goods.VariantId);
        var choice = prices is null ? default : work.Candidates.Choose(prices, units);
        if (work.Trace is not null)
            PriceTrace.Candidates(work, lines[from..to], prices, units, choice);

        if (prices is null || !choice.TryResolve(prices, buyer.Currency, units, buyer.Rounding, out var price) || price.Amount > PricingEngine.Ceiling - work.Subtotal)
        {
            for (var i = from; i < to; i++)
                Leave(work, lines[i], goods, choice);

            return;
        }

        work.Subtotal += price.Amount;
        if (to - from == 1 || price.UnitPrice * units == price.Amount)
            for (var i = from; i < to; i++)
                work.Add(lines[i], goods, price, to - from == 1 ? price.Amount : price.UnitPrice * lines[i].Units);
        else
            ShareOut(work, goods, from, to, price);

        if (work.Trace is not null)
            PriceTrace.Accepted(work, to - from, units, choice);
    }

    private static void Leave(PricingWork work, BasketLine line, Goods goods, PriceChoice choice)
    {
        PricingProblem problem = choice.IsPriced
            ? new(PricingProblem.TooLarge, line.LineId, goods.VariantId, "The total is larger than this shop can charge.")
            : new(PricingProblem.NoPrice, line.LineId, goods.VariantId, $"There is no price in {work.Buyer.Currency}.");

        work.Problems.Add(problem);
        if (choice.IsPriced)
            work.Trace?.Add(TraceStage.Price, line.LineId, choice.Winner?.Code ?? PriceListDefinition.Base, problem.Code, 0, problem.Message);
    }

    private static void ShareOut(PricingWork work, Goods goods, int from, int to, ResolvedPrice price)
    {
        var lines = work.BasketLines;
        var (weights, shares) = (new long[to - from], new long[to - from]);
        for (var i = from; i < to; i++)
            weights[i - from] = lines[i].Units;

        Allocation.SplitInto(shares, price.Amount, weights);
        for (var i = from; i < to; i++)
            work.Add(lines[i], goods, price, shares[i - from]);
    }
}
