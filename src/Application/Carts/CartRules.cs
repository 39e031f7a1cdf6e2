using Commerce.Domain;
using Commerce.Domain.Carts;
using FluentValidation;

namespace Commerce.Application.Carts;

/// <summary>The rules several slices share.</summary>
internal static class CartRules
{
    /// <summary>Far beyond any limit of a shop: what is merely too much is refused by the cart, with the limit.</summary>
    public const int MostUnits = 1_000_000;

    public static IRuleBuilderOptions<T, string> LineId<T>(this IRuleBuilder<T, string> rule) =>
        rule.Matches(CartLine.IdPattern).WithMessage("Not the id of a line.");

    public static IRuleBuilderOptions<T, string> KnownCurrency<T>(this IRuleBuilder<T, string> rule) =>
        rule.Must(Currency.IsKnown).WithMessage("Not an ISO 4217 currency.");

    public static IRuleBuilderOptions<T, string> Coupon<T>(this IRuleBuilder<T, string> rule) =>
        rule.Must(code => Cart.CouponOf(code) is { Length: > 0 and <= Cart.LongestCoupon } kept && !kept.Any(char.IsControl)).WithMessage($"A code has 1 to {Cart.LongestCoupon} characters.");

    public static IRuleBuilderOptions<T, IReadOnlyDictionary<string, string>?> Custom<T>(this IRuleBuilder<T, IReadOnlyDictionary<string, string>?> rule) =>
        rule.Must(custom => custom is null || (custom.Count <= CartLine.MostCustom && custom.All(IsFit)))
            .WithMessage($"At most {CartLine.MostCustom} entries, names of 1 to {CartLine.LongestCustomName} and values of at most {CartLine.LongestCustomValue} characters.");

    private static bool IsFit(KeyValuePair<string, string> entry) =>
        entry.Key.Length is > 0 and <= CartLine.LongestCustomName && entry.Value is { Length: <= CartLine.LongestCustomValue } && !entry.Key.Contains('\0') && !entry.Value.Contains('\0');
}
