using Commerce.Application.Pipeline;

namespace Commerce.Application.Catalog;

/// <summary>All products, categories and collections there are, for staff. Latest made first.</summary>
public interface IRegister
{
    /// <param name="status">Null: any.</param>
    /// <param name="text">Words of title, tags, SKU or description; null: all.</param>
    /// <param name="after">The last one of the page before.</param>
    Task<Page<ProductRow>> Products(ProductStatus? status, string? text, Guid? after, int limit, CancellationToken ct);

    Task<Page<CategoryView>> Categories(Guid? after, int limit, CancellationToken ct);

    Task<Page<CollectionView>> Collections(Guid? after, int limit, CancellationToken ct);
}

/// <summary>A product in the list of staff.</summary>
public sealed record ProductRow(Guid ProductId, long Version, ProductStatus Status, string Slug, string Title, int Variants, DateTimeOffset? PublishedAt, DateTimeOffset ChangedAt);
