using System.Diagnostics;

namespace Commerce.Domain.Customers;

/// <summary>Customers who are treated alike, e.g. by price lists. Its code is its identity; its name may change.</summary>
public abstract record CustomerGroup : IAggregate<CustomerGroup, CustomerGroup.Event, CustomerGroup.Command>
{
    /// <summary>What a group's code looks like.</summary>
    public const string CodePattern = "^[a-z0-9][a-z0-9_-]{0,39}$";

    private CustomerGroup() { }

    public sealed record None : CustomerGroup;
    public sealed record Existing(string Code, string Name) : CustomerGroup;

    public abstract record Command
    {
        /// <summary>Creates the group, or gives it another name.</summary>
        public sealed record Define(string Code, string Name) : Command;
        /// <param name="Members">How many customers are in it now.</param>
        public sealed record Remove(long Members) : Command;
    }

    public abstract record Event
    {
        public sealed record Created(string Code, string Name) : Event;
        public sealed record Renamed(string Name) : Event;
        public sealed record Removed : Event;
    }

    public static CustomerGroup Initial { get; } = new None();

    public static Decision<Event> Decide(CustomerGroup state, Command command, DateTimeOffset now) => (state, command) switch
    {
        (None, Command.Define c) => new Event.Created(c.Code, c.Name),
        (Existing s, Command.Define c) => s.Name == c.Name ? Decision<Event>.Nothing : new Event.Renamed(c.Name),
        (None, Command.Remove) => Decision<Event>.Nothing,
        (Existing, Command.Remove { Members: > 0 and var members }) => InUse(members),
        (Existing, Command.Remove) => new Event.Removed(),
        _ => throw new UnreachableException($"{command.GetType().Name} is not decided for {state.GetType().Name}."),
    };

    public static CustomerGroup Evolve(CustomerGroup state, Event fact) => (state, fact) switch
    {
        (None, Event.Created f) => new Existing(f.Code, f.Name),
        (Existing s, Event.Renamed f) => s with { Name = f.Name },
        (Existing, Event.Removed) => new None(),
        _ => throw new UnreachableException($"{fact.GetType().Name} cannot follow {state.GetType().Name}."),
    };

    /// <summary>The refusal for codes that no group has.</summary>
    public static Refusal Unknown(IEnumerable<string> codes) =>
        new(RefusalKind.Unprocessable, "group.unknown", "Not every group named exists.", ("unknown", codes.Order(StringComparer.Ordinal).ToArray()));

    private static Refusal InUse(long members) =>
        new(RefusalKind.Conflict, "group.in_use", "Customers are still in this group; move them first.", ("members", members));
}
