namespace Commerce.Domain.Pricing;

/// <summary>What a basket costs, and what could not be priced or applied.</summary>
/// <param name="Problems">Lines that are not in the quote.</param>
/// <param name="Coupons">What became of each coupon that was presented, in that order.</param>
/// <param name="Trace">Null unless it was asked for.</param>
public sealed record PricedBasket(Quote Quote, IReadOnlyList<PricingProblem> Problems, IReadOnlyList<CouponOutcome> Coupons, PricingTrace? Trace);

/// <summary>What became of a coupon.</summary>
/// <param name="Refused">Null when it took something off, or opens a discount on shipping and no method is chosen yet; else one of the constants of <see cref="CouponRefusal"/>.</param>
public sealed record CouponOutcome(string Code, string? DiscountId, string? Refused);

/// <summary>Why a coupon takes nothing off. Clients branch on it.</summary>
public static class CouponRefusal
{
    public const string Expired = "expired";
    public const string NotStarted = "not_started";
    public const string Unknown = "unknown";
    public const string NotCombinable = "not_combinable";
    public const string MinimumNotMet = "minimum_not_met";
    public const string SignInRequired = "sign_in_required";
    public const string NotEligible = "not_eligible";
    public const string LimitReached = "limit_reached";
    public const string AlreadyApplied = "already_applied";
}
