using Commerce.Domain.Rulesets;

namespace Commerce.Domain.Pricing;

/// <summary>What can be wrong with a shipping method.</summary>
internal static class ShippingFaults
{
    public static IReadOnlyList<RuleFault> Of(ShippingTable table)
    {
        var found = new Findings();
        found
            .Text("/label", table.Label, ShippingTable.LongestLabel)
            .Within("/position", table.Position, 0, 100_000)
            .Filled("/zones", table.Zones, "A method without a zone is offered nowhere.")
            .Every("/zones", table.Zones, (path, zone) => Zone(found, path, zone));

        var seen = new Dictionary<string, int>();
        for (var i = 0; i < table.Zones.Count; i++)
            Overlap(found, table.Zones[i].Countries, i, seen);

        return found.All;
    }

    private static void Zone(Findings found, string at, ShippingZone zone) => found
        .Each($"{at}/countries", zone.Countries, (path, country) => found.Country(path, country))
        .Filled($"{at}/rates", zone.Rates, "A zone without a rate offers nothing.")
        .Each($"{at}/rates", zone.Rates, rate => rate.Currency, (path, rate) => Rate(found, path, rate));

    private static void Rate(Findings found, string at, ShippingRate rate)
    {
        var floor = -1L;
        found
            .Currency($"{at}/currency", rate.Currency)
            .Filled($"{at}/steps", rate.Steps, "A rate without a step has no price.")
            .Every($"{at}/steps", rate.Steps, (path, step) =>
            {
                found
                    .Within($"{path}/from", step.From, 0, PricingEngine.Ceiling)
                    .Within($"{path}/amount", step.Amount, 0, PricingEngine.Ceiling)
                    .If(step.From >= 0 && step.From <= floor, $"{path}/from", "order", "Steps ascend, each from more on than the one before.");
                floor = Math.Max(floor, step.From);
            });

        if (rate.FreeFrom is { } free)
            found.Within($"{at}/freeFrom", free, 0, PricingEngine.Ceiling);
        if (rate.Most is { } most)
            found
                .Within($"{at}/most", most, 0, PricingEngine.Ceiling)
                .If(rate.Steps.Count > 0 && most < rate.Steps[0].From, $"{at}/most", "min_above_max", "Nothing is sent: the first step begins above the most there may be.");
    }

    /// <summary>A country, or everywhere else, is in one zone of a method.</summary>
    private static void Overlap(Findings found, IReadOnlyList<string> countries, int zone, Dictionary<string, int> seen)
    {
        if (countries.Count == 0 && !seen.TryAdd("", zone))
            found.If(true, $"/zones/{zone}/countries", "overlap", "Another zone of this method is for everywhere else already.");

        for (var i = 0; i < countries.Count; i++)
            found.If(!seen.TryAdd(countries[i], zone) && seen[countries[i]] != zone, $"/zones/{zone}/countries/{i}", "overlap", $"{countries[i]} is in another zone of this method already.");
    }
}
