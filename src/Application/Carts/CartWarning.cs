using Commerce.Domain;
using Commerce.Domain.Bundles;

namespace Commerce.Application.Carts;

/// <summary>Something about a line or the cart that the shopper should know. Which members are set depends on the code.</summary>
/// <param name="Code">One of the constants here; clients branch on it.</param>
/// <param name="Message">One sentence for a person.</param>
/// <param name="Old">The unit price the shopper saw last.</param>
/// <param name="New">The unit price now.</param>
/// <param name="Available">Units this cart could have.</param>
/// <param name="Wanted">Units asked for.</param>
/// <param name="Units">Units that are left after clamping; 0 when the line was dropped.</param>
/// <param name="Min">Fewest units of a line.</param>
/// <param name="Max">Most units of a line.</param>
/// <param name="Step">Units go by multiples of this.</param>
/// <param name="Bundle">What became of the line's bundle.</param>
public sealed record CartWarning(
    string Code,
    string Message,
    string? LineId,
    string? VariantId = null,
    Money? Old = null,
    Money? New = null,
    long? Available = null,
    int? Wanted = null,
    int? Units = null,
    int? Min = null,
    int? Max = null,
    int? Step = null,
    ChangedBundle? Bundle = null)
{
    public const string PriceChanged = "price_changed";
    public const string ShortStock = "short_stock";
    public const string VariantGone = "variant_gone";
    public const string NotSellable = "not_sellable_in_currency";
    public const string UnitsNotAllowed = "units_not_allowed";
    public const string Clamped = "clamped";
    public const string TooLarge = "too_large";

    /// <summary>The bundle, or what may be picked for it, is not what it was when it was chosen. It is not charged until the shopper has chosen again.</summary>
    public const string BundleChanged = "bundle_changed";

    /// <summary>The bundle is not sold any more.</summary>
    public const string BundleGone = "bundle_gone";
}

/// <summary>What became of a bundle since it was chosen.</summary>
/// <param name="Version">Of the definition it is sold by now: send it with the new choice.</param>
/// <param name="Violations">What is wrong with the choice now. Empty: it can be kept, by choosing it again.</param>
public sealed record ChangedBundle(string Code, int Version, IReadOnlyList<BundleViolation> Violations);
