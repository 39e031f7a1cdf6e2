namespace Commerce.Domain.Pricing;

/// <summary>The pricing rules of one time, made ready for the engine: made once for each version, used by every pricing.</summary>
public sealed class PricingRules(PricingContent content)
{
    public static PricingRules None { get; } = new(PricingContent.Empty);

    /// <summary>What it was made of.</summary>
    public PricingContent Content => content;
}
