using Commerce.Domain.Pricing;
using static Commerce.Domain.Discounts.DiscountEffect;

namespace Commerce.Domain.Discounts;

/// <summary>What is taken off the sending.</summary>
internal static class ShippingDiscounts
{
    public static Verdict Apply(DiscountRun run, CompiledRule rule)
    {
        var work = run.Work;
        var (methods, percent) = rule.Rule.Effect is ShippingPercent e ? (e.Methods, e.Percent) : (((ShippingAmount)rule.Rule.Effect).Methods, 0);
        if (work.Shipping is not { } shipping)
            return Verdict.NoMethod;
        if (methods.Count > 0 && !methods.Contains(shipping.Method))
            return Verdict.OtherMethod;

        var cost = work.ShippingRunning;
        var off = run.Capped(rule, rule.Amounts.TryGet(run.Currency, out var amount) ? Math.Min(amount, cost) : run.Percent(cost, percent));
        if (off <= 0)
            return Verdict.NothingOff;

        run.States[rule.Index].Off = off;
        work.ShippingRunning -= off;
        if (!run.IsTrying)
            work.ShippingDiscounts.Add(new(rule.Rule.Code, rule.Rule.Label, new(off, run.Currency)));

        work.Trace?.Add(TraceStage.ShippingDiscount, null, rule.Rule.Code, TraceStep.Accepted, -off, Telling.Shipping(run, rule, off, cost));
        return Verdict.Applied;
    }
}
