using Commerce.Domain.Discounts;
using Commerce.Domain.Pricing;

namespace Commerce.Application.Discounts;

/// <summary>What the books know of coupon codes and of the uses of discounts.</summary>
public interface ICoupons
{
    /// <summary>Which discount each code opens and whether its uses allow it, and which discounts are spent. No I/O without codes and without limited discounts in the rules.</summary>
    /// <param name="codes">As they were entered: trimmed, upper-case.</param>
    /// <param name="customerId">Null while nobody is signed in.</param>
    /// <param name="without">A checkout whose uses count as given back, all of one moment; null for none.</param>
    ValueTask<CouponStanding> Look(IReadOnlyList<string> codes, Guid? customerId, DiscountRules rules, Guid? without, CancellationToken ct);
}

/// <param name="Coupons">In the order of the codes.</param>
/// <param name="Spent">Discounts whose uses are spent, for everybody or for this customer.</param>
/// <param name="Left">What is left of the money of discounts that have a budget.</param>
public sealed record CouponStanding(IReadOnlyList<PresentedCoupon> Coupons, IReadOnlyList<string> Spent, IReadOnlyList<MoneyLeft>? Left = null)
{
    public static CouponStanding Nothing { get; } = new([], []);
}
