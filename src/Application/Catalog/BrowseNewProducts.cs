using Commerce.Application.Pipeline;
using Commerce.Domain;
using Commerce.Domain.Catalog;
using FluentValidation;

namespace Commerce.Application.Catalog;

/// <summary>What is new in a category, latest first published first: of the last hundred those since an instant, e.g. since a shopper was here last. Nothing changes.</summary>
public static class BrowseNewProducts
{
    /// <param name="Since">Only what was published after; null: any.</param>
    public sealed record Query(string Category, DateTimeOffset? Since, int Limit) : IQuery<Page<NewProduct>>;

    internal sealed class Validator : AbstractValidator<Query>
    {
        public Validator() => RuleFor(query => query.Limit).InclusiveBetween(1, IRecentProducts.Most);
    }

    internal sealed class Handler(IRecentProducts recent, ICatalog catalog) : IQueryHandler<Query, Page<NewProduct>>
    {
        public async Task<Result<Page<NewProduct>>> Handle(Query query, CancellationToken ct)
        {
            var snapshot = catalog.Current;
            if (snapshot.Shelves.Find(ShelfKind.Category, query.Category) is not { } category)
                return Category.Unknown;

            var items = new List<NewProduct>();
            foreach (var (productId, publishedAt) in await recent.In(category.ShelfId, snapshot, query.Since, query.Limit, ct))
                if (snapshot.TryProduct(productId, out var product) && product.IsPublished)
                    items.Add(new(productId, product.Slug, product.Title, product.Image, publishedAt));

            return new Page<NewProduct>(items, null);
        }
    }
}

/// <summary>A product that is new in a category.</summary>
/// <param name="Image">The address of its first picture; null when it has none.</param>
/// <param name="PublishedAt">When it came into the shop first.</param>
public sealed record NewProduct(Guid ProductId, string Slug, string Title, string? Image, DateTimeOffset PublishedAt);
