using Commerce.Domain;
using MediatR;

namespace Commerce.Application.Pipeline;

/// <summary>
/// Answers a repeated command with what it was answered the first time. The record is stored by whoever commits the effect, in the effect's own transaction
/// (<see cref="CallContext.Record"/>); this only looks it up, and keeps refusals, which have no effect to be stored with.
/// </summary>
internal sealed class IdempotencyReplay<TRequest, TResponse>(CallContext call, IIdempotencyStore store, TimeProvider clock) : IPipelineBehavior<TRequest, TResponse>
    where TRequest : ICommand
    where TResponse : IRefusable<TResponse>
{
    public Task<TResponse> Handle(TRequest request, RequestHandlerDelegate<TResponse> next, CancellationToken ct) =>
        call.Key is not { } key || request is IKeepsItsRecord ? next() : Once(key, next, ct);

    private async Task<TResponse> Once(IdempotencyKey key, RequestHandlerDelegate<TResponse> next, CancellationToken ct)
    {
        var claim = await store.Begin(key, ct);
        if (claim.Record is { } earlier)
            return Replay(key, earlier);

        if (claim.Lapsed is { } lapsed && lapsed.Digest != key.Digest)
        {
            await store.End(key, null);
            return Reused;
        }

        (call.IsKnown, call.AnswerType) = (claim.Lapsed is not null, TResponse.ValueType);
        if (claim.IsRunning)
            return StillRunning;

        IdempotencyRecord? record = null;
        try
        {
            var response = await next();
            record = response.Refusal is { } refusal ? IdempotencyRecord.Of(key, refusal, clock.GetUtcNow()) : IdempotencyRecord.Of(key, TResponse.Unwrap(response), clock.GetUtcNow());
            if (response.Refusal is { Kind: RefusalKind.Unavailable or RefusalKind.Throttled })
                record = null;
            else if (!call.Recorded)
                await Keep(record, ct);

            return response;
        }
        catch (IdempotencyKeyTakenException taken) when (taken.Record.OpenUntil is not null)
        {
            // On its way still: what it has stored so far is no answer yet, and ours is none beside it.
            record = null;
            return StillRunning;
        }
        catch (IdempotencyKeyTakenException taken)
        {
            record = taken.Record;
            return Replay(key, taken.Record);
        }
        finally
        {
            await store.End(key, record);
        }
    }

    private async Task Keep(IdempotencyRecord record, CancellationToken ct)
    {
        if (await store.Keep(record, call.IsKnown, ct) is var standing && standing != record)
            throw new IdempotencyKeyTakenException(standing);
    }

    private static TResponse StillRunning =>
        TResponse.Refuse(new(RefusalKind.Conflict, "idempotency.in_progress", "A request with this Idempotency-Key is still running.", ("retryAfterSeconds", 1)));

    private static TResponse Reused => TResponse.Refuse(new(RefusalKind.Unprocessable, "idempotency_key_reused", "This Idempotency-Key was used for another request body."));

    private TResponse Replay(IdempotencyKey key, IdempotencyRecord record)
    {
        if (record.Digest != key.Digest)
            return Reused;

        call.Replayed = true;
        return record.Refused ? TResponse.Refuse(record.Refusal) : TResponse.Wrap(record.Value(TResponse.ValueType));
    }
}

/// <summary>Another request with this key committed first; ours was rolled back and takes its answer.</summary>
public sealed class IdempotencyKeyTakenException(IdempotencyRecord record) : Exception("The idempotency key was used by a request that committed first.")
{
    public IdempotencyRecord Record { get; } = record;
}
