using Commerce.Domain.Discounts;
using Commerce.Domain.Rulesets;

namespace Commerce.Domain.Pricing;

/// <summary>What is in force, in one version of each. A request takes one of these and uses it to its end, so that no answer mixes versions.</summary>
/// <param name="Gifts">The goods of every gift the discounts name, by variant.</param>
public sealed record RulesInForce(PricingRuleset Pricing, DiscountRuleset Discounts, IReadOnlyDictionary<string, Goods> Gifts)
{
    public static RulesInForce None { get; } = new(PricingRuleset.None, DiscountRuleset.None, new Dictionary<string, Goods>());
}

/// <summary>One version of the prices and the rules around them, immutable.</summary>
/// <param name="Version">Rises with each publication, the same on all nodes; 0 before the first.</param>
public sealed record PricingRuleset(long Version, Timeline<PricingRules> Rules, IPriceSheet Prices)
{
    public static PricingRuleset None { get; } = new(0, new([]), new NoPrices());

    private sealed class NoPrices : IPriceSheet
    {
        public VariantPrices? Find(string variantId) => null;
    }
}

/// <summary>One version of the discounts, immutable.</summary>
/// <param name="Version">Rises with each publication, the same on all nodes; 0 before the first.</param>
public sealed record DiscountRuleset(long Version, Timeline<DiscountRules> Rules)
{
    public static DiscountRuleset None { get; } = new(0, new([]));
}
