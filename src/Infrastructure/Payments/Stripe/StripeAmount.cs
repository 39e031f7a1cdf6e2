using System.Collections.Frozen;
using Commerce.Domain;

namespace Commerce.Infrastructure.Payments.Stripe;

/// <summary>
/// Amounts as Stripe wants them: minor units as well, but not always those of ISO 4217 (docs.stripe.com/currencies). Króna and Uganda shilling have no minor unit and are sent with two digits
/// all the same; the ariary has one and is sent without; amounts in three digits must end in 0. What cannot be said exactly is not said at all.
/// </summary>
internal static class StripeAmount
{
    private static readonly FrozenDictionary<string, int> Digits = new Dictionary<string, int> { ["ISK"] = 2, ["UGX"] = 2, ["MGA"] = 0 }.ToFrozenDictionary();

    /// <summary>Null when Stripe has no number for exactly this amount.</summary>
    public static long? Of(Money money)
    {
        var (from, to) = (Currency.Exponent(money.Currency), DigitsOf(money.Currency));
        var amount = (Int128)money.Amount;
        for (; from < to; from++)
            amount *= 10;
        for (; from > to; from--)
        {
            if (amount % 10 != 0)
                return null;

            amount /= 10;
        }

        return amount > long.MaxValue || (to == 3 && amount % 10 != 0) ? null : (long)amount;
    }

    public static Money Read(long amount, string currency)
    {
        var code = currency.ToUpperInvariant();
        var (from, to) = (DigitsOf(code), Currency.Exponent(code));
        for (; from < to; from++)
            amount *= 10;
        for (; from > to; from--)
            amount /= 10;

        return new(amount, code);
    }

    public static string CurrencyOf(Money money) => money.Currency.ToLowerInvariant();

    private static int DigitsOf(string currency) => Digits.TryGetValue(currency, out var digits) ? digits : Currency.Exponent(currency);
}
