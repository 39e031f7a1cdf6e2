using System.Collections.Frozen;
using Commerce.Domain.Bundles;
using Commerce.Domain.Discounts;
using Commerce.Domain.Pricing;

namespace Commerce.Domain.Rulesets;

/// <summary>What else there is in the shop that a rule may name or clash with. Rules are those that are not archived, as they are drafted now.</summary>
public sealed record RuleReferences
{
    public static RuleReferences None { get; } = new();

    /// <summary>Customer groups.</summary>
    public IReadOnlySet<string> Groups { get; init; } = FrozenSet<string>.Empty;

    /// <summary>By code.</summary>
    public IReadOnlyDictionary<string, PriceListDefinition> PriceLists { get; init; } = FrozenDictionary<string, PriceListDefinition>.Empty;

    public IReadOnlyDictionary<string, BundleDefinition> Bundles { get; init; } = FrozenDictionary<string, BundleDefinition>.Empty;

    /// <summary>By code.</summary>
    public IReadOnlyDictionary<string, DiscountRule> Discounts { get; init; } = FrozenDictionary<string, DiscountRule>.Empty;

    /// <summary>Of the coupon codes a discount is to have, those of generated batches.</summary>
    public IReadOnlySet<string> BatchedCoupons { get; init; } = FrozenSet<string>.Empty;

    /// <summary>Whether the catalogue knows a variant, sold or not.</summary>
    public Func<string, bool> HasVariant { get; init; } = static _ => true;

    /// <summary>By code.</summary>
    public IReadOnlyDictionary<string, TaxZone> TaxZones { get; init; } = FrozenDictionary<string, TaxZone>.Empty;
}
