namespace Commerce.Domain.Pricing;

/// <summary>Says how tax came about.</summary>
internal static class TaxTrace
{
    /// <summary>One step for all that bears the rate and one for how it was shared out; or one for each part that was rounded by itself.</summary>
    public static void Applied(PricingWork work, TaxZone zone, TaxRate rate, ReadOnlySpan<long> parts, ReadOnlySpan<long> taxes, bool isByLine)
    {
        var (whole, amount) = (0L, 0L);
        var shares = new List<string>(parts.Length);
        for (var i = 0; i < parts.Length; i++)
        {
            if (parts[i] == 0)
                continue;

            var lineId = i < work.Lines.Count ? work.Lines[i].LineId : null;
            if (isByLine)
                Step(work, zone, rate, lineId, parts[i], taxes[i], lineId is null ? "shipping" : "the line");
            shares.Add($"{lineId ?? "shipping"} {Text(work, taxes[i])}");
            (whole, amount) = (whole + parts[i], amount + taxes[i]);
        }

        if (isByLine)
            return;

        Step(work, zone, rate, null, whole, amount, "all that bears it");
        if (shares.Count > 1)
            work.Trace!.Add(TraceStage.Rounding, null, rate.Class, TraceStep.Accepted, 0, $"{Text(work, amount)} shared out: {string.Join(", ", shares)}.");
    }

    public static void Untaxed(PricingWork work, TaxZone zone)
    {
        foreach (var line in work.Lines)
            if (!zone.Rates.Any(rate => rate.Class == line.Goods.TaxClass))
                work.Trace!.Add(TraceStage.Tax, line.LineId, line.Goods.TaxClass, "no_rate", 0, $"{zone.Name} has no rate for this class.");
    }

    private static void Step(PricingWork work, TaxZone zone, TaxRate rate, string? lineId, long part, long tax, string what) => work.Trace!.Add(
        TraceStage.Tax, lineId, rate.Class, TraceStep.Accepted, zone.PricesIncludeTax ? 0 : tax, zone.PricesIncludeTax
            ? $"{zone.Name}, {rate.Name}: {Percent.OfPartsPerMillion(rate.PartsPerMillion)} is in {Text(work, part)} for {what}: "
                + $"{Text(work, part)} × {rate.PartsPerMillion} ÷ {1_000_000 + rate.PartsPerMillion} = {Text(work, tax)}."
            : $"{zone.Name}, {rate.Name}: {Percent.OfPartsPerMillion(rate.PartsPerMillion)} of {Text(work, part)} for {what} = {Text(work, tax)}.");

    private static Money Text(PricingWork work, long amount) => new(amount, work.Buyer.Currency);
}
