using System.Diagnostics;

namespace Commerce.Domain.Webhooks;

/// <summary>An address of somebody else's program that is told what happens in the shop.</summary>
public abstract record WebhookEndpoint : IAggregate<WebhookEndpoint, WebhookEndpoint.Event, WebhookEndpoint.Command>
{
    private WebhookEndpoint() { }

    public sealed record None : WebhookEndpoint;
    public abstract record Known(string Url, IReadOnlyList<string> Types, string RegisteredBy) : WebhookEndpoint;
    public sealed record Live(string Url, IReadOnlyList<string> Types, string RegisteredBy) : Known(Url, Types, RegisteredBy);
    public sealed record Gone(string Url, IReadOnlyList<string> Types, string RegisteredBy) : Known(Url, Types, RegisteredBy);

    public abstract record Command
    {
        /// <param name="Types">What it wants to hear, e.g. <c>order.placed</c>; empty for everything.</param>
        public sealed record Register(string Url, IReadOnlyList<string> Types, string By) : Command;
        public sealed record Remove(string By) : Command;
    }

    // Facts. Stored for ever: add members, never rename or remove them.

    public abstract record Event
    {
        public sealed record Registered(string Url, IReadOnlyList<string> Types, string By) : Event;
        public sealed record Removed(string By) : Event;
    }

    public static WebhookEndpoint Initial { get; } = new None();

    public static Decision<Event> Decide(WebhookEndpoint state, Command command, DateTimeOffset now) => (state, command) switch
    {
        (None, Command.Register c) => new Event.Registered(c.Url, c.Types, c.By),
        (None, _) => Unknown,
        (Known, Command.Register) => Decision<Event>.Nothing,
        (Live, Command.Remove c) => new Event.Removed(c.By),
        (Gone, Command.Remove) => Decision<Event>.Nothing,
        _ => throw new UnreachableException($"{command.GetType().Name} is not decided for {state.GetType().Name}."),
    };

    public static WebhookEndpoint Evolve(WebhookEndpoint state, Event fact) => (state, fact) switch
    {
        (None, Event.Registered f) => new Live(f.Url, f.Types, f.By),
        (Live s, Event.Removed) => new Gone(s.Url, s.Types, s.RegisteredBy),
        _ => throw new UnreachableException($"{fact.GetType().Name} cannot follow {state.GetType().Name}."),
    };

    public static Refusal Unknown => new(RefusalKind.NotFound, "webhook.endpoint_unknown", "There is no such endpoint.");
}
