namespace Commerce.Domain.Pricing;

/// <summary>
/// The last stage: tax on what is left after all discounts, added or told apart, by the zone of the destination. By rate it is rounded once and shared out to the lines, and last to shipping, by largest
/// remainder; by line each line is rounded by itself. A rate that nothing bears is not told.
/// </summary>
internal static class TaxPricing
{
    public static void Apply(PricingWork work)
    {
        var buyer = work.Buyer;
        if (work.Pricing.TaxZone(buyer.Country, buyer.Region) is not { } zone)
        {
            if (work.Pricing.Content.Taxes.Count > 0)
                work.Trace?.Add(TraceStage.Tax, null, "none", "no_zone", 0, $"No tax zone has {buyer.Country ?? "a destination nobody knows"}.");

            return;
        }

        var bearers = work.Lines.Count + 1;
        var parts = bearers <= 65 ? stackalloc long[bearers] : new long[bearers];
        var taxes = bearers <= 65 ? stackalloc long[bearers] : new long[bearers];
        for (var i = 0; i < zone.Rates.Count; i++)
            Apply(work, zone, zone.Rates[i], parts, taxes);

        if (work.Trace is not null)
            TaxTrace.Untaxed(work, zone);
    }

    /// <param name="parts">What each line, and last shipping, bears of this rate.</param>
    private static void Apply(PricingWork work, TaxZone zone, TaxRate rate, Span<long> parts, Span<long> taxes)
    {
        var whole = Parts(work, zone, rate, parts);
        if (whole == 0)
            return;

        var isByLine = work.Buyer.TaxRounding == TaxRounding.PerLine;
        var amount = 0L;
        if (!isByLine)
            Allocation.SplitInto(taxes, amount = Tax(work, zone, rate, whole), parts);
        else
            for (var i = 0; i < parts.Length; i++)
                amount += taxes[i] = Tax(work, zone, rate, parts[i]);

        for (var i = 0; i < work.Lines.Count; i++)
            if (zone.PricesIncludeTax)
                work.Lines[i].IncludedTax += taxes[i];
            else
                work.Lines[i].Tax += taxes[i];
        work.ShippingTax += zone.PricesIncludeTax ? 0 : taxes[^1];

        var currency = work.Buyer.Currency;
        work.Taxes.Add(new(rate.Class, rate.Name, rate.PartsPerMillion, new(zone.PricesIncludeTax ? whole - amount : whole, currency), new(amount, currency), zone.PricesIncludeTax));
        if (work.Trace is not null)
            TaxTrace.Applied(work, zone, rate, parts, taxes, isByLine);
    }

    private static long Parts(PricingWork work, TaxZone zone, TaxRate rate, Span<long> parts)
    {
        var whole = 0L;
        for (var i = 0; i < work.Lines.Count; i++)
            whole += parts[i] = work.Lines[i].Goods.TaxClass == rate.Class ? work.Lines[i].Running : 0;

        return whole + (parts[^1] = zone.ShippingClass == rate.Class ? work.ShippingRunning : 0);
    }

    /// <summary>A gross price of (1 + rate) has the rate in it.</summary>
    private static long Tax(PricingWork work, TaxZone zone, TaxRate rate, long part) =>
        work.Buyer.Rounding.Scale(part, rate.PartsPerMillion, 1_000_000 + (zone.PricesIncludeTax ? rate.PartsPerMillion : 0));
}
