using Commerce.Application.Pipeline;
using Commerce.Domain;
using Commerce.Domain.Catalog;

namespace Commerce.Application.Catalog;

/// <summary>The categories a product stands on, each with the way to it from the top. Nothing changes.</summary>
public static class BrowseProductCategories
{
    public sealed record Query(string Slug) : IQuery<ProductCategories>;

    internal sealed class Handler(IProductCategories categories, ICatalog catalog) : IQueryHandler<Query, ProductCategories>
    {
        public async Task<Result<ProductCategories>> Handle(Query query, CancellationToken ct)
        {
            var snapshot = catalog.Current;
            if (!snapshot.TryPublished(query.Slug, out var product))
                return Product.Unknown;

            // What a category is called and where it hangs changes without the product.
            var found = (await categories.Of(product, ct)).Select(snapshot.Shelves.Find).OfType<Shelf>().Select(it => CategoryOfProduct.Of(it, snapshot.Shelves));
            return new ProductCategories(product.ProductId, [.. found.OrderBy(it => string.Join('/', it.Path.Select(link => link.Slug)), StringComparer.Ordinal)]);
        }
    }
}

/// <summary>The categories of a product, by the slugs of the way to each.</summary>
public sealed record ProductCategories(Guid ProductId, IReadOnlyList<CategoryOfProduct> Items);

/// <summary>A category a product stands on.</summary>
/// <param name="Path">The way to it, top first, itself last.</param>
public sealed record CategoryOfProduct(Guid CategoryId, string Slug, string Name, IReadOnlyList<ShelfLink> Path)
{
    internal static CategoryOfProduct Of(Shelf it, Shelves shelves) =>
        new(it.ShelfId, it.Slug, it.Name, [.. shelves.Path(it).Select(step => new ShelfLink(step.Slug, step.Name))]);
}
