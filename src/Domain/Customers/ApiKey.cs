using System.Diagnostics;

namespace Commerce.Domain.Customers;

/// <summary>A staff member's or a program's way in. The key itself is shown once and never kept; only its digest is.</summary>
public abstract record ApiKey : IAggregate<ApiKey, ApiKey.Event, ApiKey.Command>
{
    private ApiKey() { }

    public sealed record None : ApiKey;
    public abstract record Known(Grant Grant) : ApiKey;
    public sealed record Live(Grant Grant) : Known(Grant);
    public sealed record Revoked(Grant Grant, string By) : Known(Grant);

    public abstract record Command
    {
        /// <param name="Granted">All scopes the key would have: its own and those of its roles.</param>
        /// <param name="Own">The scopes of whoever asks: nobody can give what they do not have.</param>
        public sealed record Issue(Grant Grant, IReadOnlyCollection<string> Granted, IReadOnlySet<string> Own) : Command;
        public sealed record Revoke(string By) : Command;
    }

    public abstract record Event
    {
        public sealed record Issued(Grant Grant) : Event;
        public sealed record Revoked(string By) : Event;
    }

    public static ApiKey Initial { get; } = new None();

    public static Decision<Event> Decide(ApiKey state, Command command, DateTimeOffset now) => (state, command) switch
    {
        (None, Command.Issue c) => c.Own.IsSupersetOf(c.Granted) ? new Event.Issued(c.Grant) : AccessRefusals.BeyondOwn(c.Granted.Except(c.Own)),
        (None, _) => AccessRefusals.UnknownKey,
        (Known, Command.Issue) => Decision<Event>.Nothing,
        (Live, Command.Revoke c) => new Event.Revoked(c.By),
        (Revoked, Command.Revoke) => Decision<Event>.Nothing,
        _ => throw new UnreachableException($"{command.GetType().Name} is not decided for {state.GetType().Name}."),
    };

    public static ApiKey Evolve(ApiKey state, Event fact) => (state, fact) switch
    {
        (None, Event.Issued f) => new Live(f.Grant),
        (Live s, Event.Revoked f) => new Revoked(s.Grant, f.By),
        _ => throw new UnreachableException($"{fact.GetType().Name} cannot follow {state.GetType().Name}."),
    };
}

/// <summary>What an API key is and gives.</summary>
/// <param name="Name">For people: whose key it is.</param>
/// <param name="Prefix">The key's first signs, by which its owner recognises it.</param>
/// <param name="Digest">SHA-256 of the whole key, lower-case hex. The key has 256 random bits, so no slow hash is needed.</param>
/// <param name="ExpiresAt">Null: until revoked.</param>
public sealed record Grant(string Name, string Prefix, string Digest, IReadOnlyList<string> Scopes, IReadOnlyList<string> Roles, string IssuedBy, DateTimeOffset? ExpiresAt);
