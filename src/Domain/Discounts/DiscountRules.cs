namespace Commerce.Domain.Discounts;

/// <summary>The discounts of one time, made ready for the engine: made once for each version, used by every pricing.</summary>
public sealed class DiscountRules(DiscountContent content)
{
    public static DiscountRules None { get; } = new(DiscountContent.Empty);

    /// <summary>What it was made of.</summary>
    public DiscountContent Content { get; } = content;

    /// <summary>Whether a rule wants to know if this is the customer's first order: else nobody has to look.</summary>
    public bool AskForFirstOrder { get; } = content.Discounts.Any(rule => rule.When.FirstOrder);
}
