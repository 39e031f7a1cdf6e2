using System.Diagnostics;
using Commerce.Application.Pipeline;
using Commerce.Domain.Catalog;

namespace Commerce.Application.Catalog;

/// <summary>A collection as staff sees it.</summary>
public sealed record CollectionView(Guid CollectionId, long Version, string Slug, string Name, string Description, bool IsArchived) : IVersioned
{
    internal static Func<Collection, long, CollectionView> Of(Guid id) => (state, version) => state is Collection.Kept { Details: var it }
        ? new(id, version, it.Slug, it.Name, it.Description, state is Collection.Archived)
        : throw new UnreachableException("There is no view of nothing.");
}
