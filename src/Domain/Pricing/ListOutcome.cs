namespace Commerce.Domain.Pricing;

/// <summary>Why a price list does not give the price, as a trace says it.</summary>
public static class ListOutcome
{
    public const string Currency = "currency";
    public const string Company = "company";
    public const string Group = "group";
    public const string Channel = "channel";
    public const string Country = "country";
    public const string NotStarted = "not_started";
    public const string Expired = "expired";

    /// <summary>Neither the list nor its parents have the variant.</summary>
    public const string NoPrice = "no_price";

    /// <summary>The list has the variant, and no price for so few units.</summary>
    public const string BelowFirstTier = "below_first_tier";

    /// <summary>A list of a higher level has a price; below all levels are the products' own prices.</summary>
    public const string HigherLevelWon = "higher_level_won";

    /// <summary>A list of the same level and a lower number has a price.</summary>
    public const string PriorityWon = "priority_won";

    /// <summary>A list of the same level and priority that says more of the buyer has a price.</summary>
    public const string MoreSpecificWon = "more_specific_won";

    /// <summary>Another one that counts as much is cheaper: a list of equal rank, or a sale.</summary>
    public const string LowerPriceWon = "lower_price_won";

    /// <summary>Equal in everything, and the other's code is the first by alphabet.</summary>
    public const string FirstCodeWon = "first_code_won";

    /// <summary>A sale that is not cheaper than what the buyer pays otherwise.</summary>
    public const string NotLower = "not_lower";
}
