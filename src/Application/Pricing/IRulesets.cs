using Commerce.Domain.Pricing;

namespace Commerce.Application.Pricing;

/// <summary>The prices and rules as this node knows them, and as they were.</summary>
public interface IRulesets
{
    /// <summary>Take it once and use that, so that one answer never mixes two versions. No I/O.</summary>
    RulesInForce Current { get; }

    /// <summary>
    /// What is in force, not older than versions the caller knows of, e.g. from what another node has answered. No I/O when this node has them; else it looks first.
    /// Still older only when nobody published them, or when neither Redis nor PostgreSQL can tell.
    /// </summary>
    ValueTask<RulesInForce> AtLeast(RuleVersions known, CancellationToken ct);

    /// <summary>The rules of two versions that were published once, with the prices these variants and the gifts of the discounts had then; null when one of the versions never was.</summary>
    Task<RulesInForce?> Of(long pricing, long discounts, IReadOnlyCollection<string> variantIds, CancellationToken ct);

    /// <summary>The versions that were in force at an instant.</summary>
    Task<(long Pricing, long Discounts)> VersionsAt(DateTimeOffset instant, CancellationToken ct);
}
