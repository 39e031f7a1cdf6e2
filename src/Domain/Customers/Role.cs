using System.Collections.Frozen;
using System.Diagnostics;

namespace Commerce.Domain.Customers;

/// <summary>A named set of scopes. Some are built in and fixed; a shop may define more.</summary>
public abstract record Role : IAggregate<Role, Role.Event, Role.Command>
{
    /// <summary>What a role's name looks like.</summary>
    public const string NamePattern = "^[a-z][a-z0-9_-]{0,39}$";

    /// <summary>Roles every shop has.</summary>
    public static readonly FrozenDictionary<string, IReadOnlyList<string>> BuiltIn = new Dictionary<string, IReadOnlyList<string>>
    {
        ["admin"] = [.. Scopes.All.Order(StringComparer.Ordinal)],
        ["catalogue"] = ["catalog:read", "catalog:write", "inventory:read"],
        ["fulfilment"] = ["catalog:read", "inventory:read", "inventory:write", "orders:read", "orders:write"],
        ["support"] = ["catalog:read", "customers:read", "customers:write", "inventory:read", "orders:read", "payments:read", "reviews:read", "reviews:write"],
    }.ToFrozenDictionary();

    private Role() { }

    public sealed record None : Role;
    public sealed record Defined(string Name, IReadOnlyList<string> Scopes) : Role;

    public abstract record Command
    {
        /// <param name="Own">The scopes of whoever asks: nobody can give what they do not have.</param>
        public sealed record Define(string Name, IReadOnlyList<string> Scopes, IReadOnlySet<string> Own) : Command;
        public sealed record Remove(string Name) : Command;
    }

    public abstract record Event
    {
        public sealed record Defined(string Name, IReadOnlyList<string> Scopes) : Event;
        public sealed record Removed : Event;
    }

    public static Role Initial { get; } = new None();

    public static Decision<Event> Decide(Role state, Command command, DateTimeOffset now) => (state, command) switch
    {
        (_, Command.Define { Name: var name }) when BuiltIn.ContainsKey(name) => IsBuiltIn(name),
        (_, Command.Remove { Name: var name }) when BuiltIn.ContainsKey(name) => IsBuiltIn(name),
        (_, Command.Define c) when !c.Own.IsSupersetOf(c.Scopes) => AccessRefusals.BeyondOwn(c.Scopes.Except(c.Own)),
        (Defined s, Command.Define c) when s.Scopes.ToHashSet().SetEquals(c.Scopes) => Decision<Event>.Nothing,
        (_, Command.Define c) => new Event.Defined(c.Name, [.. c.Scopes.Distinct().Order(StringComparer.Ordinal)]),
        (None, Command.Remove) => Decision<Event>.Nothing,
        (Defined, Command.Remove) => new Event.Removed(),
        _ => throw new UnreachableException($"{command.GetType().Name} is not decided for {state.GetType().Name}."),
    };

    public static Role Evolve(Role state, Event fact) => (state, fact) switch
    {
        (_, Event.Defined f) => new Defined(f.Name, f.Scopes),
        (Defined, Event.Removed) => new None(),
        _ => throw new UnreachableException($"{fact.GetType().Name} cannot follow {state.GetType().Name}."),
    };

    private static Refusal IsBuiltIn(string name) =>
        new(RefusalKind.Conflict, "role.built_in", "This role is built in and cannot be changed.", ("role", name));
}
