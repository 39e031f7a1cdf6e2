using Commerce.Domain;
using Commerce.Domain.Pricing;

namespace Commerce.Application.Pricing;

/// <summary>A coupon code that was entered, and what became of it.</summary>
/// <param name="DiscountId">The discount it opens; null when none knows it.</param>
/// <param name="Amount">What it takes off, shipping included; null when it takes nothing off.</param>
/// <param name="Refused">Why it takes nothing off: expired, not_started, unknown, not_combinable, minimum_not_met, sign_in_required, not_eligible, limit_reached or already_applied. Null when it does.</param>
public sealed record CouponView(string Code, string? DiscountId, Money? Amount, string? Refused)
{
    internal static IReadOnlyList<CouponView> Of(PricedBasket priced)
    {
        if (priced.Coupons.Count == 0)
            return [];

        var views = new CouponView[priced.Coupons.Count];
        for (var i = 0; i < views.Length; i++)
            views[i] = Of(priced.Coupons[i], priced.Quote);

        return views;
    }

    /// <summary>Those that took something off, which is all a quote remembers.</summary>
    internal static IReadOnlyList<CouponView> Of(Quote quote) => [.. quote.Coupons.Select(coupon => new CouponView(coupon.Code, coupon.DiscountId, coupon.Amount, null))];

    private static CouponView Of(CouponOutcome outcome, Quote quote)
    {
        foreach (var applied in quote.Coupons)
            if (applied.Code == outcome.Code)
                return new(outcome.Code, applied.DiscountId, applied.Amount, null);

        return new(outcome.Code, outcome.DiscountId, null, outcome.Refused);
    }
}
