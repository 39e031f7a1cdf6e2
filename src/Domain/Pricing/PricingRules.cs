using System.Collections.Frozen;
using System.Diagnostics.CodeAnalysis;
using Commerce.Domain.Bundles;

namespace Commerce.Domain.Pricing;

/// <summary>The pricing rules of one time, made ready for the engine: made once for each version, used by every pricing.</summary>
public sealed class PricingRules
{
    private readonly FrozenDictionary<string, CandidateList[]> lists;
    private readonly FrozenDictionary<(string Country, string Region), TaxZone> regions;
    private readonly FrozenDictionary<string, TaxZone> countries;
    private readonly TaxZone? elsewhere;
    private readonly FrozenDictionary<string, ShippingTable> methods;
    private readonly FrozenDictionary<string, BundleDefinition> bundles;

    public PricingRules(PricingContent content)
    {
        Content = content;
        var byCode = content.Lists.DistinctBy(list => list.Code).ToDictionary(list => list.Code, StringComparer.Ordinal);
        lists = byCode.Values.GroupBy(list => list.Currency, list => new CandidateList(list, Links(list, byCode)))
            .ToFrozenDictionary(currency => currency.Key, currency => currency.Order().ToArray(), StringComparer.Ordinal);

        regions = content.Taxes.SelectMany(zone => zone.Countries.SelectMany(country => zone.Regions.Select(region => (Place: (country, region), Zone: zone))))
            .DistinctBy(entry => entry.Place).ToFrozenDictionary(entry => entry.Place, entry => entry.Zone);
        countries = content.Taxes.Where(zone => zone.Regions.Count == 0).SelectMany(zone => zone.Countries, (zone, country) => (Country: country, Zone: zone))
            .DistinctBy(entry => entry.Country).ToFrozenDictionary(entry => entry.Country, entry => entry.Zone, StringComparer.Ordinal);
        elsewhere = content.Taxes.FirstOrDefault(zone => zone.Countries.Count == 0);

        methods = content.Shipping.DistinctBy(table => table.Code).ToFrozenDictionary(table => table.Code, StringComparer.Ordinal);
        bundles = content.Bundles.DistinctBy(bundle => bundle.Code).ToFrozenDictionary(bundle => bundle.Code, StringComparer.Ordinal);
        Methods = [.. methods.Values.OrderBy(table => table.Position).ThenBy(table => table.Code, StringComparer.Ordinal)];
    }

    public static PricingRules None { get; } = new(PricingContent.Empty);

    /// <summary>What it was made of.</summary>
    public PricingContent Content { get; }

    /// <summary>All ways of sending, in the order they are offered.</summary>
    public IReadOnlyList<ShippingTable> Methods { get; }

    /// <summary>Null for a method that does not exist.</summary>
    public ShippingTable? Method(string code) => methods.GetValueOrDefault(code);

    /// <summary>The bundle as it is sold at this time.</summary>
    public bool TryBundle(string code, [MaybeNullWhen(false)] out BundleDefinition bundle) => bundles.TryGetValue(code, out bundle);

    /// <summary>The zone of a destination: by its region, by its country, else the one for everywhere else. Null: no tax is due.</summary>
    public TaxZone? TaxZone(string? country, string? region)
    {
        if (country is null)
            return elsewhere;

        return (region is not null && regions.TryGetValue((country, region), out var zone)) || countries.TryGetValue(country, out zone) ? zone : elsewhere;
    }

    /// <summary>The lists of a currency in the order they are asked.</summary>
    internal CandidateList[] Lists(string currency) => lists.TryGetValue(currency, out var found) ? found : [];

    /// <summary>A parent that is unknown, of another currency or too far up ends the chain: saving refuses all three, and pricing must not depend on that.</summary>
    private static List<ListLink> Links(PriceListDefinition list, Dictionary<string, PriceListDefinition> byCode)
    {
        List<ListLink> links = [new(list.Code, list.Tiers, list.Parent)];
        for (var up = list.Parent; up is not null; up = links[^1].Up)
            if (up.Code == PriceListDefinition.Base)
                links.Add(new(null, TierMode.Volume, null));
            else if (links.Count < PriceListDefinition.Deepest && byCode.TryGetValue(up.Code, out var parent) && parent.Currency == list.Currency)
                links.Add(new(parent.Code, parent.Tiers, parent.Parent));
            else
                break;

        return links;
    }
}
