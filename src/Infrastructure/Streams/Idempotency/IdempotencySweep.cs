using Microsoft.Extensions.Logging;

namespace Commerce.Infrastructure.Streams.Idempotency;

/// <summary>
/// Forgets answers whose day is over. A payment is safe from repetition for as long as its checkout exists all the same: its attempt is named after the key. On every node: what is gone already costs nothing.
/// </summary>
internal sealed class IdempotencySweep(IdempotencyRecords records, TimeProvider clock, ILogger<IdempotencySweep> log)
    : Rounds(TimeSpan.FromHours(1), "Old idempotency records were not swept this time; the next sweep is in an hour.", log)
{
    /// <summary>One round; what is older than its time goes.</summary>
    public Task Sweep(CancellationToken ct) => records.Forget(clock.GetUtcNow(), ct);

    protected override Task Round(CancellationToken ct) => Sweep(ct);
}
