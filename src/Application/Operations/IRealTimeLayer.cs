using Commerce.Domain;
using Commerce.Domain.Operations;

namespace Commerce.Application.Operations;

/// <summary>
/// The real-time layer as a whole: what Redis holds of the stock, of the goods and locks of live checkouts, and of the checkouts themselves. All of it can be made again from PostgreSQL.
/// Carts are not looked at: each comes back from its own snapshot when somebody touches it. One at a time may change the layer, of all nodes and operators.
/// </summary>
public interface IRealTimeLayer
{
    /// <summary>Compares every copy with PostgreSQL and changes nothing.</summary>
    Task<LayerReport> Verify(IProgress<LayerProgress>? progress, CancellationToken ct);

    /// <summary>
    /// Makes every copy agree with PostgreSQL. Merges: a hold that is there is never ended, lowered or shortened, unless its checkout has ended or was ordered.
    /// Repeating it is harmless, and so is stopping it anywhere. Refused with <c>operations.busy</c> while somebody else changes the layer.
    /// </summary>
    /// <param name="by">Who asks, for the log.</param>
    /// <param name="dryRun">Only says what would be mended.</param>
    Task<Result<LayerReport>> Reconcile(string by, bool dryRun, IProgress<LayerProgress>? progress, CancellationToken ct);

    /// <summary>
    /// Throws away what can be made again, browsing holds included, and makes it again. No node holds stock meanwhile; carts and catalogue answer. Stopped half-way, the next node that looks
    /// finishes it as a reconciliation. Refused with <c>operations.busy</c> while somebody else changes the layer.
    /// </summary>
    /// <param name="by">Who asks, for the log.</param>
    /// <param name="dryRun">Only says how much there is to make.</param>
    Task<Result<LayerReport>> Rebuild(string by, bool dryRun, IProgress<LayerProgress>? progress, CancellationToken ct);
}

/// <summary>What was found, and done.</summary>
/// <param name="Operation"><c>verify</c>, <c>reconcile</c> or <c>rebuild</c>.</param>
/// <param name="DryRun">Nothing was changed.</param>
/// <param name="Agrees">There was no difference.</param>
/// <param name="Count">All differences.</param>
/// <param name="Differences">The first 1,000 of them.</param>
/// <param name="Milliseconds">How long it took.</param>
public sealed record LayerReport(string Operation, bool DryRun, bool Agrees, long Count, IReadOnlyList<StoreDigest> Stores, IReadOnlyList<LayerDifference> Differences, long Milliseconds);

/// <summary>A fingerprint of a whole store: equal when, and only when, every entry is.</summary>
/// <param name="Store"><c>levels</c>, <c>holds</c> or <c>checkouts</c>.</param>
/// <param name="Entries">What PostgreSQL says there ought to be.</param>
/// <param name="Expected">SHA-256 of all entries as PostgreSQL has them.</param>
/// <param name="Found">SHA-256 of the same entries as Redis has them.</param>
public sealed record StoreDigest(string Store, long Entries, string Expected, string Found);

/// <param name="Done">Entries of the store so far.</param>
/// <param name="Total">Entries it has.</param>
public sealed record LayerProgress(string Store, long Done, long Total);

/// <summary>The refusals of the port.</summary>
public static class OperationsRefusals
{
    public static Refusal Busy { get; } = new(RefusalKind.Conflict, "operations.busy", "Somebody else is working on the real-time layer. Repeat this later.");
}
