using CsCheck;

namespace Commerce.Domain.Specs;

public class AllocationSpecs
{
    private static readonly Gen<long[]> Weights = Gen.OneOf(Gen.Long[0, 20], Gen.Long[0, long.MaxValue]).Array[1, 12];

    [Fact]
    public void gives_the_odd_cents_to_the_largest_remainders_and_ties_to_the_earlier_line()
    {
        Assert.Equal([34, 33, 33], Allocation.Split(100, [1, 1, 1]));
        Assert.Equal([-34, -33, -33], Allocation.Split(-100, [1, 1, 1]));
        Assert.Equal([14, 29, 57], Allocation.Split(100, [1, 2, 4]));
        Assert.Equal([0, 5, 0], Allocation.Split(5, [0, 7, 0]));
        Assert.Equal([3, 2], Allocation.Split(5, [0, 0]));
    }

    /// <summary>Small amounts are computed otherwise than large ones: both are what the words say.</summary>
    [Fact]
    public void gives_the_same_to_small_and_to_large_amounts() => Gen.Select(Gen.Long[-3_000_000_000, 3_000_000_000], Gen.OneOf(Gen.Long[0, 20], Gen.Long[0, 1_000_000_000]).Array[1, 12]).Sample((total, weights) =>
    {
        Int128 whole = weights.Sum(), size = Math.Abs(total);
        var exact = weights.Select(weight => whole > 0 ? Int128.DivRem(size * weight, whole) : Int128.DivRem(size, weights.Length)).ToArray();
        var missing = (int)(size - exact.Aggregate(Int128.Zero, (sum, share) => sum + share.Quotient));
        var lucky = Enumerable.Range(0, weights.Length).OrderByDescending(line => exact[line].Remainder).Take(missing).ToHashSet();

        Assert.Equal(exact.Select((share, line) => Math.Sign(total) * (long)(share.Quotient + (lucky.Contains(line) ? 1 : 0))), Allocation.Split(total, weights));
    });

    [Fact]
    public void sums_to_the_total_and_keeps_each_share_within_a_cent_of_its_due() => Gen.Select(Gen.Long[-long.MaxValue, long.MaxValue], Weights).Sample((total, weights) =>
    {
        var shares = Allocation.Split(total, weights);
        var whole = weights.Aggregate(Int128.Zero, (sum, weight) => sum + weight);

        Assert.Equal(total, (long)shares.Aggregate(Int128.Zero, (sum, share) => sum + share));
        if (whole > 0)
            Assert.All(shares.Zip(weights), line => Assert.True(Int128.Abs(line.First * whole - (Int128)total * line.Second) < whole));
    });

    [Fact]
    public void splits_a_debt_like_a_credit() => Gen.Select(Gen.Long[0, long.MaxValue], Weights).Sample((total, weights) =>
        Assert.Equal(Allocation.Split(total, weights), Allocation.Split(-total, weights).Select(share => -share)));

    [Fact]
    public void fills_a_capped_line_and_spreads_the_rest_again()
    {
        Assert.Equal([10, 45, 45], Allocation.Split(100, [1, 1, 1], [10, 100, 100]));
        Assert.Equal([-10, -45, -45], Allocation.Split(-100, [1, 1, 1], [10, 100, 100]));
        Assert.Equal([10, 90], Allocation.Split(100, [1, 0], [10, 100]));
        Assert.Throws<ArgumentOutOfRangeException>(() => Allocation.Split(100, [1, 1], [49, 50]));
    }

    [Fact]
    public void never_gives_a_line_more_than_its_cap() => Cases.Sample(one =>
    {
        var (weights, caps, part) = one;
        var total = part % (caps.Sum() + 1);

        var shares = Allocation.Split(total, weights, caps);

        Assert.Equal(total, shares.Sum());
        Assert.All(shares.Zip(caps), line => Assert.InRange(line.First, 0, line.Second));
        Assert.Equal(shares, Allocation.Split(-total, weights, caps).Select(share => -share));
    });

    [Fact]
    public void changes_nothing_when_no_cap_is_reached() => Gen.Select(Gen.Long[0, long.MaxValue], Weights).Sample((total, weights) =>
        Assert.Equal(Allocation.Split(total, weights), Allocation.Split(total, weights, [.. weights.Select(_ => long.MaxValue)])));

    [Fact]
    public void pays_back_units_one_by_one_in_any_grouping_and_ends_at_exactly_what_was_paid() =>
        Gen.Select(Gen.Long[-long.MaxValue, long.MaxValue], Gen.Int[1, 6].Array[1, 12], Gen.Enum<Rounding>()).Sample((total, groups, rounding) =>
        {
            var (n, returned, refunded) = (groups.Sum(), 0, 0L);

            foreach (var units in groups)
            {
                returned += units;
                var refund = Allocation.Refund(total, returned, n, refunded, rounding);
                Assert.True(refund == 0 || Math.Sign(refund) == Math.Sign(total));
                refunded += refund;
            }

            Assert.Equal(total, refunded);
        });

    [Fact]
    public void makes_units_of_nearly_equal_worth() => Gen.Select(Gen.Long[-1_000_000, 1_000_000], Gen.Int[1, 50], Gen.Enum<Rounding>()).Sample((total, n, rounding) =>
    {
        var units = Allocation.Units(total, n, rounding);

        Assert.Equal(total, units.Sum());
        Assert.All(units, unit => Assert.True(Math.Abs(unit * n - total) < 2 * n));
    });

    private static Gen<(long[] Weights, long[] Caps, long Part)> Cases => Gen.Int[1, 12].SelectMany(lines =>
        Gen.Select(Gen.Long[0, 50].Array[lines], Gen.Long[0, 500].Array[lines], Gen.Long[0, 100_000]));
}
