using Commerce.Domain.Pricing;

namespace Commerce.Domain.Discounts;

/// <summary>A use of a limited discount by one order, with the limits that were in force when its totals were frozen. It is held, claimed and given back as a whole.</summary>
/// <param name="Coupon">The code that opened it; null when it applied by itself.</param>
/// <param name="Amount">What it takes off.</param>
/// <param name="Tallies">Where it counts.</param>
public sealed record DiscountUse(string Discount, string? Coupon, Money Amount, IReadOnlyList<UseTally> Tallies)
{
    public bool Equals(DiscountUse? other) => other is not null && (Discount, Coupon, Amount) == (other.Discount, other.Coupon, other.Amount) && Tallies.SequenceEqual(other.Tallies);

    public override int GetHashCode() => HashCode.Combine(Discount, Coupon, Amount);

    /// <summary>What a quote uses of limited discounts and of generated coupons. Discounts without limits are not counted.</summary>
    public static IReadOnlyList<DiscountUse> Of(Quote quote, Basket basket, DiscountRules rules, Guid? customerId)
    {
        List<DiscountUse>? uses = null;
        foreach (var rule in rules.Content.Discounts)
        {
            var coupon = quote.Coupons.FirstOrDefault(applied => applied.DiscountId == rule.Code);
            var presented = coupon is null ? null : basket.Coupons?.FirstOrDefault(entered => entered.Code == coupon.Code && entered.Refused is null);
            if (rule.Budget is null && presented?.MostUses is null)
                continue;

            var (applied, amount) = Taken(quote, rule.Code);
            if (applied || coupon is not null)
                (uses ??= []).Add(new(rule.Code, coupon?.Code, new(amount, quote.Currency), [.. UseTally.Of(rule, presented, customerId, amount, quote.Currency)]));
        }

        return uses ?? (IReadOnlyList<DiscountUse>)[];
    }

    private static (bool Applied, long Amount) Taken(Quote quote, string code)
    {
        var shares = quote.Lines.SelectMany(line => line.Discounts).Concat(quote.ShippingDiscounts).Where(share => share.DiscountId == code).Select(share => share.Amount.Amount).ToList();
        return (shares.Count > 0 || quote.Lines.Any(line => line.Gift == code), shares.Sum());
    }
}

/// <summary>A count that never goes beyond its limit.</summary>
/// <param name="Key">What is counted. Stored for ever: never spelled otherwise.</param>
/// <param name="Units">Uses, or minor units.</param>
/// <param name="Most">Of everybody together.</param>
public sealed record UseTally(string Key, long Units, long Most)
{
    public static string Total(string discount) => $"total/{discount}";

    public static string Customer(string discount, Guid customerId) => $"customer/{discount}/{customerId:N}";

    public static string Money(string discount, string currency) => $"money/{discount}/{currency}";

    public static string Coupon(string code) => $"coupon/{code}";

    internal static IEnumerable<UseTally> Of(DiscountRule rule, PresentedCoupon? coupon, Guid? customerId, long amount, string currency)
    {
        if (rule.Budget?.Total is { } total)
            yield return new(Total(rule.Code), 1, total);
        if (rule.Budget?.PerCustomer is { } each && customerId is { } customer)
            yield return new(Customer(rule.Code, customer), 1, each);
        if (rule.Budget?.Money is { } budget && budget.TryGetValue(currency, out var money))
            yield return new(Money(rule.Code, currency), amount, money);
        if (coupon is { MostUses: { } uses, Code: var code })
            yield return new(Coupon(code), 1, uses);
    }
}
