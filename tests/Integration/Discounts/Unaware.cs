using Commerce.Application.Discounts;
using Commerce.Domain.Discounts;

namespace Commerce.Integration.Discounts;

/// <summary>Knows the codes and nothing of their uses.</summary>
internal sealed class Unaware(ICoupons inner) : ICoupons
{
    public async ValueTask<CouponStanding> Look(IReadOnlyList<string> codes, Guid? customerId, DiscountRules rules, Guid? without, CancellationToken ct) =>
        (await inner.Look(codes, customerId, rules, without, ct)) with { Spent = [], Left = null };
}
