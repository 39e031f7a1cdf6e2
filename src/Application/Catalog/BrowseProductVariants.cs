using Commerce.Application.Pipeline;
using Commerce.Domain;
using Commerce.Domain.Catalog;

namespace Commerce.Application.Catalog;

/// <summary>All that is written of a product's variants, with their own prices in every currency, e.g. for a feed. Nothing changes.</summary>
public static class BrowseProductVariants
{
    public sealed record Query(string Slug) : IQuery<ProductVariants>;

    internal sealed class Handler(IProductVariants variants, ICatalog catalog) : IQueryHandler<Query, ProductVariants>
    {
        public async Task<Result<ProductVariants>> Handle(Query query, CancellationToken ct)
        {
            if (!catalog.Current.TryPublished(query.Slug, out var product))
                return Product.Unknown;

            return new ProductVariants(product.ProductId, await variants.Of(product, ct));
        }
    }
}

/// <summary>The variants of a product, in their order: 250 at most.</summary>
public sealed record ProductVariants(Guid ProductId, IReadOnlyList<ListedVariant> Items);
