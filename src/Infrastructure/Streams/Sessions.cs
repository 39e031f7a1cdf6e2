using Commerce.Application.Pipeline;
using Commerce.Infrastructure.Streams.Idempotency;
using Marten;

namespace Commerce.Infrastructure.Streams;

/// <summary>The few things everybody who writes to a session does alike.</summary>
internal static class Sessions
{
    /// <summary>Starts the stream at version 0, else appends at exactly <paramref name="version"/>.</summary>
    public static void AppendFacts<TEvent>(this IDocumentSession session, Guid id, long version, IReadOnlyList<TEvent> facts)
        where TEvent : class
    {
        object[] stored = [.. facts];

        // Not Append for both: two creators racing through Append can surface as a bare unique violation.
        if (version == 0)
            session.Events.StartStream(id, stored);
        else
            session.Events.Append(id, version + stored.Length, stored);
    }

    /// <summary>Stores the idempotency record of the running request with its effect. Inserted the first time: of two requests with one key only one can commit.</summary>
    public static void Keep(this IDocumentSession session, CallContext call, object? answer, DateTimeOffset now)
    {
        if (call.Record(answer, now) is { } record)
            IdempotencyRows.Storing(call.IsKnown).Queue(session, IdempotencyRows.Of(record));
    }

    /// <summary>After a failed commit: the record of the request that used our idempotency key first, if that is what went wrong.</summary>
    public static async Task<IdempotencyRecord?> TakenKey(this StreamContext context, CancellationToken ct) =>
        context.Call is { Key: { } key, IsKnown: false } ? await context.Records.Find(key.Id, ct) : null;

    /// <summary>Saves with the idempotency record, in a transaction the caller commits.</summary>
    /// <exception cref="IdempotencyKeyTakenException">Another request with this key committed first.</exception>
    public static async Task SaveWith(this StreamContext context, IDocumentSession session, object answer, CancellationToken ct)
    {
        session.Keep(context.Call, answer, context.Clock.GetUtcNow());
        try
        {
            await session.SaveChangesAsync(ct);
        }
        catch (Exception) when (context.Call is { Key: not null, IsKnown: false })
        {
            if (await context.TakenKey(ct) is { } earlier)
                throw new IdempotencyKeyTakenException(earlier);

            throw;
        }
    }
}
