namespace Commerce.Domain.Discounts;

/// <summary>Every "no" about the uses of discounts and about coupons.</summary>
public static class DiscountRefusals
{
    /// <param name="discount">Its code.</param>
    public static Refusal LimitReached(string discount) =>
        new(RefusalKind.Conflict, "discount.limit_reached", "A discount was used up by others meanwhile. Look at the cart again: it is priced without it.", ("discount", discount));

    public static Refusal UnknownBatch => new(RefusalKind.NotFound, "coupon_batch.unknown", "There is no such batch of coupons.");

    public static Refusal NotForCoupons(string discount) =>
        new(RefusalKind.Unprocessable, "coupon_batch.no_coupons", "This discount applies by itself: no code opens it.", ("discount", discount));
}
