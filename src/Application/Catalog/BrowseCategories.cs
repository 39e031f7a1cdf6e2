using Commerce.Application.Pipeline;
using Commerce.Domain;

namespace Commerce.Application.Catalog;

/// <summary>The categories of the storefront as a tree. Nothing changes.</summary>
public static class BrowseCategories
{
    public sealed record Query : IQuery<CategoryTree>;

    internal sealed class Handler(ICatalog catalog) : IQueryHandler<Query, CategoryTree>
    {
        public Task<Result<CategoryTree>> Handle(Query query, CancellationToken ct) =>
            Task.FromResult<Result<CategoryTree>>(new CategoryTree(CategoryNode.Tree(catalog.Current.Shelves)));
    }
}
