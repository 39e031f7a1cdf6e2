using Commerce.Domain.Bundles;
using Commerce.Domain.Discounts;

namespace Commerce.Domain.Pricing;

/// <summary>
/// The one way a price is made, for product lists, carts, checkouts, dry runs and the past alike: prices, bundles, discounts of items, buy-X-get-Y, of the order, shipping, tax.
/// Pure: the same basket, buyer and rules give the same bytes. No clock, no I/O, no floating point.
/// </summary>
public static class PricingEngine
{
    /// <summary>Goods before discounts and their shipping together never go beyond this many minor units, so that later sums and products stay far from 64 bits.</summary>
    public const long Ceiling = 1_000_000_000_000_000;

    /// <param name="explain">Whether to say why; costs several times the pricing itself.</param>
    public static PricedBasket Price(Basket basket, BuyerContext buyer, RulesInForce rules, bool explain = false)
    {
        if (!Currency.IsKnown(buyer.Currency))
            throw new ArgumentException($"'{buyer.Currency}' is not an ISO 4217 currency.", nameof(buyer));

        var work = PricingWork.Begin(basket, buyer, rules, explain ? new() : null);
        PriceResolution.Apply(work);
        BundlePricing.Apply(work);
        DiscountEngine.Open(work);
        do
        {
            DiscountEngine.Items(work);
            DiscountEngine.BuyGet(work);
            DiscountEngine.Order(work);
            ShippingPricing.Apply(work);
            DiscountEngine.Shipping(work);
        }
        while (DiscountEngine.TriesAnother(work));

        DiscountEngine.Close(work);
        TaxPricing.Apply(work);
        work.Restore();

        var priced = new PricedBasket(QuoteOf(work), Copy(work.Problems), Copy(work.Coupons), work.Trace is { } trace ? new(trace.Steps) : null);
        work.End();
        return priced;
    }

    /// <summary>The ways of sending that are offered for a basket, each with what it costs with the discounts of the basket.</summary>
    public static IReadOnlyList<ShippingOffer> ShippingOffers(Basket basket, BuyerContext buyer, RulesInForce rules)
    {
        var methods = rules.Pricing.Rules.At(buyer.Instant)?.Methods ?? [];
        return
        [
            .. methods.Select(method => Price(basket with { ShippingMethod = method.Code }, buyer, rules).Quote).Where(quote => quote.Shipping is not null)
                .Select(quote => new ShippingOffer(quote.Shipping!.Method, quote.Shipping.Label, quote.Shipping.Amount, quote.ShippingTotal)),
        ];
    }

    private static Quote QuoteOf(PricingWork work)
    {
        var currency = work.Buyer.Currency;
        var lines = new QuoteLine[work.Lines.Count];
        var (subtotal, discount, tax) = (0L, 0L, work.ShippingTax);
        for (var i = 0; i < lines.Length; i++)
        {
            var line = work.Lines[i];
            lines[i] = new(
                line.LineId, line.Goods.VariantId, line.Goods.Sku, line.Goods.Title, line.Units, new(line.UnitPrice, currency), new(line.ListPrice, currency), new(line.Subtotal, currency),
                line.Discounts ?? [], new(line.Tax, currency), new(line.Running + line.Tax, currency))
            {
                Bundle = line.Bundle,
                Gift = line.Gift,
                IncludedTax = line.IncludedTax == 0 ? null : new(line.IncludedTax, currency),
            };
            (subtotal, discount, tax) = (subtotal + line.Subtotal, discount + line.Subtotal - line.Running, tax + line.Tax);
        }

        var shipping = work.ShippingRunning;
        return new(
            currency, lines, work.Shipping, new(subtotal, currency), new(discount, currency), new(shipping, currency), new(tax, currency),
            new(subtotal - discount + shipping + tax, currency), work.Rules.Pricing.Version, work.Buyer.Rounding)
        {
            DiscountVersion = work.Rules.Discounts.Version,
            Bundles = Copy(work.Bundles),
            ShippingDiscounts = Copy(work.ShippingDiscounts),
            ShippingTax = work.ShippingTax == 0 ? null : new(work.ShippingTax, currency),
            Taxes = Copy(work.Taxes),
            Coupons = Copy(work.AppliedCoupons),
        };
    }

    private static T[] Copy<T>(List<T> made) => made.Count == 0 ? [] : [.. made];
}
