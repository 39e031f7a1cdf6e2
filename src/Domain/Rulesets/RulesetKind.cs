namespace Commerce.Domain.Rulesets;

/// <summary>The two rulesets there are. Each has versions of its own; a quote names one of both.</summary>
public enum RulesetKind
{
    /// <summary>Prices, and the rules around them: price lists, tax, shipping, bundles.</summary>
    Pricing,

    Discounts,
}
