using Commerce.Application.Pricing;
using Commerce.Domain;
using Commerce.Domain.Pricing;

namespace Commerce.Application.Checkouts;

/// <summary>What it costs.</summary>
/// <param name="Subtotal">Of the goods, before discounts.</param>
/// <param name="ShippingTotal">After its discounts.</param>
/// <param name="Tax">Tax added on top; zero where prices include it.</param>
/// <param name="Total">subtotal − discounts + shipping + tax.</param>
/// <param name="Discounts">What each discount takes off the goods; together the discount total.</param>
/// <param name="ShippingDiscounts">What each takes off sending.</param>
/// <param name="Taxes">All tax by rate, added or included.</param>
/// <param name="Coupons">Of an estimate every code that was entered, with what it takes off or why it does not; of frozen totals those that take something off.</param>
/// <param name="Bundles">The bundles in it; their components are lines.</param>
/// <param name="IsFrozen">False: an estimate, priced anew with each look.</param>
/// <param name="PriceVersion">The version of the prices in force when it was made.</param>
/// <param name="DiscountVersion">The version of the discounts.</param>
public sealed record CheckoutTotals(
    IReadOnlyList<CheckoutLine> Lines, QuoteShipping? Shipping, Money Subtotal, Money DiscountTotal, Money ShippingTotal, Money Tax, Money Total,
    IReadOnlyList<DiscountShare> Discounts, IReadOnlyList<DiscountShare> ShippingDiscounts, IReadOnlyList<TaxAmount> Taxes, IReadOnlyList<CouponView> Coupons, IReadOnlyList<QuoteBundle> Bundles,
    bool IsFrozen, long PriceVersion, long DiscountVersion)
{
    internal static CheckoutTotals Of(PricedCart estimate) => Of(estimate.Quote, CouponView.Of(estimate.Priced), isFrozen: false);

    internal static CheckoutTotals Of(Quote frozen) => Of(frozen, CouponView.Of(frozen), isFrozen: true);

    private static CheckoutTotals Of(Quote quote, IReadOnlyList<CouponView> coupons, bool isFrozen) => new(
        [.. quote.Lines.Select(CheckoutLine.Of)], quote.Shipping, quote.Subtotal, quote.DiscountTotal, quote.ShippingTotal, quote.Tax, quote.Total,
        quote.Discounts(), quote.ShippingDiscounts, quote.Taxes, coupons, quote.Bundles, isFrozen, quote.PriceVersion, quote.DiscountVersion);
}

/// <summary>A line as it is charged.</summary>
/// <param name="UnitPrice">What one unit costs this buyer before discounts; of a bundle's component, what it costs by itself.</param>
/// <param name="ListPrice">What it costs everyone.</param>
/// <param name="Subtotal">What the units cost before discounts.</param>
/// <param name="Discounts">What each discount takes off this line.</param>
/// <param name="Tax">Tax added to this line.</param>
/// <param name="Total">What is charged for the line.</param>
/// <param name="Bundle">The line of the bundle this is a component of; null for none.</param>
/// <param name="Gift">The discount that gives it away; null for what was chosen.</param>
public sealed record CheckoutLine(
    string LineId, string VariantId, string Sku, string Title, int Units, Money UnitPrice, Money ListPrice, Money Subtotal, IReadOnlyList<DiscountShare> Discounts, Money Tax, Money Total,
    string? Bundle, string? Gift)
{
    internal static CheckoutLine Of(QuoteLine line) => new(
        line.LineId, line.VariantId, line.Sku, line.Title, line.Units, line.UnitPrice, line.ListPrice, line.Subtotal, line.Discounts, line.Tax, line.Total, line.Bundle, line.Gift);
}
