using System.Diagnostics;

namespace Commerce.Domain.Catalog;

/// <summary>What a collection says of itself.</summary>
public sealed record CollectionDetails(string Slug, string Name, string Description);

/// <summary>A choice of products that belongs together for a reason of its own, such as a season. Products say themselves which they are in.</summary>
public abstract record Collection : IAggregate<Collection, Collection.Event, Collection.Command>
{
    private Collection() { }

    public sealed record None : Collection;
    public abstract record Kept(CollectionDetails Details) : Collection;
    public sealed record Open(CollectionDetails Details) : Kept(Details);
    public sealed record Archived(CollectionDetails Details) : Kept(Details);

    public abstract record Command
    {
        public sealed record Create(CollectionDetails Details) : Command;
        public sealed record Change(CollectionDetails Details) : Command;
        public sealed record Archive : Command;
        public sealed record Restore : Command;
    }

    // Facts. Stored for ever: add members, never rename or remove them.

    public abstract record Event
    {
        public sealed record Created(CollectionDetails Details) : Event;
        public sealed record Changed(CollectionDetails Details) : Event;
        public sealed record Archived : Event;
        public sealed record Restored : Event;
    }

    public static Collection Initial { get; } = new None();

    public static Decision<Event> Decide(Collection state, Command command, DateTimeOffset now) => (state, command) switch
    {
        (None, Command.Create c) => new Event.Created(c.Details),
        (None, _) => Unknown,
        (Kept s, Command.Create c) => s.Details == c.Details ? Decision<Event>.Nothing : AlreadyThere,

        (Open s, Command.Change c) => s.Details == c.Details ? Decision<Event>.Nothing : new Event.Changed(c.Details),
        (Open, Command.Archive) => new Event.Archived(),
        (Open, Command.Restore) => Decision<Event>.Nothing,

        (Archived, Command.Archive) => Decision<Event>.Nothing,
        (Archived, Command.Restore) => new Event.Restored(),
        _ => Frozen(command),
    };

    public static Collection Evolve(Collection state, Event fact) => (state, fact) switch
    {
        (None, Event.Created f) => new Open(f.Details),
        (Open, Event.Changed f) => new Open(f.Details),
        (Open s, Event.Archived) => new Archived(s.Details),
        (Archived s, Event.Restored) => new Open(s.Details),
        _ => throw new UnreachableException($"{fact.GetType().Name} cannot follow {state.GetType().Name}."),
    };

    /// <summary>There is no collection of this id or slug.</summary>
    public static Refusal Unknown { get; } = new(RefusalKind.NotFound, "catalog.collection_unknown", "There is no such collection.");

    private static Refusal AlreadyThere { get; } = new(RefusalKind.Conflict, "catalog.collection_exists", "This collection exists already, with another content.");

    private static Refusal Frozen(Command command) =>
        new(RefusalKind.Conflict, "catalog.collection_archived", $"An archived collection cannot {command.GetType().Name}; restore it first.");
}
