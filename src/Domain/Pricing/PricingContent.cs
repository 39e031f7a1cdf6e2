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

    public IReadOnlyList<RuleFault> Faults() => [];

    public bool Equals(PricingContent? other) => other is not null
        && Lists.SequenceEqual(other.Lists) && Taxes.SequenceEqual(other.Taxes) && Shipping.SequenceEqual(other.Shipping) && Bundles.SequenceEqual(other.Bundles);

    public override int GetHashCode() => HashCode.Combine(Lists.Count, Taxes.Count, Shipping.Count, Bundles.Count);
}
