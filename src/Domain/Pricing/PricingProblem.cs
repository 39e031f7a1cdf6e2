namespace Commerce.Domain.Pricing;

/// <summary>Why a line is not in the quote.</summary>
/// <param name="Code">One of the constants here; clients branch on it.</param>
/// <param name="Message">One sentence for a person.</param>
public sealed record PricingProblem(string Code, string LineId, string VariantId, string Message)
{
    /// <summary>The variant is not sold in the currency.</summary>
    public const string NoPrice = "no_price";

    /// <summary>With this line the total would be beyond <see cref="PricingEngine.Ceiling"/>.</summary>
    public const string TooLarge = "too_large";

    /// <summary>It is not sold any more.</summary>
    public const string Gone = "gone";
}
