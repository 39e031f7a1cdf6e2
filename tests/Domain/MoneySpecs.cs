using System.Numerics;
using CsCheck;

namespace Commerce.Domain.Specs;

public class MoneySpecs
{
    private static readonly Gen<Rounding> Modes = Gen.Enum<Rounding>();

    [Theory]
    [InlineData(1999, "EUR", "19.99 EUR")]
    [InlineData(1999, "JPY", "1999 JPY")]
    [InlineData(1999, "KWD", "1.999 KWD")]
    [InlineData(-5, "USD", "-0.05 USD")]
    [InlineData(long.MinValue, "JPY", "-9223372036854775808 JPY")]
    public void reads_in_the_decimals_of_its_currency(long amount, string currency, string text) =>
        Assert.Equal(text, new Money(amount, currency).ToString());

    [Fact]
    public void adds_and_takes_away_exactly() => Gen.Select(Gen.Long, Gen.Long).Sample((a, b) =>
    {
        var (sum, difference) = ((BigInteger)a + b, (BigInteger)a - b);

        AssertIs(sum, () => new Money(a, "EUR") + new Money(b, "EUR"));
        AssertIs(difference, () => new Money(a, "EUR") - new Money(b, "EUR"));
    });

    [Fact]
    public void multiplies_exactly_or_says_that_it_cannot() => Gen.Select(Gen.Long, Gen.Long[-1000, 1000]).Sample((a, times) =>
        AssertIs((BigInteger)a * times, () => new Money(a, "EUR") * times));

    [Fact]
    public void never_mixes_currencies()
    {
        var (euro, yen) = (new Money(1, "EUR"), new Money(1, "JPY"));

        Assert.Throws<InvalidOperationException>(() => euro + yen);
        Assert.Throws<InvalidOperationException>(() => euro - yen);
        Assert.Throws<InvalidOperationException>(() => euro < yen);
        Assert.Throws<InvalidOperationException>(() => Money.Sum("EUR", [euro, yen]));
        Assert.NotEqual(euro, yen);
    }

    [Theory]
    [InlineData(Rounding.HalfUp, 25, 10, 3)]
    [InlineData(Rounding.HalfUp, -25, 10, -3)]
    [InlineData(Rounding.HalfEven, 25, 10, 2)]
    [InlineData(Rounding.HalfEven, 35, 10, 4)]
    [InlineData(Rounding.HalfEven, -25, 10, -2)]
    [InlineData(Rounding.HalfUp, 24, 10, 2)]
    [InlineData(Rounding.HalfEven, 26, 10, 3)]
    [InlineData(Rounding.HalfUp, 25, -10, -3)]
    public void rounds_halves_as_the_shop_has_set(Rounding mode, long dividend, long divisor, long expected) =>
        Assert.Equal(expected, (long)mode.Divide(dividend, divisor));

    [Fact]
    public void rounds_to_the_nearest_and_treats_debts_like_credits() => Gen.Select(Modes, Gen.Long, Gen.Long[1, long.MaxValue]).Sample((mode, dividend, divisor) =>
    {
        var rounded = mode.Divide(dividend, divisor);

        Assert.True(Int128.Abs(rounded * divisor - dividend) * 2 <= divisor);
        Assert.Equal(-rounded, mode.Divide(-(Int128)dividend, divisor));
        Assert.Equal(-rounded, mode.Divide(dividend, -divisor));
    });

    [Fact]
    public void scales_through_128_bits_and_rounds_once()
    {
        Assert.Equal(long.MaxValue, new Money(long.MaxValue, "EUR").Scale(1_000_000, 1_000_000, Rounding.HalfUp).Amount);
        Assert.Equal(1333, new Money(1999, "EUR").Scale(2, 3, Rounding.HalfUp).Amount);
        Assert.Throws<OverflowException>(() => new Money(long.MaxValue, "EUR").Scale(2, 1, Rounding.HalfUp));
    }

    [Fact]
    public void knows_how_many_decimals_a_currency_has()
    {
        Assert.Equal(2, Currency.Exponent("EUR"));
        Assert.Equal(0, Currency.Exponent("JPY"));
        Assert.Equal(3, Currency.Exponent("KWD"));
        Assert.All(Currency.Codes, code => Assert.Matches("^[A-Z]{3}$", code));
        Assert.All(["eur", "EURO", "XXX", "XAU", "", null], code => Assert.False(Currency.IsKnown(code)));
        Assert.Throws<ArgumentException>(() => Currency.Exponent("XXX"));
    }

    private static void AssertIs(BigInteger expected, Func<Money> money)
    {
        if (expected < long.MinValue || expected > long.MaxValue)
            Assert.Throws<OverflowException>(() => money());
        else
            Assert.Equal(expected, money().Amount);
    }

    [Fact]
    public void rounds_small_amounts_like_large_ones() => Gen.Select(Gen.Int[0, int.MaxValue], Gen.Int[0, 10_000], Gen.Int[1, 10_000], Gen.Enum<Rounding>()).Sample((value, numerator, denominator, rounding) =>
        Assert.Equal((long)rounding.Divide((Int128)value * numerator, denominator), rounding.Scale(value, numerator, denominator)));
}
