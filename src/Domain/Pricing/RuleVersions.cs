namespace Commerce.Domain.Pricing;

/// <summary>A version of the prices and one of the discounts.</summary>
/// <param name="Pricing">0: none.</param>
/// <param name="Discounts">0: none.</param>
public readonly record struct RuleVersions(long Pricing, long Discounts)
{
    /// <summary>Whether these rules have them, or later ones.</summary>
    public bool AreIn(RulesInForce rules) => rules.Pricing.Version >= Pricing && rules.Discounts.Version >= Discounts;

    /// <summary>The later of both kinds.</summary>
    public RuleVersions And(RuleVersions other) => new(Math.Max(Pricing, other.Pricing), Math.Max(Discounts, other.Discounts));
}
