using Commerce.Domain.Pricing;

namespace Commerce.Domain.Discounts;

/// <summary>What became of the coupons: what the books say goes first, then that two codes open one discount, then what became of the discount.</summary>
internal static class CouponOutcomes
{
    public static void Tell(PricingWork work)
    {
        if (work.Basket.Coupons is not { Count: > 0 } coupons)
            return;

        for (var i = 0; i < coupons.Count; i++)
        {
            var (code, discount, refused, _) = coupons[i];
            var rule = discount is null ? null : work.Discounts?.Rules.Find(discount);
            var outcome = refused ?? (rule is null ? CouponRefusal.Unknown : IsOpenedBefore(coupons, i) ? CouponRefusal.AlreadyApplied : Refusal(work, rule));

            work.Coupons.Add(new(code, discount, outcome));
            if (outcome is null && work.Discounts!.States[rule!.Index] is { Now: Verdict.Applied } state)
                work.AppliedCoupons.Add(new(code, rule.Rule.Code, new(state.Off, work.Buyer.Currency)));
        }
    }

    private static bool IsOpenedBefore(IReadOnlyList<PresentedCoupon> coupons, int i)
    {
        for (var earlier = 0; earlier < i; earlier++)
            if (coupons[earlier].Refused is null && coupons[earlier].Discount == coupons[i].Discount)
                return true;

        return false;
    }

    /// <summary>Nothing is wrong with a coupon for the shipping while no method is chosen.</summary>
    private static string? Refusal(PricingWork work, CompiledRule rule) =>
        work.Discounts!.States[rule.Index].Now is var verdict && verdict == Verdict.NoMethod && work.Basket.ShippingMethod is null ? null : verdict.Refusal();
}
