using Commerce.Domain;

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
    int? Step = null)
{
    public const string PriceChanged = "price_changed";
    public const string ShortStock = "short_stock";
    public const string VariantGone = "variant_gone";
    public const string NotSellable = "not_sellable_in_currency";
    public const string UnitsNotAllowed = "units_not_allowed";
    public const string Clamped = "clamped";
    public const string TooLarge = "too_large";
}
