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

    public virtual async Task<(TState State, long Version)> Load(Guid id, CancellationToken ct)
    {
        await using var session = context.Store.LightweightSession();
        var history = await session.Events.FetchStreamAsync(id, token: ct);
        return (history.Select(fact => (TEvent)fact.Data).Aggregate(TState.Initial, TState.Evolve), history.Count);
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

    /// <summary>One commit: facts, read models, and the answer under the request's key.</summary>
    protected virtual async Task Save(Decided<TState, TEvent> decided, object? answer, CancellationToken ct)
    {
        await using var session = context.Store.LightweightSession();
        session.LastModifiedBy = context.Call.Caller.Name;
        session.AppendFacts(decided.Id, decided.Version, decided.Facts);
        foreach (var model in context.Services.GetServices<IReadModel<TState>>())
            model.Write(session, decided.Id, decided.After, decided.NewVersion, decided.At);

        Beside(session, decided.Id, decided.Before, decided.After, decided.Facts);
        session.Keep(context.Call, answer, decided.At);
        await session.SaveChangesAsync(ct);
    }

    /// <summary>For what other stores are to hear of a commit. It has happened: nothing here may undo it, and what fails here must come right by itself.</summary>
    protected virtual Task After(IReadOnlyList<TEvent> facts, CancellationToken ct) => Task.CompletedTask;

    /// <summary>Lets a decider turn a violated constraint of its own tables into a refusal. Null: not ours, throw.</summary>
    protected virtual Refusal? Explain(Exception failure) => null;

    private async Task<Result<TView>> DecideOnce<TView>(Guid id, long? expected, IReadOnlyList<TCommand> commands, Func<TState, long, TView> view, CancellationToken ct)
    {
        // What is to be new needs no look: the commit fails if it is not.
        var (before, version) = expected == 0 ? (TState.Initial, 0) : await Load(id, ct);
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

        var committed = await Commit(new(id, before, version, facts, state, now), answer, ct);
        if (committed.Refusal is null)
            await After(facts, CancellationToken.None);

        return committed;
    }

    private async Task<Result<TView>> Commit<TView>(Decided<TState, TEvent> decided, TView answer, CancellationToken ct)
    {
        try
        {
            await Save(decided, answer, ct);
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
}

/// <summary>What a decision came to, before it is written.</summary>
/// <param name="Version">Facts before it.</param>
internal sealed record Decided<TState, TEvent>(Guid Id, TState Before, long Version, IReadOnlyList<TEvent> Facts, TState After, DateTimeOffset At)
{
    public long NewVersion => Version + Facts.Count;
}
