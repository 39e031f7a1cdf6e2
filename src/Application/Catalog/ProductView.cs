using System.Diagnostics;
using Commerce.Application.Pipeline;
using Commerce.Domain;
using Commerce.Domain.Catalog;

namespace Commerce.Application.Catalog;

/// <summary>A product as staff sees it, whatever its status.</summary>
/// <param name="PublishedAt">The first time it was for sale; null when it never was.</param>
public sealed record ProductView(
    Guid ProductId,
    long Version,
    ProductStatus Status,
    string Slug,
    string Title,
    string Description,
    IReadOnlyList<string> Tags,
    IReadOnlyList<Guid> Categories,
    IReadOnlyList<Guid> Collections,
    IReadOnlyList<ProductImage> Images,
    IReadOnlyList<ProductOption> Options,
    IReadOnlyList<VariantView> Variants,
    DateTimeOffset? PublishedAt) : IVersioned
{
    /// <summary>Of a product there is; the deciders refuse before they ask for the view of one there is not.</summary>
    public static ProductView Of(Guid id, Product state, long version)
    {
        var (details, options, variants, _, publishedAt) = state is Product.Kept kept ? kept.Content : throw new UnreachableException("There is no view of nothing.");

        return new(
            id, version, StatusOf(state), details.Slug, details.Title, details.Description, details.Tags, details.Categories, details.Collections, details.Images,
            options, [.. variants.Select(VariantView.Of)], publishedAt);
    }

    internal static Func<Product, long, ProductView> Of(Guid id) => (state, version) => Of(id, state, version);

    internal static ProductStatus StatusOf(Product state) => state switch
    {
        Product.Published => ProductStatus.Published,
        Product.Archived => ProductStatus.Archived,
        _ => ProductStatus.Draft,
    };
}

/// <summary>A variant as staff sees it.</summary>
/// <param name="Options">Option name → chosen value.</param>
/// <param name="Prices">One for each currency it can be bought in, minor units.</param>
/// <param name="Min">Fewest units of a cart line.</param>
/// <param name="Max">Most units of a cart line.</param>
/// <param name="Step">Units are bought in multiples of this.</param>
public sealed record VariantView(
    string VariantId,
    string Sku,
    IReadOnlyDictionary<string, string> Options,
    IReadOnlyList<Money> Prices,
    int WeightGrams,
    int Min,
    int Max,
    int Step,
    string? Image)
{
    internal static VariantView Of(Variant it) =>
        new(it.VariantId, it.Sku, it.Options, [.. it.Prices.OrderBy(price => price.Key, StringComparer.Ordinal).Select(price => new Money(price.Value, price.Key))],
            it.WeightGrams, it.Min, it.Max, it.Step, it.Image);
}
