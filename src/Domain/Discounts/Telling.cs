using static Commerce.Domain.Discounts.DiscountEffect;

namespace Commerce.Domain.Discounts;

/// <summary>The sentences of the trace, with their arithmetic.</summary>
internal static class Telling
{
    public static string Line(DiscountRun run, CompiledRule rule, in Slot slot)
    {
        var goods = slot.Units == slot.Line.Units ? $"{Some(run, slot.Worth)} for {Units(slot.Units)}" : $"{Some(run, slot.Worth)} for {slot.Units} of {Units(slot.Line.Units)}";
        return $"{How(run, rule)}: {Some(run, slot.Off)} off {goods}.";
    }

    public static string Shared(DiscountRun run, long off, long worth) =>
        $"{Some(run, off)} off {Some(run, worth)} in all, shared out by what each line has left of it; odd minor units go to the largest remainders.";

    public static string Capped(DiscountRun run, long total, long most) => $"{Some(run, total)} is more than the most it may take off, {Some(run, most)}, which is shared out in the same proportions.";

    public static string Shipping(DiscountRun run, CompiledRule rule, long off, long cost) => $"{How(run, rule)}: {Some(run, off)} off {Some(run, cost)}.";

    private static string How(DiscountRun run, CompiledRule rule)
    {
        rule.Amounts.TryGet(run.Currency, out var amount);
        return rule.Rule.Effect switch
        {
            ItemAmount => $"{Some(run, amount)} off each unit",
            ItemFixedPrice => $"{Some(run, amount)} for each unit",
            QuantityTiers => $"{Percent(run.Rate)} by the number of units",
            BuyGet e => $"Buy {e.Buy}, get {e.Get} with {Percent(e.Percent)} off",
            BundleOffer { Percent: null } => $"{Some(run, amount)} for each set",
            OrderAmount or ShippingAmount => $"{Some(run, amount)} off",
            SpendTiers => run.Rate == 0 ? "An amount by what is spent" : $"{Percent(run.Rate)} by what is spent",
            ShippingPercent e => Percent(e.Percent),
            _ => Percent(run.Rate),
        };
    }

    private static string Percent(int basisPoints) => basisPoints % 100 == 0 ? $"{basisPoints / 100} %" : $"{$"{basisPoints / 100}.{basisPoints % 100:00}".TrimEnd('0')} %";

    private static string Units(int units) => units == 1 ? "1 unit" : $"{units} units";

    private static Money Some(DiscountRun run, long amount) => new(amount, run.Currency);
}
