using Commerce.Domain.Operations;
using Marten;

namespace Commerce.Infrastructure.Redis.Projection;

/// <summary>Writes into the log what was done to the layer, and why: a stream of one fact each.</summary>
internal sealed class UpkeepLog(IDocumentStore store)
{
    /// <summary>Differences a fact names; the count tells of the rest.</summary>
    private const int Named = 100;

    public Task Reconciled(string why, string by, Ledger ledger, CancellationToken ct) =>
        Write(new RealTimeLayer.Event.Reconciled(why, by, ledger.Count, [.. ledger.Differences.Take(Named)]), ct);

    public Task Rebuilt(string by, Ledger ledger, CancellationToken ct) =>
        Write(new RealTimeLayer.Event.Rebuilt(by, ledger.Entries(Ledger.Levels), ledger.Entries(Ledger.Checkouts), ledger.Entries(Ledger.Holds)), ct);

    public Task FailedOver(string by, string servers, long milliseconds, CancellationToken ct) => Write(new RealTimeLayer.Event.FailedOver(by, servers, milliseconds), ct);

    private async Task Write(RealTimeLayer.Event fact, CancellationToken ct)
    {
        await using var session = store.LightweightSession();
        session.Events.StartStream(Guid.CreateVersion7(), fact);
        await session.SaveChangesAsync(ct);
    }
}
