using Commerce.Domain.Discounts;
using Commerce.Domain.Pricing;

namespace Commerce.Application.Discounts;

/// <summary>Knows the codes that stand with the rules themselves.</summary>
internal sealed class RuleCoupons : ICoupons
{
    public ValueTask<CouponStanding> Look(IReadOnlyList<string> codes, Guid? customerId, DiscountRules rules, CancellationToken ct)
    {
        if (codes.Count == 0)
            return new(CouponStanding.Nothing);

        var coupons = new PresentedCoupon[codes.Count];
        for (var i = 0; i < coupons.Length; i++)
            coupons[i] = new(codes[i], Find(codes[i], rules));

        return new(new CouponStanding(coupons, []));
    }

    private static string? Find(string code, DiscountRules rules)
    {
        foreach (var rule in rules.Content.Discounts)
            if (rule.Coupons?.Codes.Contains(code) is true)
                return rule.Code;

        return null;
    }
}
