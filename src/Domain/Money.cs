using System.Globalization;
using System.Text.Json.Serialization;

namespace Commerce.Domain;

/// <summary>
/// An amount in the minor unit of its currency: 1999 EUR is 19.99 €, 1999 JPY is 1999 ¥. On the wire <c>{ "amount": 1999, "currency": "EUR" }</c>.
/// Arithmetic is checked: a sum that leaves 64 bits throws, two currencies never meet. Both are bugs of the caller, who is to refuse such input before.
/// </summary>
/// <param name="Amount">Minor units; may be negative.</param>
/// <param name="Currency">ISO 4217, upper-case. See <see cref="Domain.Currency"/>.</param>
public readonly record struct Money(long Amount, string Currency) : IComparable<Money>
{
    public static Money Zero(string currency) => new(0, currency);

    /// <summary>The sum, which needs a currency because there may be nothing to add.</summary>
    public static Money Sum(string currency, IEnumerable<Money> parts) => parts.Aggregate(Zero(currency), (sum, part) => sum + part);

    public static Money operator +(Money left, Money right) => new(checked(left.Amount + right.In(left.Currency)), left.Currency);

    public static Money operator -(Money left, Money right) => new(checked(left.Amount - right.In(left.Currency)), left.Currency);

    public static Money operator -(Money money) => new(checked(-money.Amount), money.Currency);

    public static Money operator *(Money money, long times) => new(checked(money.Amount * times), money.Currency);

    public static bool operator <(Money left, Money right) => left.CompareTo(right) < 0;

    public static bool operator >(Money left, Money right) => left.CompareTo(right) > 0;

    public static bool operator <=(Money left, Money right) => left.CompareTo(right) <= 0;

    public static bool operator >=(Money left, Money right) => left.CompareTo(right) >= 0;

    [JsonIgnore]
    public bool IsZero => Amount == 0;

    public int CompareTo(Money other) => Amount.CompareTo(other.In(Currency));

    /// <summary>The money × numerator ÷ denominator, rounded once.</summary>
    public Money Scale(long numerator, long denominator, Rounding rounding) => this with { Amount = rounding.Scale(Amount, numerator, denominator) };

    /// <summary>For people: <c>19.99 EUR</c>, <c>1999 JPY</c>.</summary>
    public override string ToString()
    {
        var digits = Domain.Currency.IsKnown(Currency) ? Domain.Currency.Exponent(Currency) : 0;
        var figures = Int128.Abs(Amount).ToString(CultureInfo.InvariantCulture).PadLeft(digits + 1, '0');

        return $"{(Amount < 0 ? "-" : "")}{figures[..^digits]}{(digits > 0 ? "." : "")}{figures[^digits..]} {Currency}";
    }

    private long In(string currency) => currency == Currency
        ? Amount
        : throw new InvalidOperationException($"{Currency} does not mix with {currency}: nothing is converted silently.");
}
