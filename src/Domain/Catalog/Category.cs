using System.Diagnostics;

namespace Commerce.Domain.Catalog;

/// <summary>What a category says of itself and where in the tree it hangs.</summary>
/// <param name="Parent">The category above it; null at the top.</param>
/// <param name="Position">Its place among its siblings, lowest first; equals are ordered by name.</param>
public sealed record CategoryDetails(string Slug, string Name, string Description, Guid? Parent, int Position);

/// <summary>Where in the tree a category is to hang.</summary>
/// <param name="Lineage">The parent and all above it, nearest first; empty at the top.</param>
/// <param name="Below">Levels that hang below the category already and move with it.</param>
public sealed record CategoryPlace(IReadOnlyList<Guid> Lineage, int Below);

/// <summary>A shelf of the shop; shelves stand in one another as a tree. Products say themselves which they stand on.</summary>
public abstract record Category : IAggregate<Category, Category.Event, Category.Command>
{
    /// <summary>Levels of the tree, the top one included.</summary>
    public const int Deepest = 6;

    private Category() { }

    public sealed record None : Category;
    public abstract record Kept(CategoryDetails Details) : Category;
    public sealed record Open(CategoryDetails Details) : Kept(Details);

    /// <summary>Gone from the tree with all that hangs below it.</summary>
    public sealed record Archived(CategoryDetails Details) : Kept(Details);

    public abstract record Command
    {
        /// <param name="Place">Null when the parent does not exist.</param>
        public sealed record Create(CategoryDetails Details, CategoryPlace? Place) : Command;

        /// <param name="Self">The category itself, so that it is not hung below itself.</param>
        /// <param name="Place">Null when the parent does not exist.</param>
        public sealed record Change(Guid Self, CategoryDetails Details, CategoryPlace? Place) : Command;

        public sealed record Archive : Command;
        public sealed record Restore : Command;
    }

    // Facts. Stored for ever: add members, never rename or remove them.

    public abstract record Event
    {
        public sealed record Created(CategoryDetails Details) : Event;
        public sealed record Changed(CategoryDetails Details) : Event;
        public sealed record Archived : Event;
        public sealed record Restored : Event;
    }

    public static Category Initial { get; } = new None();

    public static Decision<Event> Decide(Category state, Command command, DateTimeOffset now) => (state, command) switch
    {
        (None, Command.Create c) => Misplaced(null, c.Place) is { } fault ? fault : new Event.Created(c.Details),
        (None, _) => Unknown,
        (Kept s, Command.Create c) => s.Details == c.Details ? Decision<Event>.Nothing : AlreadyThere,

        (Open s, Command.Change c) when s.Details == c.Details => Decision<Event>.Nothing,
        (Open, Command.Change c) => Misplaced(c.Self, c.Place) is { } fault ? fault : new Event.Changed(c.Details),
        (Open, Command.Archive) => new Event.Archived(),
        (Open, Command.Restore) => Decision<Event>.Nothing,

        (Archived, Command.Archive) => Decision<Event>.Nothing,
        (Archived, Command.Restore) => new Event.Restored(),
        _ => Frozen(command),
    };

    public static Category Evolve(Category state, Event fact) => (state, fact) switch
    {
        (None, Event.Created f) => new Open(f.Details),
        (Open, Event.Changed f) => new Open(f.Details),
        (Open s, Event.Archived) => new Archived(s.Details),
        (Archived s, Event.Restored) => new Open(s.Details),
        _ => throw new UnreachableException($"{fact.GetType().Name} cannot follow {state.GetType().Name}."),
    };

    private static Refusal? Misplaced(Guid? self, CategoryPlace? place) =>
        place is null ? ParentUnknown
        : self is { } id && place.Lineage.Contains(id) ? Cycle
        : place.Lineage.Count + 1 + place.Below > Deepest ? TooDeep
        : null;

    /// <summary>There is no category of this id or slug.</summary>
    public static Refusal Unknown { get; } = new(RefusalKind.NotFound, "catalog.category_unknown", "There is no such category.");

    /// <summary>A category would stand below itself: what the store says too, when two moves that are each right are wrong together.</summary>
    public static Refusal Cycle { get; } = new(RefusalKind.Conflict, "catalog.category_cycle", "A category cannot stand below itself.");

    private static Refusal AlreadyThere { get; } = new(RefusalKind.Conflict, "catalog.category_exists", "This category exists already, with another content.");

    private static Refusal ParentUnknown { get; } = new(RefusalKind.Conflict, "catalog.parent_unknown", "The parent named is no category.");

    private static Refusal TooDeep { get; } =
        new(RefusalKind.Conflict, "catalog.category_too_deep", $"The tree has at most {Deepest} levels.", ("deepest", Deepest));

    private static Refusal Frozen(Command command) =>
        new(RefusalKind.Conflict, "catalog.category_archived", $"An archived category cannot {command.GetType().Name}; restore it first.");
}
