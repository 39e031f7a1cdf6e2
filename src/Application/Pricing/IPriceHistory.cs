using Commerce.Domain.Pricing;

namespace Commerce.Application.Pricing;

/// <summary>What variants cost at any time before, as PostgreSQL keeps it for ever.</summary>
public interface IPriceHistory
{
    /// <summary>The lowest price of one unit that was in force at any moment of a time, in minor units, by variant. Variants that had none are missing.</summary>
    /// <param name="list">A price list's code; empty for the products' own prices.</param>
    /// <param name="since">Inclusive: what was in force at that moment counts, whenever it began.</param>
    /// <param name="until">Inclusive.</param>
    Task<IReadOnlyDictionary<string, long>> Lowest(IReadOnlyCollection<string> variantIds, string list, string currency, DateTimeOffset since, DateTimeOffset until, CancellationToken ct);

    /// <summary>All prices that were in force at an instant, by variant. Variants that had none are missing.</summary>
    Task<IReadOnlyDictionary<string, VariantPrices>> At(IReadOnlyCollection<string> variantIds, DateTimeOffset instant, CancellationToken ct);

    /// <summary>The prices of these variants with the rules around them as they were at an instant, and after each change since. Ascending; two queries, however much changed.</summary>
    Task<IReadOnlyList<PastPrices>> Since(DateTimeOffset instant, IReadOnlyCollection<string> variantIds, CancellationToken ct);
}

/// <summary>Prices from an instant on, until the next.</summary>
public sealed record PastPrices(DateTimeOffset From, PricingRuleset Prices);
