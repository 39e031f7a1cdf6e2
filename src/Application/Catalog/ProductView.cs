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
    DateTimeOffset? PublishedAt,
    string TaxClass) : IVersioned
{
    /// <summary>Of a product there is; the deciders refuse before they ask for the view of one there is not.</summary>
    public static ProductView Of(Guid id, Product state, long version)
    {
        var (details, options, variants, _, publishedAt) = state is Product.Kept kept ? kept.Content : throw new UnreachableException("There is no view of nothing.");

        return new(
            id, version, StatusOf(state), details.Slug, details.Title, details.Description, details.Tags, details.Categories, details.Collections, details.Images,
            options, [.. variants.Select(VariantView.Of)], publishedAt, details.TaxClass);
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
/// <param name="Costs">What one unit costs the shop itself; empty while nobody said.</param>
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
    string? Image,
    IReadOnlyList<Money> Costs)
{
    internal static VariantView Of(Variant it) =>
        new(it.VariantId, it.Sku, it.Options, ByCurrency(it.Prices), it.WeightGrams, it.Min, it.Max, it.Step, it.Image, it.Costs is null ? [] : ByCurrency(it.Costs));

    private static Money[] ByCurrency(IReadOnlyDictionary<string, long> amounts) =>
        [.. amounts.OrderBy(amount => amount.Key, StringComparer.Ordinal).Select(amount => new Money(amount.Value, amount.Key))];
}
