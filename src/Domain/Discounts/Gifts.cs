using Commerce.Domain.Pricing;

namespace Commerce.Domain.Discounts;

/// <summary>Gifts: lines of their own that cost something, and a discount of the same size.</summary>
internal static class Gifts
{
    public static Verdict Give(DiscountRun run, CompiledRule rule, DiscountEffect.GiftItem gift)
    {
        var work = run.Work;
        if (!work.Rules.Gifts.TryGetValue(gift.VariantId, out var goods))
            return Verdict.NoGift;

        var units = Math.Min(gift.Units, rule.Rule.MostUnits ?? int.MaxValue);
        if (!PriceResolution.TryResolve(work, goods, units, out var price))
            return Verdict.NoPrice;
        if (run.Capped(rule, price.Amount) < price.Amount || price.Amount > PricingEngine.Ceiling - work.Subtotal)
            return Verdict.Cap;

        run.States[rule.Index].Off = price.Amount;
        work.Subtotal += price.Amount;
        work.Lines.Add(new($"gift:{rule.Rule.Code}", goods, units)
        {
            UnitPrice = price.UnitPrice,
            ListPrice = price.ListPrice,
            Subtotal = price.Amount,
            Gift = rule.Rule.Code,
            Discounts = price.Amount == 0 ? null : [new(rule.Rule.Code, rule.Rule.Label, new(price.Amount, run.Currency))],
        });
        work.Trace?.Add(TraceStage.BuyGet, work.Lines[^1].LineId, PriceListDefinition.Base, TraceStep.Accepted, price.Amount, $"{units} × {new Money(price.UnitPrice, run.Currency)}, a gift.");
        work.Trace?.Add(TraceStage.BuyGet, work.Lines[^1].LineId, rule.Rule.Code, TraceStep.Accepted, -price.Amount, "It comes free.");
        return Verdict.Applied;
    }
}
