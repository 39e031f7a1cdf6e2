namespace Commerce.Domain.Carts;

public sealed partial record Cart
{
    /// <summary>Characters of a coupon code.</summary>
    public const int LongestCoupon = 64;

    /// <summary>A code as it is compared and kept: blanks around it and its case say nothing.</summary>
    public static string CouponOf(string entered) => Discounts.CouponRule.Normal(entered);

    /// <summary>The cart with a code; one that is there already changes nothing. Only the number of codes is refused here.</summary>
    public Result<Cart> Enter(string code) =>
        Coupons.Contains(code) ? this
        : Coupons.Count >= CartLimits.Coupons ? TooManyCoupons
        : this with { Coupons = [.. Coupons, code] };

    /// <summary>The cart without a code; removing what is not there is done already.</summary>
    public Cart Withdraw(string code) => Coupons.Contains(code) ? this with { Coupons = [.. Coupons.Where(entered => entered != code)] } : this;

    private static Refusal TooManyCoupons { get; } =
        new(RefusalKind.Unprocessable, "cart.too_many_coupons", $"A cart has at most {CartLimits.Coupons} coupon codes.", ("most", CartLimits.Coupons));
}
