using Commerce.Application.Catalog;
using Commerce.Application.Inventory;
using Commerce.Application.Pricing;
using Commerce.Domain;
using Commerce.Domain.Carts;
using Commerce.Domain.Pricing;

namespace Commerce.Application.Carts;

/// <summary>Draws a cart with the catalogue, the prices and the stock of one moment.</summary>
internal static class CartDrawing
{
    private static readonly IReadOnlyDictionary<string, string> NoOptions = new Dictionary<string, string>();

    public static CartView Draw(this CatalogSnapshot catalog, Cart cart, long version, IReadOnlyDictionary<string, StockAvailability> stock, Rounding rounding, string? token = null)
    {
        var priced = catalog.Price(cart, rounding);
        var (lines, warnings) = (new CartLineView[cart.Lines.Count], new List<CartWarning>());
        var quoted = 0;
        for (var i = 0; i < lines.Length; i++)
        {
            // The quote keeps the order of the lines and leaves out those without a price.
            var line = cart.Lines[i];
            var quote = quoted < priced.Quote.Lines.Count && priced.Quote.Lines[quoted].LineId == line.LineId ? priced.Quote.Lines[quoted++] : null;
            catalog.TryVariant(line.VariantId, out var variant);
            lines[i] = Line(line, variant, quote);
            CartWarnings.Of(cart, line, variant, quote, priced.Problems, warnings);
        }

        CartWarnings.OfStock(cart, catalog, stock, warnings);
        CartWarnings.OfMerge(cart, warnings);
        return new(cart.Currency, lines, cart.Units, priced.Quote.Subtotal, priced.Quote.DiscountTotal, priced.Quote.Total, warnings, HeldUntil(cart, stock), priced.Quote.PriceVersion, token, version);
    }

    /// <summary>The cart with the offers it now shows written into its lines, so that the next reader is told what changed since.</summary>
    public static Cart Shown(this CatalogSnapshot catalog, Cart cart)
    {
        CartLine[]? lines = null;
        for (var i = 0; i < cart.Lines.Count; i++)
        {
            var line = cart.Lines[i];
            if (!catalog.TryVariant(line.VariantId, out var variant) || !variant.IsSellable || !variant.Prices.TryGetValue(cart.Currency, out var amount))
                continue;

            var seen = new SeenOffer(CatalogPrices.Title(variant), amount, cart.Currency);
            if (seen != line.Seen)
                (lines ??= [.. cart.Lines])[i] = line with { Seen = seen };
        }

        return lines is null ? cart : cart with { Lines = lines };
    }

    public static UnitRule Rule(this CatalogSnapshot catalog, string variantId) =>
        catalog.TryVariant(variantId, out var variant) ? new(variant.Min, variant.Max, variant.Step) : UnitRule.Any;

    private static PricedCart Price(this CatalogSnapshot catalog, Cart cart, Rounding rounding)
    {
        var lines = new LineToPrice[cart.Lines.Count];
        for (var i = 0; i < lines.Length; i++)
            lines[i] = new(cart.Lines[i].LineId, cart.Lines[i].VariantId, cart.Lines[i].Units);

        return CartPricing.Price(new(lines), new(cart.Currency, rounding), new CatalogPrices(catalog));
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
        quote?.Subtotal);

    private static DateTimeOffset? HeldUntil(Cart cart, IReadOnlyDictionary<string, StockAvailability> stock)
    {
        DateTimeOffset? first = null;
        foreach (var line in cart.Lines)
            if (stock.GetValueOrDefault(line.VariantId)?.HeldUntil is { } until && (first is null || until < first))
                first = until;

        return first;
    }
}
