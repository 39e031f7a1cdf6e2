using Commerce.Application.Catalog;
using Commerce.Application.Inventory;
using Commerce.Application.Pricing;
using Commerce.Domain.Carts;
using Commerce.Domain.Pricing;

namespace Commerce.Application.Carts;

/// <summary>Draws a priced cart with the stock of one moment.</summary>
internal static class CartDrawing
{
    private static readonly IReadOnlyDictionary<string, string> NoOptions = new Dictionary<string, string>();

    public static CartView Draw(this PricedCart priced, long version, IReadOnlyDictionary<string, StockAvailability> stock, string? token = null)
    {
        var (cart, quote) = (priced.Cart, priced.Quote);
        var (lines, warnings) = (new CartLineView[cart.Lines.Count], new List<CartWarning>());
        var quoted = 0;
        for (var i = 0; i < lines.Length; i++)
        {
            var line = cart.Lines[i];
            if (line.Bundle is { } bundle)
            {
                lines[i] = CartBundles.Draw(line, bundle, priced);
                CartWarnings.OfBundle(priced, line, bundle, lines[i].UnitPrice, warnings);
                continue;
            }

            var charged = Next(quote, line.LineId, ref quoted);
            priced.Terms.Catalog.TryVariant(line.VariantId, out var variant);
            lines[i] = Line(line, variant, charged);
            CartWarnings.Of(priced, line, variant, charged, warnings);
        }

        CartWarnings.OfStock(priced, stock, warnings);
        CartWarnings.OfMerge(cart, warnings);
        return new(
            cart.Currency, lines, cart.Units, quote.Subtotal, quote.DiscountTotal, quote.Tax, quote.Total, priced.ShippingFrom, quote.Discounts(), CouponView.Of(priced.Priced), quote.Taxes, quote.Bundles,
            GiftView.Of(quote), warnings, HeldUntil(cart, stock), quote.PriceVersion, quote.DiscountVersion, token, version, priced.Priced.Trace);
    }

    /// <summary>The cart with the offers it now shows written into its lines, so that the next reader is told what changed since, and with the versions they are of.</summary>
    public static Cart Shown(this PricedCart priced)
    {
        var cart = priced.Cart;
        CartLine[]? lines = null;
        var quoted = 0;
        for (var i = 0; i < cart.Lines.Count; i++)
        {
            var line = cart.Lines[i];
            var seen = line.Bundle is not null ? CartBundles.Seen(line, priced)
                : Next(priced.Quote, line.LineId, ref quoted) is { } charged ? new SeenOffer(charged.Title, charged.UnitPrice.Amount, cart.Currency, line.Units)
                : null;
            if (seen is null)
                continue;

            if (seen != line.Seen)
                (lines ??= [.. cart.Lines])[i] = line with { Seen = seen };
        }

        return cart with { Lines = lines ?? cart.Lines, Shown = new(priced.Quote.PriceVersion, priced.Quote.DiscountVersion) };
    }

    public static UnitRule Rule(this CatalogSnapshot catalog, string variantId) =>
        catalog.TryVariant(variantId, out var variant) ? new(variant.Min, variant.Max, variant.Step) : UnitRule.Any;

    /// <summary>The quote keeps the order of the lines, has a bundle's components in its place, and leaves out what has no price.</summary>
    private static QuoteLine? Next(Quote quote, string lineId, ref int at)
    {
        while (at < quote.Lines.Count && quote.Lines[at].Bundle is not null)
            at++;

        return at < quote.Lines.Count && quote.Lines[at].LineId == lineId ? quote.Lines[at++] : null;
    }

    private static CartLineView Line(CartLine line, CatalogVariant? variant, QuoteLine? quote) => new(
        line.LineId,
        line.VariantId,
        variant?.ProductId,
        variant?.Slug,
        variant?.Sku,
        variant?.ProductTitle ?? line.Seen?.Title ?? line.VariantId,
        variant?.Options ?? NoOptions,
        line.Custom,
        variant?.Image,
        line.Units,
        quote?.UnitPrice,
        quote?.ListPrice,
        quote?.Subtotal,
        quote?.Discounts ?? [],
        quote?.Total);

    private static DateTimeOffset? HeldUntil(Cart cart, IReadOnlyDictionary<string, StockAvailability> stock)
    {
        DateTimeOffset? first = null;
        foreach (var line in cart.Lines)
            if (line.Bundle is null)
                Look(line.VariantId);
            else
                foreach (var pick in line.Bundle.Picks)
                    Look(pick.VariantId);

        return first;

        void Look(string variantId)
        {
            if (stock.GetValueOrDefault(variantId)?.HeldUntil is { } until && (first is null || until < first))
                first = until;
        }
    }
}
