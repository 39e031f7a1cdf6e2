using Commerce.Domain;

namespace Commerce.Architecture.Canaries;

/// <summary>An aggregate whose facts nobody named.</summary>
public sealed record Unnamed : IAggregate<Unnamed, Unnamed.Event, Unnamed.Command>
{
    public abstract record Event
    {
        public sealed record Opened : Event;
        public sealed record Closed : Event;
    }

    public abstract record Command
    {
        public sealed record Open : Command;
    }

    public static Unnamed Initial { get; } = new();

    public static Decision<Event> Decide(Unnamed state, Command command, DateTimeOffset now) => new Event.Opened();

    public static Unnamed Evolve(Unnamed state, Event fact) => state;
}
