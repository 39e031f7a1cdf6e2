using Commerce.Application.Pipeline;
using Commerce.Domain;

namespace Commerce.Application.Carts;

/// <summary>A cart as the shopper sees it, priced with what is in force now.</summary>
/// <param name="Subtotal">Sum of the line totals. Lines without a price are not in it; a warning names each.</param>
/// <param name="Discount">What is taken off; not negative.</param>
/// <param name="Total">What is to be paid before shipping.</param>
/// <param name="Warnings">What the shopper should know; none of it makes the cart unreadable.</param>
/// <param name="HeldUntil">When the first of the holds on these lines ends; null when nothing is held.</param>
/// <param name="Token">Only in the answer that made an anonymous cart: keep it and send it as <c>Cart-Token</c>.</param>
/// <param name="Version">Its ETag.</param>
public sealed record CartView(
    string Currency,
    IReadOnlyList<CartLineView> Lines,
    int Units,
    Money Subtotal,
    Money Discount,
    Money Total,
    IReadOnlyList<CartWarning> Warnings,
    DateTimeOffset? HeldUntil,
    long PriceVersion,
    string? Token,
    long Version) : IVersioned;

/// <summary>One line.</summary>
/// <param name="LineId">Address it by this: <c>/v1/cart/lines/{lineId}</c>.</param>
/// <param name="ProductId">Null when the product is gone, as are slug and SKU.</param>
/// <param name="Options">Option name → chosen value.</param>
/// <param name="UnitPrice">Null when it has no price in the cart's currency, as is the total.</param>
public sealed record CartLineView(
    string LineId,
    string VariantId,
    Guid? ProductId,
    string? Slug,
    string? Sku,
    string Title,
    IReadOnlyDictionary<string, string> Options,
    IReadOnlyDictionary<string, string>? Custom,
    string? Image,
    int Units,
    Money? UnitPrice,
    Money? Total);

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
