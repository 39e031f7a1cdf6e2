using Commerce.Application.Pipeline;
using Commerce.Domain;
using Marten;
using Microsoft.Extensions.DependencyInjection;

namespace Commerce.Infrastructure.Streams;

/// <summary>Runs an aggregate over its Marten stream. Our streams are short, so state is folded on every load and stored nowhere.</summary>
internal abstract class MartenDecider<TState, TEvent, TCommand>(StreamContext context) : IDecider<TState, TCommand>
    where TState : IAggregate<TState, TEvent, TCommand>
    where TEvent : class
{
    private const int Attempts = 4;

    public async Task<(TState State, long Version)> Load(Guid id, CancellationToken ct)
    {
        await using var session = context.Store.LightweightSession();
        return await Fold(session, id, ct);
    }

    public async Task<Result<TView>> Decide<TView>(Guid id, long? expected, IReadOnlyList<TCommand> commands, Func<TState, long, TView> view, CancellationToken ct)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await DecideOnce(id, expected, commands, view, ct);
            }
            catch (Exception lost) when (MartenRaces.IsLost(lost))
            {
                // An id that is made of the key is taken by whoever else has the key.
                if (expected == 0 && await context.TakenKey(ct) is { } earlier)
                    throw new IdempotencyKeyTakenException(earlier);
                if (expected is not null || attempt == Attempts)
                    return StreamRefusals.MovedOn(expected);
            }
        }
    }

    /// <summary>For what has to be stored beside the events that no read model of the new state can know, e.g. a change of stock by a difference.</summary>
    protected virtual void Beside(IDocumentSession session, Guid id, TState before, TState after, IReadOnlyList<TEvent> facts)
    {
    }

    /// <summary>For what other stores are to hear of a commit. It has happened: nothing here may undo it, and what fails here must come right by itself.</summary>
    protected virtual Task After(IReadOnlyList<TEvent> facts, CancellationToken ct) => Task.CompletedTask;

    /// <summary>Lets a decider turn a violated constraint of its own tables into a refusal. Null: not ours, throw.</summary>
    protected virtual Refusal? Explain(Exception failure) => null;

    private async Task<Result<TView>> DecideOnce<TView>(Guid id, long? expected, IReadOnlyList<TCommand> commands, Func<TState, long, TView> view, CancellationToken ct)
    {
        await using var session = context.Store.LightweightSession();
        session.LastModifiedBy = context.Call.Caller.Name;
        // What is to be new needs no look: the commit fails if it is not.
        var (before, version) = expected == 0 ? (TState.Initial, 0) : await Fold(session, id, ct);
        if (expected is not null && expected != version)
            return StreamRefusals.MovedOn(expected);

        var now = context.Clock.GetUtcNow();
        var (state, facts) = (before, new List<TEvent>());
        foreach (var command in commands)
        {
            var decision = TState.Decide(state, command, now);
            if (decision.Refusal is { } refusal)
                return refusal;

            state = decision.Events.Aggregate(state, TState.Evolve);
            facts.AddRange(decision.Events);
        }

        var answer = view(state, version + facts.Count);

        // Nothing to do may mean that another request with our key has just done it: then its answer is ours.
        if (facts.Count == 0)
            return await context.TakenKey(ct) is { } done ? throw new IdempotencyKeyTakenException(done) : answer;

        session.AppendFacts(id, version, facts);
        foreach (var model in context.Services.GetServices<IReadModel<TState>>())
            model.Write(session, id, state, version + facts.Count, now);

        Beside(session, id, before, state, facts);
        session.Keep(context.Call, answer, now);

        var committed = await Commit(session, answer, ct);
        if (committed.Refusal is null)
            await After(facts, CancellationToken.None);

        return committed;
    }

    private async Task<Result<TView>> Commit<TView>(IDocumentSession session, TView answer, CancellationToken ct)
    {
        try
        {
            await session.SaveChangesAsync(ct);
            context.Call.Stored();
            return answer;
        }
        catch (Exception failure) when (!MartenRaces.IsLost(failure))
        {
            if (await context.TakenKey(ct) is { } earlier)
                throw new IdempotencyKeyTakenException(earlier);
            if (Explain(failure) is { } refusal)
                return refusal;

            throw;
        }
    }

    private static async Task<(TState State, long Version)> Fold(IDocumentSession session, Guid id, CancellationToken ct)
    {
        var history = await session.Events.FetchStreamAsync(id, token: ct);
        return (history.Select(fact => (TEvent)fact.Data).Aggregate(TState.Initial, TState.Evolve), history.Count);
    }
}
