using Commerce.Domain.Discounts;
using static Commerce.Domain.Discounts.DiscountEffect;
using static Commerce.Domain.Specs.Discounts.Promotions;

namespace Commerce.Domain.Specs.Discounts;

public class OrderDiscountSpecs
{
    [Fact]
    public void shares_a_percentage_of_the_whole_out_by_what_each_line_costs()
    {
        var prices = new Dictionary<string, long> { ["a"] = 33, ["b"] = 33, ["c"] = 34 };
        var quote = (new Promotions(Rule("ten", new OrderPercent(1000))) with { Prices = prices }).Price(("c", 1), ("b", 1), ("a", 1)).Quote;

        // 10 off 100 is 3.4, 3.3 and 3.3: the odd cent goes to the largest remainder.
        Assert.Equal([4, 3, 3], quote.Lines.Select(line => line.Discounts.Sum(share => share.Amount.Amount)));
    }

    [Fact]
    public void takes_an_amount_off_and_ends_at_nothing()
    {
        Assert.Equal(700, new Promotions(Rule("less", new OrderAmount(Euro(700)))).Off(("socks", 2)));
        Assert.Equal(1000, new Promotions(Rule("less", new OrderAmount(Euro(1700)))).Off(("socks", 2)));
    }

    [Fact]
    public void takes_it_off_its_own_goods_only() =>
        Assert.Equal([0, 500], new Promotions(Rule("less", new OrderAmount(Euro(700)), Only("socks"))).Price(("shirt", 1), ("socks", 1)).Quote.Lines.Select(line => line.Discounts.Sum(share => share.Amount.Amount)));

    [Fact]
    public void takes_more_off_the_more_is_spent()
    {
        var tiers = new Promotions(Rule("more", new SpendTiers([new(Euro(2000), 1000, null), new(Euro(4000), null, Euro(1000))])));

        Assert.Equal("incomplete", tiers.Verdict(("hat", 1)));
        Assert.Equal(200, tiers.Off(("shirt", 1)));
        Assert.Equal(1000, tiers.Off(("shirt", 2)));
        Assert.Equal(0, (tiers with { Buyer = Stranger with { Currency = "JPY" } }).Off(("shirt", 2)));
    }

    [Fact]
    public void is_capped_before_it_is_shared_out()
    {
        var quote = new Promotions(Rule("ten", new OrderPercent(5000)) with { MostOff = Euro(301) }).Price(("shirt", 1), ("hat", 1)).Quote;

        Assert.Equal([201, 100], quote.Lines.Select(line => line.Discounts.Sum(share => share.Amount.Amount))); // 200.67 and 100.33
    }

    [Fact]
    public void works_on_so_many_units_and_the_dearest_first() => Assert.Equal(1000 + 500, new Promotions(Rule("two", new OrderPercent(5000)) with { MostUnits = 2 }).Off(("hat", 3), ("shirt", 1)));

    [Fact]
    public void comes_after_items_and_offers_whatever_its_priority()
    {
        var rules = new Promotions(Rule("order", new OrderPercent(5000)) with { Priority = 1 }, Rule("item", new ItemPercent(5000)), Rule("offer", new BuyGet(1, 1, null, 10_000)));

        Assert.Equal([("item", 2000L), ("offer", 1000L), ("order", 500L)], rules.Price(("shirt", 2)).Quote.Lines[0].Discounts.Select(share => (share.DiscountId, share.Amount.Amount)));
    }
}
