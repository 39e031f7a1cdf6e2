namespace Commerce.Domain.Bundles;

/// <summary>One thing wrong with what a shopper picked. All of them are told at once.</summary>
/// <param name="Set">The choice set; null when it is about the bundle as a whole.</param>
/// <param name="Code">One of the constants here; clients branch on it.</param>
/// <param name="Option">Null when it is about the whole set.</param>
/// <param name="VariantId">Null when it is not about a variant.</param>
/// <param name="Actual">What was asked for, counted in picks.</param>
/// <param name="Allowed">The limit it breaks; 0 for what may not be picked at all.</param>
/// <param name="Message">One sentence for a person.</param>
public sealed record BundleViolation(string? Set, string Code, string? Option, string? VariantId, long Actual, long Allowed, string Message)
{
    public const string UnknownSet = "unknown_set";
    public const string UnknownOption = "unknown_option";
    public const string BelowMin = "below_min";
    public const string AboveMax = "above_max";

    /// <summary>One thing picked more than once in a set that does not allow it: one option, or of an eligible one the same variant.</summary>
    public const string Repeated = "repeated";

    public const string OptionAboveMax = "option_above_max";

    /// <summary>The set is only asked for when something else was picked, and it was not.</summary>
    public const string DependencyNotMet = "dependency_not_met";

    /// <summary>A pick counts at least once.</summary>
    public const string TimesBelowOne = "times_below_one";

    /// <summary>The option leaves the variant to the shopper, who has not said which.</summary>
    public const string VariantRequired = "variant_required";

    public const string VariantNotEligible = "variant_not_eligible";

    /// <summary>The variant is not sold any more.</summary>
    public const string VariantGone = "variant_gone";

    /// <summary>A bundle of nothing is not sold.</summary>
    public const string NothingPicked = "nothing_picked";
}
