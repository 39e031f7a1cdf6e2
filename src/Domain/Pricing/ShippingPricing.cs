namespace Commerce.Domain.Pricing;

/// <summary>What sending costs by the chosen method, after the discounts of the goods and before its own.</summary>
internal static class ShippingPricing
{
    public static void Apply(PricingWork work)
    {
        if (work.Basket.ShippingMethod is not { } code || work.Lines.Count == 0)
            return;

        var table = work.Pricing.Method(code);
        var (grams, value) = (0L, 0L);
        foreach (var line in work.Lines)
            (grams, value) = (grams + (long)line.Goods.WeightGrams * line.Units, value + line.Running);

        if (table is null || Rate(table, work.Buyer) is not { } rate || Amount(rate, grams, value) is not { } amount || amount > PricingEngine.Ceiling - work.Subtotal)
        {
            work.Problems.Add(new(PricingProblem.ShippingNotOffered, null, null, "This way of sending is not offered for these goods and this destination."));
            work.Trace?.Add(TraceStage.Shipping, null, code, PricingProblem.ShippingNotOffered, 0, WhyNot(table, work.Buyer, grams, value));
            return;
        }

        work.Shipping = new(table.Code, table.Label, new(amount, work.Buyer.Currency));
        work.ShippingRunning = amount;
        work.Trace?.Add(TraceStage.Shipping, null, table.Code, TraceStep.Accepted, amount, Why(rate, grams, value, amount));
    }

    /// <summary>The rate of the most specific zone: one that names the country, else the one that names none. A zone without a rate in the currency does not hand over to another.</summary>
    private static ShippingRate? Rate(ShippingTable table, BuyerContext buyer)
    {
        ShippingZone? zone = null;
        for (var i = 0; i < table.Zones.Count; i++)
        {
            var countries = table.Zones[i].Countries;
            if (buyer.Country is not null && countries.Contains(buyer.Country))
            {
                zone = table.Zones[i];
                break;
            }

            if (countries.Count == 0)
                zone ??= table.Zones[i];
        }

        if (zone is not null)
            for (var i = 0; i < zone.Rates.Count; i++)
                if (zone.Rates[i].Currency == buyer.Currency)
                    return zone.Rates[i];

        return null;
    }

    private static long? Amount(ShippingRate rate, long grams, long value)
    {
        var measured = rate.Basis == ShippingBasis.Weight ? grams : value;
        if (measured > rate.Most)
            return null;

        for (var i = rate.Steps.Count - 1; i >= 0; i--)
            if (rate.Steps[i].From <= measured)
                return value >= rate.FreeFrom ? 0 : rate.Steps[i].Amount;

        return null;
    }

    private static string Why(ShippingRate rate, long grams, long value, long amount)
    {
        if (value >= rate.FreeFrom)
            return $"{Money(rate, value)} of goods: free from {Money(rate, rate.FreeFrom.Value)}.";

        var (measured, step) = rate.Basis == ShippingBasis.Weight ? (grams, rate.Steps.Last(step => step.From <= grams)) : (value, rate.Steps.Last(step => step.From <= value));
        return $"{Measure(rate, measured)}: {Money(rate, amount)} from {Measure(rate, step.From)} on.";
    }

    private static string WhyNot(ShippingTable? table, BuyerContext buyer, long grams, long value) =>
        table is null ? "There is no such method."
        : Rate(table, buyer) is not { } rate ? $"It is not offered in {buyer.Currency} to {buyer.Country ?? "a destination nobody knows"}."
        : $"{Measure(rate, rate.Basis == ShippingBasis.Weight ? grams : value)} is outside what it takes.";

    private static string Measure(ShippingRate rate, long measured) => rate.Basis == ShippingBasis.Weight ? $"{measured} g" : $"{Money(rate, measured)} of goods";

    private static Money Money(ShippingRate rate, long amount) => new(amount, rate.Currency);
}
