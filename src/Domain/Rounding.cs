namespace Commerce.Domain;

/// <summary>
/// Which whole number a half becomes. A setting of the shop, stored with every quote. Both modes treat a debt like a credit:
/// rounding −x is minus the rounding of x.
/// </summary>
public enum Rounding
{
    /// <summary>A half goes away from zero: 2.5 → 3, −2.5 → −3. The default.</summary>
    HalfUp,

    /// <summary>A half goes to the even neighbour: 2.5 → 2, 3.5 → 4.</summary>
    HalfEven,
}

/// <summary>Division that ends on a whole minor unit. No floating point anywhere near money.</summary>
public static class RoundingExtensions
{
    /// <summary>value × numerator ÷ denominator, rounded once. The product is taken in 128 bits; a quotient beyond 64 bits overflows.</summary>
    public static long Scale(this Rounding mode, long value, long numerator, long denominator) =>
        (value | numerator | denominator) is >= 0 and <= int.MaxValue && denominator != 0
            ? Small(mode, value * numerator, denominator)
            : checked((long)mode.Divide((Int128)value * numerator, denominator));

    /// <summary>dividend ÷ divisor, rounded once.</summary>
    public static Int128 Divide(this Rounding mode, Int128 dividend, Int128 divisor)
    {
        if (divisor == 0)
            throw new DivideByZeroException();

        var (quotient, remainder) = Int128.DivRem(dividend, divisor);
        var twice = Int128.Abs(remainder) * 2;
        var size = Int128.Abs(divisor);

        var away = twice > size || (twice == size && (mode == Rounding.HalfUp || Int128.IsOddInteger(quotient)));
        return away ? quotient + (Int128.IsNegative(dividend) == Int128.IsNegative(divisor) ? 1 : -1) : quotient;
    }

    /// <summary>As <see cref="Divide"/>, in 64 bits: most of life, and several times quicker.</summary>
    private static long Small(Rounding mode, long dividend, long divisor)
    {
        var (quotient, remainder) = Math.DivRem(dividend, divisor);
        var twice = 2 * remainder;
        return twice > divisor || (twice == divisor && (mode == Rounding.HalfUp || long.IsOddInteger(quotient))) ? quotient + 1 : quotient;
    }
}
