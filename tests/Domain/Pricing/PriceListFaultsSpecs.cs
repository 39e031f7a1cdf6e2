using Commerce.Domain.Pricing;
using Commerce.Domain.Rulesets;

namespace Commerce.Domain.Specs.Pricing;

public class PriceListFaultsSpecs
{
    private static readonly PriceListDefinition Trade = new("trade", "Trade", "EUR", PriceListKind.Override, PriceScope.Everyone);

    [Fact]
    public void are_none_in_a_list_of_everything_that_is_right()
    {
        var list = Trade with
        {
            Scope = new(["gold"], ["web"], ["AT"], ["acme"]),
            From = DateTimeOffset.UnixEpoch,
            To = DateTimeOffset.UnixEpoch.AddTicks(1),
            Parent = new("top", Percent: -10_000, Rounding: new(100, 99)),
        };

        Assert.Empty(Faults(list, Trade with { Code = "top" }));
    }

    [Fact]
    public void name_the_products_own_prices() => Assert.Equal(["/code reserved"], Faults(Trade with { Code = "base" }));

    [Theory]
    [InlineData(null, null, "/parent percent_or_amount")]
    [InlineData(1, 1L, "/parent percent_or_amount")]
    [InlineData(-10_001, null, "/parent/percent out_of_range")]
    [InlineData(null, 1_000_000_000_000_001L, "/parent/amount out_of_range")]
    public void name_a_change_that_is_none_or_two_or_too_much(int? percent, long? amount, string fault) => Assert.Equal([fault], Faults(Trade with { Parent = new("base", percent, amount) }));

    [Theory]
    [InlineData(0, 0, "/parent/rounding/multiple out_of_range")]
    [InlineData(100, 100, "/parent/rounding/less out_of_range")]
    [InlineData(100, -1, "/parent/rounding/less out_of_range")]
    public void name_an_ending_that_no_price_can_have(long multiple, long less, string fault) => Assert.Equal([fault], Faults(Trade with { Parent = new("base", -500, null, new(multiple, less)) }));

    [Fact]
    public void name_a_list_that_is_its_own_parent() => Assert.Equal(["/parent/code cycle"], Faults(Child("trade", "trade")));

    [Fact]
    public void name_a_circle_of_lists() => Assert.Equal(["/parent/code cycle"], Faults(Child("a", "c"), Child("b", "a"), Child("c", "b")));

    [Fact]
    public void do_not_blame_a_list_for_the_circle_of_others() => Assert.Equal(["/parent/code too_deep"], Faults(Child("a", "b"), Child("b", "c"), Child("c", "b")));

    [Fact]
    public void name_a_parent_that_is_not_there() => Assert.Equal(["/parent/code unknown_parent"], Faults(Child("a", "b")));

    [Fact]
    public void name_a_parent_of_another_currency() => Assert.Equal(["/parent/code currency"], Faults(Child("a", "b"), Trade with { Code = "b", Currency = "USD" }));

    [Fact]
    public void name_the_currency_that_a_list_has_for_ever()
    {
        var fault = Assert.Single((Trade with { Currency = "USD" }).FaultsAfter(Trade));

        Assert.Equal(("/currency", "fixed_currency"), (fault.Path, fault.Code));
        Assert.Contains("EUR", fault.Message, StringComparison.Ordinal);
        Assert.Empty((Trade with { Name = "Dealers", Kind = PriceListKind.Sale }).FaultsAfter(Trade));
    }

    [Theory]
    [InlineData(4, 0, true)]
    [InlineData(5, 0, false)]
    [InlineData(3, 1, true)]
    [InlineData(2, 2, true)]
    [InlineData(3, 2, false)]
    public void name_a_chain_that_is_deeper_than_one_can_follow_with_all_below(int above, int below, bool fits)
    {
        var lists = Enumerable.Range(1, above).Select(i => i == above ? Trade with { Code = $"up{i}" } : Child($"up{i}", $"up{i + 1}"))
            .Concat(Enumerable.Range(1, below).Select(i => Child($"down{i}", i == 1 ? "self" : $"down{i - 1}")));

        Assert.Equal(fits ? [] : ["/parent/code too_deep"], Faults(Child("self", "up1"), [.. lists]));
    }

    [Fact]
    public void come_with_those_who_need_the_list() =>
        Assert.Equal(["price_list/a", "price_list/b"], Trade.NeededBy(Known(Child("b", "trade"), Child("a", "trade"), Child("c", "a"))));

    private static PriceListDefinition Child(string code, string parent) => Trade with { Code = code, Parent = new(parent, -500) };

    private static RuleReferences Known(params PriceListDefinition[] lists) =>
        new() { Groups = new HashSet<string> { "gold" }, PriceLists = lists.ToDictionary(list => list.Code) };

    private static IEnumerable<string> Faults(PriceListDefinition list, params PriceListDefinition[] others) => list.Faults(Known(others)).Select(fault => $"{fault.Path} {fault.Code}");
}
