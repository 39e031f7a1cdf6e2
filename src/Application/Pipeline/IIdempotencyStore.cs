namespace Commerce.Application.Pipeline;

/// <summary>Where answers under an idempotency key are found again. Fast in Redis, true in PostgreSQL.</summary>
public interface IIdempotencyStore
{
    /// <summary>
    /// Takes the key for the running request, or says what became of it: the stored answer, or that another request with this key is still running.
    /// A taken key is given back by itself after its lease (30 seconds), should the owner die.
    /// </summary>
    Task<IdempotencyClaim> Begin(IdempotencyKey key, CancellationToken ct);

    /// <summary>Stores an answer that had no effect of its own to be stored with (a refusal, or "it is so already").</summary>
    /// <param name="replaces">True when this request has stored a record under the key before; else one that is there is another's and stands.</param>
    /// <returns>The record that stands.</returns>
    Task<IdempotencyRecord> Keep(IdempotencyRecord record, bool replaces, CancellationToken ct);

    /// <summary>Ends the running state: with the record, so that the next look-up is quick, or without one, so that the key may be tried again.</summary>
    Task End(IdempotencyKey key, IdempotencyRecord? record);
}

/// <param name="Record">The stored answer, when there is one.</param>
/// <param name="IsRunning">True when another request holds the key.</param>
/// <param name="Lapsed">The open record of an earlier owner that died on the way: it will be replaced.</param>
public sealed record IdempotencyClaim(IdempotencyRecord? Record, bool IsRunning, IdempotencyRecord? Lapsed = null);
