namespace Commerce.Domain.Pricing;

/// <summary>The first stage: what each line costs this buyer before discounts.</summary>
internal static class PriceResolution
{
    public static void Apply(PricingWork work)
    {
        foreach (var line in work.Basket.Lines)
        {
            if (line.Goods is not { } goods)
                continue;

            if (work.Rules.Pricing.Prices.Find(goods.VariantId)?.Base.TryGetValue(work.Buyer.Currency, out var amount) is not true)
                work.Problems.Add(new(PricingProblem.NoPrice, line.LineId, goods.VariantId, $"There is no price in {work.Buyer.Currency}."));
            else if ((Int128)amount * line.Units + work.Subtotal > PricingEngine.Ceiling)
                work.Problems.Add(new(PricingProblem.TooLarge, line.LineId, goods.VariantId, "The total is larger than this shop can charge."));
            else
            {
                var subtotal = amount * line.Units;
                work.Subtotal += subtotal;
                work.Lines.Add(new(line.LineId, goods, line.Units) { UnitPrice = amount, ListPrice = amount, Subtotal = subtotal, Running = subtotal });
                work.Trace?.Add(TraceStage.Price, line.LineId, PriceListDefinition.Base, TraceStep.Accepted, subtotal, $"{line.Units} × {new Money(amount, work.Buyer.Currency)}.");
            }
        }
    }

    /// <summary>What units of a variant cost this buyer by themselves; false when they have no price. Says nothing to the trace.</summary>
    internal static bool TryResolve(PricingWork work, Goods goods, int units, out ResolvedPrice price)
    {
        price = default;
        if (work.Rules.Pricing.Prices.Find(goods.VariantId)?.Base.TryGetValue(work.Buyer.Currency, out var amount) is not true || (Int128)amount * units > PricingEngine.Ceiling)
            return false;

        price = new(amount, amount, amount * units);
        return true;
    }
}
