using System.Diagnostics.CodeAnalysis;
using Commerce.Application.Catalog;
using Commerce.Domain;
using Commerce.Domain.Pricing;

namespace Commerce.Application.Pricing;

/// <summary>The prices that stand in the catalogue. One snapshot answers a whole pricing.</summary>
internal sealed class CatalogPrices(CatalogSnapshot catalog) : IPriceBook
{
    public long Version => catalog.Version;

    public bool TryPrice(string variantId, string currency, [MaybeNullWhen(false)] out VariantPrice price)
    {
        price = null;
        if (!catalog.TryVariant(variantId, out var variant) || !variant.IsSellable || !variant.Prices.TryGetValue(currency, out var amount))
            return false;

        var unit = new Money(amount, currency);
        price = new(variant.Sku, Title(variant), unit, unit);
        return true;
    }

    /// <summary>What the shopper reads: the product's title and the chosen options.</summary>
    public static string Title(CatalogVariant variant) =>
        variant.Options.Count == 0 ? variant.ProductTitle : $"{variant.ProductTitle} ({string.Join(", ", variant.Options.Values)})";
}
