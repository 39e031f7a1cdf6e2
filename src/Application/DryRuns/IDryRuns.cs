using Commerce.Domain;
using Commerce.Domain.Pricing;

namespace Commerce.Application.DryRuns;

/// <summary>Runs dry runs, one after the other, and keeps what came of them for a day. Any node tells of those of the others.</summary>
public interface IDryRuns
{
    /// <summary>It runs by itself from then on. Refused with <c>dry_run.too_many</c> while too many wait.</summary>
    Task<Result<DryRunView>> Start(DryRunPlan plan, CancellationToken ct);

    /// <summary>Null when there is none, or none any more.</summary>
    Task<DryRunView?> Find(Guid id, CancellationToken ct);
}

/// <summary>What is to be replayed, by which rules.</summary>
/// <param name="Instant">The moment whose prices count for all of them.</param>
/// <param name="Since">Carts touched and orders placed from then on.</param>
public sealed record DryRunPlan(RulesInForce Before, RulesInForce After, DateTimeOffset Instant, DateTimeOffset Since, bool Carts, bool Orders);
