using Commerce.Application.Pipeline;
using Commerce.Domain;
using Commerce.Infrastructure.Streams;

namespace Commerce.Integration.Simulation.Ports;

/// <summary><c>MartenDecider</c> over the memory: one round trip to read, one to commit, and between them anybody may come.</summary>
internal abstract class MemoryDecider<TState, TEvent, TCommand>(SimulatedNode node, CallContext call) : IDecider<TState, TCommand>
    where TState : IAggregate<TState, TEvent, TCommand>
    where TEvent : class
{
    private const int Attempts = 4;

    protected SimulatedNode Node => node;

    protected MemoryDatabase Database => node.World.Database;

    public Task<(TState State, long Version)> Load(Guid id, CancellationToken ct) => node.Wire.Postgres("read", () => Fold(id), id, ct);

    public async Task<Result<TView>> Decide<TView>(Guid id, long? expected, IReadOnlyList<TCommand> commands, Func<TState, long, TView> view, CancellationToken ct)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await DecideOnce(id, expected, commands, view, ct);
            }
            catch (LostRaceException)
            {
                if (expected == 0 && await node.TakenKey(call) is { } earlier)
                    throw new IdempotencyKeyTakenException(earlier);
                if (expected is not null || attempt == Attempts)
                    return StreamRefusals.MovedOn(expected);
            }
        }
    }

    protected virtual Decision<TEvent> Choose(TState state, TCommand command, DateTimeOffset now) => TState.Decide(state, command, now);

    /// <summary>The read models and what else belongs into the commit.</summary>
    protected abstract void Beside(Unit unit, Guid id, TState after, long version, IReadOnlyList<TEvent> facts, DateTimeOffset now);

    protected virtual Task After(IReadOnlyList<TEvent> facts) => Task.CompletedTask;

    protected virtual Refusal? Explain(Exception failure) => null;

    private async Task<Result<TView>> DecideOnce<TView>(Guid id, long? expected, IReadOnlyList<TCommand> commands, Func<TState, long, TView> view, CancellationToken ct)
    {
        var (before, version) = expected == 0 ? (TState.Initial, 0) : await Load(id, ct);
        if (expected is not null && expected != version)
            return StreamRefusals.MovedOn(expected);

        var now = node.World.Clock(node).GetUtcNow();
        var (state, facts) = (before, new List<TEvent>());
        foreach (var command in commands)
        {
            var decision = Choose(state, command, now);
            if (decision.Refusal is { } refusal)
                return refusal;

            state = decision.Events.Aggregate(state, TState.Evolve);
            facts.AddRange(decision.Events);
        }

        var answer = view(state, version + facts.Count);
        if (facts.Count == 0)
            return await node.TakenKey(call) is { } done ? throw new IdempotencyKeyTakenException(done) : answer;

        var unit = new Unit(Database);
        unit.Append(id, version, facts);
        Beside(unit, id, state, version + facts.Count, facts, now);
        node.World.Rules.Keep(unit, call, answer, now);

        try
        {
            await node.Wire.Postgres($"commit {facts[^1].GetType().Name}", () => Done(unit), id, ct);
            call.Stored();
        }
        catch (Exception failure) when (failure is not LostRaceException)
        {
            if (await node.TakenKey(call) is { } earlier)
                throw new IdempotencyKeyTakenException(earlier);
            if (Explain(failure) is { } refusal)
                return refusal;

            throw;
        }

        await After(facts);
        return answer;
    }

    private (TState State, long Version) Fold(Guid id)
    {
        var history = Database.Stream(id);
        return (history.Aggregate(TState.Initial, (state, fact) => TState.Evolve(state, (TEvent)fact)), history.Count);
    }

    private static bool Done(Unit unit)
    {
        unit.Commit();
        return true;
    }
}

/// <summary>What every writer does alike.</summary>
internal static class Records
{
    /// <summary>As <c>Sessions.TakenKey</c>.</summary>
    public static async Task<IdempotencyRecord?> TakenKey(this SimulatedNode node, CallContext call) => call is { Key: { } key, IsKnown: false }
        ? await node.Wire.Postgres("read record", () => node.World.Database.Records.GetValueOrDefault(key.Id))
        : null;
}
