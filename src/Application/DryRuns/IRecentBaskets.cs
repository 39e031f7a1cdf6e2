using Commerce.Domain.Carts;
using Commerce.Domain.Pricing;

namespace Commerce.Application.DryRuns;

/// <summary>What was put into carts and what was sold lately, read page by page.</summary>
public interface IRecentBaskets
{
    Task<int> Count(DryRunPlan plan, CancellationToken ct);

    /// <summary>As their snapshots have them: a few seconds behind.</summary>
    IAsyncEnumerable<RecentCart> Carts(DateTimeOffset since, CancellationToken ct);

    /// <summary>With what their totals were made of.</summary>
    IAsyncEnumerable<RecentOrder> Orders(DateTimeOffset since, CancellationToken ct);
}

/// <param name="CustomerId">Null for a guest's.</param>
/// <param name="Groups">The customer's, in ordinal order.</param>
public sealed record RecentCart(Cart Cart, Guid? CustomerId, IReadOnlyList<string> Groups, string? Company);

/// <param name="CheckoutId">What it has used of limited discounts is known by it.</param>
/// <param name="IsFirst">Whether there was no order of the customer's before it, whatever became of those.</param>
/// <param name="Basis">Null when it was not kept.</param>
public sealed record RecentOrder(Guid Id, long Number, Guid? CustomerId, Guid CheckoutId, bool IsFirst, PricingBasis? Basis);
