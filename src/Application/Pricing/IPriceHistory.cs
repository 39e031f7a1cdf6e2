using Commerce.Domain.Pricing;

namespace Commerce.Application.Pricing;

/// <summary>What variants cost at any time before, as PostgreSQL keeps it for ever.</summary>
public interface IPriceHistory
{
    /// <summary>The prices of these variants with the rules around them as they were at an instant, and after each change since. Ascending; two queries, however much changed.</summary>
    Task<IReadOnlyList<PastPrices>> Since(DateTimeOffset instant, IReadOnlyCollection<string> variantIds, CancellationToken ct);
}

/// <summary>Prices from an instant on, until the next.</summary>
public sealed record PastPrices(DateTimeOffset From, PricingRuleset Prices);
