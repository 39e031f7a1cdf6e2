using Commerce.Application.Discounts;
using Commerce.Domain.Discounts;

namespace Commerce.Integration.Simulation.Ports;

/// <summary>The simulated shop generates no coupons and limits no discount: the rules know every code there is.</summary>
internal sealed class MemoryCoupons : ICoupons
{
    public ValueTask<CouponStanding> Look(IReadOnlyList<string> codes, Guid? customerId, DiscountRules rules, Guid? without, CancellationToken ct) =>
        new(new CouponStanding([.. codes.Select(code => new Domain.Pricing.PresentedCoupon(code, rules.OpenedBy(code)))], []));
}
