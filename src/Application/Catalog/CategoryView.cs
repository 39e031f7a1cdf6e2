using System.Diagnostics;
using Commerce.Application.Pipeline;
using Commerce.Domain.Catalog;

namespace Commerce.Application.Catalog;

/// <summary>A category as staff sees it.</summary>
/// <param name="Parent">The category above; null at the top.</param>
/// <param name="Position">Its place among its siblings, lowest first.</param>
public sealed record CategoryView(Guid CategoryId, long Version, string Slug, string Name, string Description, Guid? Parent, int Position, bool IsArchived) : IVersioned
{
    internal static Func<Category, long, CategoryView> Of(Guid id) => (state, version) => state is Category.Kept { Details: var it }
        ? new(id, version, it.Slug, it.Name, it.Description, it.Parent, it.Position, state is Category.Archived)
        : throw new UnreachableException("There is no view of nothing.");
}
