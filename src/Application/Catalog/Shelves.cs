using System.Collections.Immutable;

namespace Commerce.Application.Catalog;

/// <summary>What products stand on.</summary>
public enum ShelfKind
{
    Category,
    Collection,
}

/// <summary>A category or a collection in the snapshot.</summary>
/// <param name="Parent">The category above; null at the top and for collections.</param>
public sealed record Shelf(Guid ShelfId, ShelfKind Kind, string Slug, string Name, string Description, Guid? Parent, int Position, bool IsArchived);

/// <summary>All categories and collections, immutable. There are hundreds at most, so each change makes them anew.</summary>
public sealed class Shelves
{
    private readonly ImmutableDictionary<Guid, Shelf> all;
    private readonly ILookup<Guid, Shelf> below;
    private readonly Dictionary<(ShelfKind Kind, string Slug), Shelf> bySlug;

    private Shelves(ImmutableDictionary<Guid, Shelf> all)
    {
        this.all = all;
        var open = all.Values.Where(shelf => !shelf.IsArchived).OrderBy(shelf => shelf.Position).ThenBy(shelf => shelf.Name, StringComparer.Ordinal).ToArray();
        below = open.Where(shelf => shelf.Kind == ShelfKind.Category).ToLookup(shelf => shelf.Parent ?? Guid.Empty);
        Collections = [.. open.Where(shelf => shelf.Kind == ShelfKind.Collection)];
        bySlug = Reachable(Guid.Empty).Concat(Collections).ToDictionary(shelf => (shelf.Kind, shelf.Slug));
    }

    public static Shelves None { get; } = new(ImmutableDictionary<Guid, Shelf>.Empty);

    /// <summary>Those in the shop, by position.</summary>
    public IReadOnlyList<Shelf> Collections { get; }

    /// <summary>The categories right below this one, or the top ones, by position. What hangs below an archived one is not in the shop.</summary>
    public IEnumerable<Shelf> Below(Guid? category) => below[category ?? Guid.Empty];

    /// <summary>The one shoppers see under this slug; null when there is none.</summary>
    public Shelf? Find(ShelfKind kind, string slug) => bySlug.GetValueOrDefault((kind, slug));

    /// <summary>The one shoppers see, by its id; null when there is none.</summary>
    public Shelf? Find(Guid id) => all.TryGetValue(id, out var shelf) ? Find(shelf.Kind, shelf.Slug) is { } seen && seen.ShelfId == id ? seen : null : null;

    /// <summary>A category and all that hang below it.</summary>
    public IEnumerable<Guid> Subtree(Guid category) => Reachable(category).Select(shelf => shelf.ShelfId).Prepend(category);

    /// <summary>The way from the top to a category, itself last.</summary>
    public IReadOnlyList<Shelf> Path(Shelf category)
    {
        var path = new List<Shelf> { category };
        while (path[0].Parent is { } parent && all.TryGetValue(parent, out var above))
            path.Insert(0, above);

        return path;
    }

    /// <summary>These categories and all above them, each once.</summary>
    internal IReadOnlyList<Guid> Lineage(IReadOnlyList<Guid> categories)
    {
        var lineage = new List<Guid>(categories.Count + 4);
        foreach (var category in categories)
            for (Guid? at = category; at is { } id && !lineage.Contains(id); at = all.GetValueOrDefault(id)?.Parent)
                lineage.Add(id);

        return lineage;
    }

    internal Shelves With(IReadOnlyList<Shelf> changed) => changed.Count == 0 ? this : new(all.SetItems(changed.Select(shelf => KeyValuePair.Create(shelf.ShelfId, shelf))));

    private IEnumerable<Shelf> Reachable(Guid from) => below[from].SelectMany(shelf => Reachable(shelf.ShelfId).Prepend(shelf));
}
