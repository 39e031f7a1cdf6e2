using System.Text.Json.Serialization;
using Commerce.Application.Pipeline;
using Commerce.Application.Pricing;
using Commerce.Domain;
using Commerce.Domain.Pricing;

namespace Commerce.Application.Carts;

/// <summary>A cart as the shopper sees it, priced with what is in force now.</summary>
/// <param name="Subtotal">Sum of the lines' subtotals, before discounts. Lines without a price are not in it; a warning names each.</param>
/// <param name="Discount">What is taken off; not negative.</param>
/// <param name="Tax">Tax added on top; zero where prices include it, or while nobody knows where it goes.</param>
/// <param name="Total">What is to be paid before shipping: subtotal − discount + tax.</param>
/// <param name="ShippingFrom">What sending costs at least to the country in <c>Shop-Country</c>, after discounts and in no total; null without it, or when nothing is sent there.</param>
/// <param name="Discounts">What each discount takes off; together the discount.</param>
/// <param name="Coupons">Every code that was entered, with what it takes off or why it does not.</param>
/// <param name="Taxes">All tax by rate, added or included.</param>
/// <param name="Bundles">The bundles in it.</param>
/// <param name="Gifts">What comes free.</param>
/// <param name="Warnings">What the shopper should know; none of it makes the cart unreadable.</param>
/// <param name="HeldUntil">When the first of the holds on these lines ends; null when nothing is held.</param>
/// <param name="PriceVersion">The version of the prices it was priced by.</param>
/// <param name="DiscountVersion">The version of the discounts; 0 before the first.</param>
/// <param name="Token">Only in the answer that made an anonymous cart: keep it and send it as <c>Cart-Token</c>.</param>
/// <param name="Version">Its ETag.</param>
/// <param name="Trace">Why it costs what it costs; only with <c>?explain=true</c>.</param>
public sealed record CartView(
    string Currency,
    IReadOnlyList<CartLineView> Lines,
    int Units,
    Money Subtotal,
    Money Discount,
    Money Tax,
    Money Total,
    Money? ShippingFrom,
    IReadOnlyList<DiscountShare> Discounts,
    IReadOnlyList<CouponView> Coupons,
    IReadOnlyList<TaxAmount> Taxes,
    IReadOnlyList<QuoteBundle> Bundles,
    IReadOnlyList<GiftView> Gifts,
    IReadOnlyList<CartWarning> Warnings,
    DateTimeOffset? HeldUntil,
    long PriceVersion,
    long DiscountVersion,
    string? Token,
    long Version,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] PricingTrace? Trace = null) : IVersioned;

/// <summary>One line.</summary>
/// <param name="LineId">Address it by this: <c>/v1/cart/lines/{lineId}</c>.</param>
/// <param name="VariantId">Null for a bundle.</param>
/// <param name="ProductId">Null when the product is gone and for a bundle, as are slug and SKU.</param>
/// <param name="Options">Option name → chosen value.</param>
/// <param name="UnitPrice">What one unit costs this shopper. Null when it has no price in the cart's currency, as are the other amounts.</param>
/// <param name="ListPrice">What one unit costs everyone.</param>
/// <param name="Subtotal">What the units cost before discounts.</param>
/// <param name="Discounts">What each discount takes off this line.</param>
/// <param name="Total">Subtotal − discounts + tax added to it.</param>
/// <param name="Bundle">What was chosen; null for a single variant.</param>
public sealed record CartLineView(
    string LineId,
    string? VariantId,
    Guid? ProductId,
    string? Slug,
    string? Sku,
    string Title,
    IReadOnlyDictionary<string, string> Options,
    IReadOnlyDictionary<string, string>? Custom,
    string? Image,
    int Units,
    Money? UnitPrice,
    Money? ListPrice,
    Money? Subtotal,
    IReadOnlyList<DiscountShare> Discounts,
    Money? Total,
    CartBundleView? Bundle = null);

/// <summary>What was chosen of a bundle.</summary>
/// <param name="Version">Of the definition it was chosen under.</param>
/// <param name="Slug">Null when it is not sold any more.</param>
/// <param name="Components">What is in it, in the order of its sets.</param>
public sealed record CartBundleView(string Code, int Version, string? Slug, IReadOnlyList<CartComponentView> Components);

/// <summary>A pick, as part of all bundles of the line.</summary>
/// <param name="Times">How often it was picked for one bundle.</param>
/// <param name="Units">Of the variant, in all of the line's bundles.</param>
/// <param name="UnitPrice">What one unit costs by itself; null while the bundle is not charged, as are the other amounts.</param>
/// <param name="Subtotal">What it bears of the bundle's price.</param>
/// <param name="Total">Subtotal − discounts + tax added to it.</param>
public sealed record CartComponentView(
    string Set, string Option, string VariantId, int Times, int Units, string? Sku, string Title, string? Image, Money? UnitPrice, Money? Subtotal, Money? Total);
