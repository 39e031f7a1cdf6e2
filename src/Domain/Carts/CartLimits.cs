namespace Commerce.Domain.Carts;

/// <summary>How large a cart may be. Settings of the shop; these are the defaults.</summary>
/// <param name="Lines">Most lines of a cart.</param>
/// <param name="UnitsPerLine">Most units of a line, whatever the variant allows.</param>
/// <param name="Units">Most units of all lines together.</param>
public sealed record CartLimits(int Lines = 100, int UnitsPerLine = 999, int Units = 10_000)
{
    /// <summary>Most coupon codes of a cart.</summary>
    public const int Coupons = 10;

    public static CartLimits Standard { get; } = new();
}

/// <summary>How many units of a variant one line may have.</summary>
/// <param name="Min">Fewest.</param>
/// <param name="Max">Most.</param>
/// <param name="Step">Only multiples of this.</param>
public readonly record struct UnitRule(int Min, int Max, int Step)
{
    /// <summary>For a variant the catalogue does not know (any more).</summary>
    public static UnitRule Any { get; } = new(1, int.MaxValue, 1);

    public bool Allows(int units) => units >= Min && units <= Max && units % Step == 0;

    /// <summary>The most allowed units that are not more than wanted; the fewest allowed when fewer are wanted; 0 when no number is allowed at all.</summary>
    public int Nearest(int wanted)
    {
        var least = (Min + Step - 1) / Step * Step;
        var most = Math.Min(Math.Max(wanted, least), Max) / Step * Step;
        return most >= least ? most : 0;
    }
}

/// <summary>What becomes of two carts that meet when a shopper signs in.</summary>
public enum MergeStrategy
{
    /// <summary>All lines of both; equal lines add their units. The default.</summary>
    Sum,

    /// <summary>The guest's cart replaces the account's, unless it is empty.</summary>
    KeepGuest,

    /// <summary>The account's cart stays as it is, unless it is empty.</summary>
    KeepAccount,
}
