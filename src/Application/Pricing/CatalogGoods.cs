using Commerce.Application.Catalog;
using Commerce.Domain.Pricing;

namespace Commerce.Application.Pricing;

/// <summary>What prices and their rules may ask of a variant. Made once, when it is first priced, and again only when its product or the shelves change.</summary>
internal static class CatalogGoods
{
    public static Goods Goods(this CatalogSnapshot catalog, CatalogVariant variant)
    {
        var categories = Categories(variant.Product, catalog.Shelves);

        // Two requests may make it at once: both are right, one stays.
        return variant.Goods is { } known && ReferenceEquals(known.Categories, categories) ? known : variant.Goods = new(
            variant.VariantId, variant.ProductId, variant.Sku, Title(variant), variant.WeightGrams, variant.Product.TaxClass, categories, variant.Product.Collections, variant.Product.Tags);
    }

    /// <summary>What the shopper reads: the product's title and the chosen options.</summary>
    public static string Title(CatalogVariant variant) =>
        variant.Options.Count == 0 ? variant.ProductTitle : $"{variant.ProductTitle} ({string.Join(", ", variant.Options.Values)})";

    private static IReadOnlyList<Guid> Categories(CatalogProduct product, Shelves shelves)
    {
        if (product.Lineage is { } known && ReferenceEquals(known.Of, shelves))
            return known.Categories;

        var lineage = new Lineage(shelves, product.Categories.Count == 0 ? product.Categories : shelves.Lineage(product.Categories));
        product.Lineage = lineage;
        return lineage.Categories;
    }
}
