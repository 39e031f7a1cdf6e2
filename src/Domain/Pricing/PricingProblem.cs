namespace Commerce.Domain.Pricing;

/// <summary>Why a line, or the shipping, is not in the quote.</summary>
/// <param name="Code">One of the constants here; clients branch on it.</param>
/// <param name="LineId">The line; null when it is about shipping.</param>
/// <param name="VariantId">What the line was of; null when it is about shipping.</param>
/// <param name="Message">One sentence for a person.</param>
public sealed record PricingProblem(string Code, string? LineId, string? VariantId, string Message)
{
    /// <summary>The variant is not sold in the currency.</summary>
    public const string NoPrice = "no_price";

    /// <summary>With this line the total would be beyond <see cref="PricingEngine.Ceiling"/>.</summary>
    public const string TooLarge = "too_large";

    /// <summary>It is not sold any more.</summary>
    public const string Gone = "gone";

    /// <summary>The chosen way of sending does not take these goods, or not to this destination.</summary>
    public const string ShippingNotOffered = "shipping_not_offered";
}
