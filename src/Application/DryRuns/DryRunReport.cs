using Commerce.Domain;

namespace Commerce.Application.DryRuns;

/// <summary>A change replayed on what was bought and what is about to be: what it would do, had it been in force. Nothing was changed by it.</summary>
/// <param name="PriceVersion">The version of the prices it is compared with.</param>
/// <param name="DiscountVersion">The version of the discounts it is compared with.</param>
/// <param name="Done">Carts and orders that were replayed.</param>
/// <param name="Total">Those there were at the beginning; more may have come.</param>
/// <param name="Failure">Why it came to nothing.</param>
/// <param name="Report">Null until it is done.</param>
public sealed record DryRunView(
    Guid Id, DryRunState State, long PriceVersion, long DiscountVersion, int Done, int Total, DateTimeOffset StartedAt, DateTimeOffset? FinishedAt, string? Failure, DryRunReport? Report);

public enum DryRunState
{
    Waiting,
    Running,
    Done,
    Failed,
}

/// <summary>Who would pay what.</summary>
/// <param name="Skipped">Neither today's rules nor the change have a price for anything in them, or what an order was made of was not kept.</param>
/// <param name="Totals">One for each currency.</param>
/// <param name="Distribution">How many would pay how much less or more.</param>
/// <param name="MostAffected">The largest differences first.</param>
/// <param name="Rules">Every discount that did something, or was kept from it by another, before or after.</param>
public sealed record DryRunReport(
    int Carts, int Orders, int Skipped, int Unchanged, int Cheaper, int Dearer, IReadOnlyList<DryRunTotal> Totals, IReadOnlyList<DryRunBucket> Distribution, IReadOnlyList<DryRunCase> MostAffected,
    IReadOnlyList<DryRunRule> Rules);

/// <param name="Before">By the rules in force, with shipping and tax.</param>
/// <param name="After">With the change.</param>
/// <param name="Margin">Where the cost of goods is known; null where it is of none.</param>
public sealed record DryRunTotal(string Currency, int Count, Money Before, Money After, Money Difference, DryRunMargin? Margin);

/// <summary>What is left of the goods' price, without tax, once their cost is taken off.</summary>
/// <param name="Units">Units whose cost is known, as they are with the change.</param>
/// <param name="UnitsInAll">Of all goods: what the margin says is said of the others only by chance.</param>
public sealed record DryRunMargin(Money Before, Money After, Money Difference, long Units, long UnitsInAll);

/// <summary>Those whose total would change by so much, in basis points of what it was.</summary>
/// <param name="From">Inclusive; null: any less.</param>
/// <param name="To">Exclusive; null: any more. Both 0: exactly as before.</param>
public sealed record DryRunBucket(int? From, int? To, int Count);

/// <summary>One of those who would pay otherwise.</summary>
/// <param name="Kind"><c>cart</c> or <c>order</c>.</param>
/// <param name="Number">The order's.</param>
public sealed record DryRunCase(string Kind, Guid Id, long? Number, Money Before, Money After, Money Difference);

/// <summary>What a discount did in all, and what it would do.</summary>
/// <param name="Displaced">Baskets in which another rule kept it from applying: exclusive ones, better ones of its group, those after which nothing follows.</param>
public sealed record DryRunRule(string Rule, int Applied, int AppliedAfter, int Displaced, int DisplacedAfter);
