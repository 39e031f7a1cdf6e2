using Commerce.Domain;

namespace Commerce.Application.Pipeline;

/// <summary>An aggregate as the slices see it: loaded from its events, changed by commands, each change one commit.</summary>
public interface IDecider<TState, TCommand>
{
    /// <summary>The state and the number of events behind it. Initial and 0 when nothing ever happened to <paramref name="id"/>.</summary>
    Task<(TState State, long Version)> Load(Guid id, CancellationToken ct);

    /// <summary>
    /// Decides the commands in turn and stores all that follows in one commit, together with the read models and the idempotency record that carries the view.
    /// If one command is refused nothing is stored. A race that is lost is decided anew, unless the caller named a version.
    /// </summary>
    /// <param name="id">The stream.</param>
    /// <param name="expected">The version the caller saw, from <c>If-Match</c>; null when any will do. Another version is refused with <c>stream.moved_on</c>.</param>
    /// <param name="commands">Decided in this order, each on the state the one before left.</param>
    /// <param name="view">The answer, made of the new state and version before the commit, so that a repeated request gets the same one.</param>
    /// <param name="ct">Cancels before the commit, never after.</param>
    Task<Result<TView>> Decide<TView>(Guid id, long? expected, IReadOnlyList<TCommand> commands, Func<TState, long, TView> view, CancellationToken ct);
}

/// <summary>The short forms.</summary>
public static class Decider
{
    public static Task<Result<TView>> Decide<TState, TCommand, TView>(
        this IDecider<TState, TCommand> decider, Guid id, TCommand command, Func<TState, long, TView> view, CancellationToken ct) =>
        decider.Decide(id, null, [command], view, ct);

    public static Task<Result<TView>> Decide<TState, TCommand, TView>(
        this IDecider<TState, TCommand> decider, Guid id, long? expected, TCommand command, Func<TState, long, TView> view, CancellationToken ct) =>
        decider.Decide(id, expected, [command], view, ct);
}
