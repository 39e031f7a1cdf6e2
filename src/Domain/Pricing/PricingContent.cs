using Commerce.Domain.Bundles;
using Commerce.Domain.Rulesets;

namespace Commerce.Domain.Pricing;

/// <summary>The rules of one pricing ruleset, as they are published and kept for ever. The prices themselves are the ruleset's <see cref="IPriceSheet"/>.</summary>
/// <param name="Lists">By code, as all others.</param>
public sealed record PricingContent(
    IReadOnlyList<PriceListDefinition> Lists,
    IReadOnlyList<TaxZone> Taxes,
    IReadOnlyList<ShippingTable> Shipping,
    IReadOnlyList<BundleDefinition> Bundles) : IRuleContent<PricingContent>
{
    public static RulesetKind Kind => RulesetKind.Pricing;

    public static PricingContent Empty { get; } = new([], [], [], []);

    public IEnumerable<(string Kind, string Code, object Definition)> Each() =>
    [
        .. Lists.Select(list => ("price_list", list.Code, (object)list)), .. Taxes.Select(zone => ("tax_zone", zone.Code, (object)zone)),
        .. Shipping.Select(method => ("shipping_method", method.Code, (object)method)), .. Bundles.Select(bundle => ("bundle", bundle.Code, (object)bundle)),
    ];

    public bool Equals(PricingContent? other) => other is not null
        && Lists.SequenceEqual(other.Lists) && Taxes.SequenceEqual(other.Taxes) && Shipping.SequenceEqual(other.Shipping) && Bundles.SequenceEqual(other.Bundles);

    public override int GetHashCode() => HashCode.Combine(Lists.Count, Taxes.Count, Shipping.Count, Bundles.Count);
}
