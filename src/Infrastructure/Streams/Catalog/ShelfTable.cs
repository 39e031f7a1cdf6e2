using Commerce.Domain.Catalog;
using Commerce.Infrastructure.Catalog;
using Marten;

namespace Commerce.Infrastructure.Streams.Catalog;

/// <summary>Categories and collections as the storefront reads them.</summary>
internal sealed class ShelfTable(CatalogNode node) : IReadModel<Category>, IReadModel<Collection>
{
    private const string Put = "call catalog_put_shelf(?, ?, ?, ?, ?, ?::uuid, ?, ?, ?)";

    public void Write(IDocumentOperations session, Guid id, Category state, long version, DateTimeOffset at)
    {
        if (state is not Category.Kept { Details: var it })
            return;

        session.QueueSqlCommand(Put, id, "category", it.Slug, it.Name, it.Description, it.Parent is { } parent ? parent : null!, it.Position, state is Category.Archived, version);
        node.FollowCommitOf(session);
    }

    public void Write(IDocumentOperations session, Guid id, Collection state, long version, DateTimeOffset at)
    {
        if (state is not Collection.Kept { Details: var it })
            return;

        session.QueueSqlCommand(Put, id, "collection", it.Slug, it.Name, it.Description, null!, 0, state is Collection.Archived, version);
        node.FollowCommitOf(session);
    }
}
