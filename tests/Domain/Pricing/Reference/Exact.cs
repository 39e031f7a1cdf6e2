using System.Numerics;

namespace Commerce.Domain.Specs.Pricing.Reference;

/// <summary>Whole numbers of any size, and the two ways to make fractions whole.</summary>
internal static class Exact
{
    public static BigInteger Round(BigInteger dividend, BigInteger divisor, Rounding rounding)
    {
        var down = BigInteger.Divide(dividend - (((dividend % divisor) + divisor) % divisor), divisor);
        var twice = (dividend - down * divisor) * 2;

        return twice < divisor ? down
            : twice > divisor ? down + 1
            : rounding == Rounding.HalfEven ? (down.IsEven ? down : down + 1)
            : dividend > 0 ? down + 1 : down;
    }

    /// <summary>Each gets the whole part of its share; what is left goes, one each, to the largest fractions, of equals to the earlier.</summary>
    public static List<BigInteger> Share(BigInteger total, IReadOnlyList<BigInteger> weights)
    {
        if (weights.Count == 0)
            return [];

        var sum = weights.Aggregate(BigInteger.Zero, (all, weight) => all + weight);
        IReadOnlyList<BigInteger> parts = sum.IsZero ? [.. weights.Select(_ => BigInteger.One)] : weights;
        var whole = sum.IsZero ? parts.Count : sum;
        List<BigInteger> shares = [.. parts.Select(part => total * part / whole)];
        var left = (int)(total - shares.Aggregate(BigInteger.Zero, (all, share) => all + share));
        foreach (var i in Enumerable.Range(0, parts.Count).OrderByDescending(i => total * parts[i] % whole).ThenBy(i => i).Take(left))
            shares[i] += 1;

        return shares;
    }

    /// <summary>What the units from one number to another are worth, when all are worth the total.</summary>
    public static BigInteger Worth(BigInteger total, int from, int to, int units, Rounding rounding) => Round(total * to, units, rounding) - Round(total * from, units, rounding);
}
