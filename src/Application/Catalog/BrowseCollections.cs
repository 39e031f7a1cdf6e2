using Commerce.Application.Pipeline;
using Commerce.Domain;

namespace Commerce.Application.Catalog;

/// <summary>The collections of the storefront. Nothing changes.</summary>
public static class BrowseCollections
{
    public sealed record Query : IQuery<CollectionList>;

    internal sealed class Handler(ICatalog catalog) : IQueryHandler<Query, CollectionList>
    {
        public Task<Result<CollectionList>> Handle(Query query, CancellationToken ct) => Task.FromResult<Result<CollectionList>>(
            new CollectionList([.. catalog.Current.Shelves.Collections.Select(it => new ListedCollection(it.ShelfId, it.Slug, it.Name, it.Description))]));
    }
}
