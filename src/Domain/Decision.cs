namespace Commerce.Domain;

/// <summary>What an aggregate makes of a command: the facts that follow, nothing at all, or a refusal.</summary>
public sealed record Decision<TEvent>(IReadOnlyList<TEvent> Events, Refusal? Refusal = null)
{
    /// <summary>The command asks for what is already so. Repeating it is safe.</summary>
    public static Decision<TEvent> Nothing { get; } = new([]);

    public static implicit operator Decision<TEvent>(TEvent fact) => new([fact]);

    public static implicit operator Decision<TEvent>(TEvent[] facts) => new(facts, null);

    public static implicit operator Decision<TEvent>(Refusal refusal) => new([], refusal);
}

/// <summary>An event-sourced aggregate: three pure members and no dependencies.</summary>
public interface IAggregate<TState, TEvent, in TCommand>
    where TState : IAggregate<TState, TEvent, TCommand>
{
    static abstract TState Initial { get; }

    static abstract Decision<TEvent> Decide(TState state, TCommand command, DateTimeOffset now);

    static abstract TState Evolve(TState state, TEvent fact);
}
