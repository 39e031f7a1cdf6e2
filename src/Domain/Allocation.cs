namespace Commerce.Domain;

/// <summary>
/// Splits an amount into whole minor units without losing or inventing one. All amounts are minor units of one currency.
/// Every split is sign-safe (splitting −x gives minus the shares of x) and deterministic (ties go to the earlier line).
/// </summary>
public static class Allocation
{
    /// <summary>
    /// Shares of <paramref name="total"/> in proportion to <paramref name="weights"/> by largest remainder; their sum is exactly the total.
    /// Weights that are all zero count as equal.
    /// </summary>
    public static IReadOnlyList<long> Split(long total, IReadOnlyList<long> weights)
    {
        var shares = new long[weights.Count];
        SplitInto(shares, total, [.. weights]);
        return shares;
    }

    /// <summary>As <see cref="Split(long, IReadOnlyList{long})"/>, into memory of the caller's.</summary>
    public static void SplitInto(Span<long> shares, long total, ReadOnlySpan<long> weights)
    {
        if (weights.IsEmpty && total != 0)
            throw new ArgumentException("There is nothing to allocate to.", nameof(weights));

        var whole = Int128.Zero;
        foreach (var weight in weights)
            whole += weight >= 0 ? weight : throw new ArgumentOutOfRangeException(nameof(weights), "A weight is never negative.");

        var remainders = weights.Length <= 64 ? stackalloc Int128[2 * weights.Length] : new Int128[2 * weights.Length];
        var ranked = remainders[weights.Length..];
        var missing = Int128.Abs(total);
        for (var i = 0; i < weights.Length; i++)
        {
            // Weights that are all zero count as equal.
            (var share, remainders[i]) = whole == 0 ? Divide(total, 1, weights.Length) : Divide(total, weights[i], whole);
            (shares[i], ranked[i], missing) = (share, remainders[i], missing - Int128.Abs(share));
        }

        if (missing == 0)
            return;

        // The units that are missing go to the largest remainders: all above the last one that gets a unit, and of those equal to it the earlier ones.
        ranked.Sort();
        var last = ranked[weights.Length - (int)missing];
        foreach (var remainder in remainders[..weights.Length])
            missing -= remainder > last ? 1 : 0;
        for (var i = 0; i < weights.Length; i++)
            if (remainders[i] > last || (remainders[i] == last && missing-- > 0))
                shares[i] += Math.Sign(total);
    }

    /// <summary>
    /// As <see cref="Split(long, IReadOnlyList{long})"/>, and no share is larger (in size) than its cap: what one line cannot take is spread again over the
    /// others by their weights, at last over those without weight. The caps must have room for the total.
    /// </summary>
    public static IReadOnlyList<long> Split(long total, IReadOnlyList<long> weights, IReadOnlyList<long> caps)
    {
        if (caps.Count != weights.Count || caps.Any(cap => cap < 0))
            throw new ArgumentException("Each weight has one cap, which is not negative.", nameof(caps));
        if (caps.Aggregate(Int128.Zero, (sum, cap) => sum + cap) < Int128.Abs(total))
            throw new ArgumentOutOfRangeException(nameof(total), total, "The caps have no room for the total.");

        var shares = new long[weights.Count];
        List<int> open = [.. Enumerable.Range(0, weights.Count).Where(line => caps[line] > 0)];
        for (var left = total; left != 0;)
        {
            // While a line with weight has room, lines without weight stay out.
            var taking = open.Any(line => weights[line] > 0) ? open.FindAll(line => weights[line] > 0) : open;
            var offered = Split(left, [.. taking.Select(line => weights[line])]);
            var full = taking.Where((line, i) => Int128.Abs(offered[i]) >= caps[line]).ToHashSet();

            // Lines that overflow are filled and leave; the rest of the amount is offered anew. When none overflows, the offer stands.
            foreach (var (line, share) in taking.Zip(offered).Where(offer => full.Count == 0 || full.Contains(offer.First)))
            {
                shares[line] = full.Count == 0 ? share : Math.Sign(total) * caps[line];
                left -= shares[line];
            }

            open.RemoveAll(full.Contains);
        }

        return shares;
    }

    /// <summary>
    /// What the first <paramref name="k"/> of <paramref name="n"/> units of a line are worth: round(total · k ÷ n).
    /// At k = n it is the total, so units given back one by one, in any grouping, return exactly the line.
    /// </summary>
    public static long Share(long total, int k, int n, Rounding rounding = Rounding.HalfUp) =>
        k >= 0 && k <= n && n > 0 ? rounding.Scale(total, k, n) : throw new ArgumentOutOfRangeException(nameof(k), k, $"Not between 0 and {n} units.");

    /// <summary>What to pay back when <paramref name="k"/> of <paramref name="n"/> units have been returned in all and <paramref name="refunded"/> was paid back for the earlier ones.</summary>
    public static long Refund(long total, int k, int n, long refunded, Rounding rounding = Rounding.HalfUp) =>
        checked(Share(total, k, n, rounding) - refunded);

    /// <summary>The worth of each unit of a line by its index; the sum is the total.</summary>
    public static IReadOnlyList<long> Units(long total, int n, Rounding rounding = Rounding.HalfUp) =>
        [.. Enumerable.Range(1, n).Select(k => Refund(total, k, n, Share(total, k - 1, n, rounding), rounding))];

    /// <summary>total × weight ÷ whole towards zero, and the size of what is left over.</summary>
    private static (long Share, Int128 Remainder) Divide(long total, long weight, Int128 whole)
    {
        var size = (ulong)Int128.Abs(total);
        if (Math.BigMul(size, (ulong)weight, out var low) == 0 && whole <= long.MaxValue)
        {
            var (share, remainder) = Math.DivRem(low, (ulong)whole);
            return (checked(Math.Sign(total) * (long)share), remainder);
        }

        var (quotient, rest) = Int128.DivRem((Int128)size * weight, whole);
        return (checked((long)(Math.Sign(total) * quotient)), rest);
    }
}
