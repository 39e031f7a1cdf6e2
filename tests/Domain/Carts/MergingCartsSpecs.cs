using Commerce.Domain.Carts;
using CsCheck;

namespace Commerce.Domain.Specs.Carts;

public class MergingCartsSpecs
{
    private static readonly CartLimits Limits = CartLimits.Standard;

    private static readonly Gen<Cart> Carts = Gen.Select(Gen.Int[0, 4].Select(i => "abcde"[i].ToString()), Gen.Int[1, 30]).Array[0, 5].Select(lines =>
        Cart.Empty(Guid.NewGuid(), "EUR") with { Lines = [.. lines.DistinctBy(line => line.Item1).Select(line => CartLine.Of(line.Item1, null, line.Item2))] });

    [Fact]
    public void sums_equal_lines_and_keeps_the_others()
    {
        var merged = Of("mug 2, cup 1").Merge(Of("mug 3, jar 1"), MergeStrategy.Sum, Limits, _ => UnitRule.Any);

        Assert.Equal("mug 5, cup 1, jar 1", Text(merged));
    }

    [Theory]
    [InlineData(MergeStrategy.KeepGuest, "jar 1")]
    [InlineData(MergeStrategy.KeepAccount, "mug 2")]
    public void keeps_one_of_the_two_if_told_so(MergeStrategy strategy, string kept)
    {
        Assert.Equal(kept, Text(Of("mug 2").Merge(Of("jar 1"), strategy, Limits, _ => UnitRule.Any)));
        Assert.Equal("jar 1", Text(Of("").Merge(Of("jar 1"), strategy, Limits, _ => UnitRule.Any)));
        Assert.Equal("mug 2", Text(Of("mug 2").Merge(Of(""), strategy, Limits, _ => UnitRule.Any)));
    }

    [Fact]
    public void makes_smaller_what_does_not_fit_and_says_so()
    {
        var merged = Of("mug 8, cup 4").Merge(Of("mug 7, jar 5, pot 1"), MergeStrategy.Sum, new(Lines: 3, UnitsPerLine: 10, Units: 16), _ => UnitRule.Any);

        Assert.Equal("mug 10, cup 4, jar 2", Text(merged));
        Assert.Equal([new("mug", 15, 10), new("jar", 5, 2), new ClampedLine("pot", 1, 0)], merged.Clamped);
        Assert.Empty(merged.Remove("jar").Clamped);
    }

    [Fact]
    public void respects_the_variants_own_rule() =>
        Assert.Equal("mug 9", Text(Of("mug 6").Merge(Of("mug 5"), MergeStrategy.Sum, Limits, _ => new UnitRule(3, 12, 3))));

    [Fact]
    public void an_empty_account_takes_the_guests_currency()
    {
        var yen = Of("mug 1") with { Currency = "JPY" };

        Assert.Equal("JPY", Of("").Merge(yen, MergeStrategy.Sum, Limits, _ => UnitRule.Any).Currency);
        Assert.Equal("EUR", Of("cup 1").Merge(yen, MergeStrategy.Sum, Limits, _ => UnitRule.Any).Currency);
    }

    [Fact]
    public void does_nothing_twice() => Gen.Select(Carts, Carts, Gen.Enum<MergeStrategy>()).Sample((account, guest, strategy) =>
    {
        var once = account.Merge(guest, strategy, Limits, _ => UnitRule.Any);

        Assert.Same(once, once.Merge(guest, strategy, Limits, _ => UnitRule.Any));
    });

    [Fact]
    public void a_sum_loses_and_invents_no_unit() => Gen.Select(Carts, Carts).Sample((account, guest) =>
    {
        var merged = account.Merge(guest, MergeStrategy.Sum, Limits, _ => UnitRule.Any);

        Assert.Equal(account.Units + guest.Units, merged.Units);
        Assert.Empty(merged.Clamped);
    });

    [Fact]
    public void every_strategy_stays_within_the_limits() => Gen.Select(Carts, Carts, Gen.Enum<MergeStrategy>()).Sample((account, guest, strategy) =>
    {
        var (limits, rule) = (new CartLimits(Lines: 3, UnitsPerLine: 20, Units: 40), new UnitRule(2, 16, 2));
        var merged = account.Merge(guest, strategy, limits, _ => rule);

        if (!guest.IsEmpty)
        {
            Assert.True(merged.Lines.Count <= 3 && merged.Units <= 40);
            Assert.All(merged.Lines, line => Assert.True(rule.Allows(line.Units)));
        }
    });

    private static Cart Of(string lines) => Cart.Empty(Guid.NewGuid(), "EUR") with
    {
        Lines = [.. lines.Split(", ", StringSplitOptions.RemoveEmptyEntries).Select(line => CartLine.Of(line.Split(' ')[0], null, int.Parse(line.Split(' ')[1])))],
    };

    private static string Text(Cart cart) => string.Join(", ", cart.Lines.Select(line => $"{line.LineId} {line.Units}"));
}
