using Commerce.Domain.Rulesets;

namespace Commerce.Domain.Pricing;

/// <summary>What can be wrong with a tax zone.</summary>
internal static class TaxZoneFaults
{
    private const int LongestRegion = 100;

    public static IReadOnlyList<RuleFault> Of(TaxZone zone, RuleReferences known)
    {
        var found = new Findings();
        found
            .Text("/name", zone.Name, TaxZone.LongestName)
            .Each("/countries", zone.Countries, (path, country) => found.Country(path, country))
            .If(zone.Regions.Count > 0 && zone.Countries.Count != 1, "/regions", "regions_of_one_country", "Regions are those of one country: name exactly one.")
            .Each("/regions", zone.Regions, (path, region) => found
                .Text(path, region, LongestRegion)
                .If(region.Any(char.IsLower) || region != region.Trim(), path, "not_upper_case", "Regions are written in capitals, without blanks around them."))
            .Each("/rates", zone.Rates, rate => rate.Class, (path, rate) => found
                .Code($"{path}/class", rate.Class)
                .Text($"{path}/name", rate.Name, TaxZone.LongestName)
                .Within($"{path}/partsPerMillion", rate.PartsPerMillion, 0, TaxRate.Whole))
            .If(zone.ShippingClass is { } shipping && zone.Rates.All(rate => rate.Class != shipping), "/shippingClass", "unknown_class", "Shipping bears the rate of a class that this zone has no rate for.");

        foreach (var other in known.TaxZones.Values.Where(other => other.Code != zone.Code).OrderBy(other => other.Code, StringComparer.Ordinal))
            Overlap(found, zone, other);

        return found.All;
    }

    /// <summary>Two zones that are as specific as each other for one destination: which of them counts would be chance.</summary>
    private static void Overlap(Findings found, TaxZone zone, TaxZone other)
    {
        if (zone.Countries.Count == 0 && other.Countries.Count == 0)
            found.If(true, "/countries", "overlap", $"The tax zone '{other.Code}' is for everywhere else already.");
        else if (zone.Regions.Count == 0 && other.Regions.Count == 0)
            Shared(found, "/countries", zone.Countries, other.Countries, other.Code);
        else if (zone.Countries.SequenceEqual(other.Countries))
            Shared(found, "/regions", zone.Regions, other.Regions, other.Code);
    }

    private static void Shared(Findings found, string path, IReadOnlyList<string> mine, IReadOnlyList<string> others, string code)
    {
        for (var i = 0; i < mine.Count; i++)
            found.If(others.Contains(mine[i]), $"{path}/{i}", "overlap", $"{mine[i]} is in the tax zone '{code}' already.");
    }
}
