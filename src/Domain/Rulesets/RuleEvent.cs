namespace Commerce.Domain.Rulesets;

/// <summary>What happened to the draft of a rule. Not nested in <see cref="Rule{T}"/>, because the event store cannot name types that are nested in generic ones.</summary>
public abstract record RuleEvent<T>(string By, DateTimeOffset At)
    where T : class, IDefinition;

// Facts. Stored for ever: add members, never rename or remove them.

public sealed record RuleDefined<T>(T Definition, string By, DateTimeOffset At) : RuleEvent<T>(By, At)
    where T : class, IDefinition;

public sealed record RuleArchived<T>(string By, DateTimeOffset At) : RuleEvent<T>(By, At)
    where T : class, IDefinition;

public sealed record RuleRestored<T>(string By, DateTimeOffset At) : RuleEvent<T>(By, At)
    where T : class, IDefinition;
