using Commerce.Domain.Discounts;
using Commerce.Domain.Pricing;
using static Commerce.Domain.Discounts.DiscountEffect;
using static Commerce.Domain.Specs.Discounts.Promotions;

namespace Commerce.Domain.Specs.Discounts;

public class ItemDiscountSpecs
{
    [Fact]
    public void takes_a_percentage_off_each_line_it_is_meant_for()
    {
        var quote = new Promotions(Rule("sale", new ItemPercent(2500), Only("shirt", "hat"))).Price(("shirt", 2), ("hat", 1), ("socks", 4)).Quote;

        Assert.Equal([4000 - 1000, 1000 - 250, 2000], quote.Lines.Select(line => line.Total.Amount));
        Assert.Equal(new DiscountShare("sale", "The sale", new(1000, "EUR")), Assert.Single(quote.Lines[0].Discounts));
        Assert.Equal(1250, quote.DiscountTotal.Amount);
    }

    [Fact]
    public void rounds_once_for_a_line_by_the_rounding_of_the_shop()
    {
        var half = new Promotions(Rule("half", new ItemPercent(5000))) { Prices = new Dictionary<string, long> { ["shirt"] = 1, ["hat"] = 5 } };

        Assert.Equal(1 + 3, half.Off(("shirt", 1), ("hat", 1))); // 0.5 → 1, 2.5 → 3
        Assert.Equal(0 + 2, (half with { Buyer = Stranger with { Rounding = Rounding.HalfEven } }).Off(("shirt", 1), ("hat", 1))); // 0.5 → 0, 2.5 → 2
    }

    [Fact]
    public void takes_an_amount_off_each_unit_and_never_more_than_it_costs()
    {
        var less = new Promotions(Rule("less", new ItemAmount(Euro(600))));

        Assert.Equal(2 * 600, less.Off(("hat", 2)));
        Assert.Equal(3 * 500, less.Off(("socks", 3)));
        Assert.Equal(0, less.Price(("socks", 3)).Quote.Total.Amount);
    }

    [Fact]
    public void sells_each_unit_at_a_price_of_its_own_if_it_costs_more()
    {
        var everything = new Promotions(Rule("eight", new ItemFixedPrice(Euro(800))));

        Assert.Equal(2 * 1200, everything.Off(("shirt", 2), ("socks", 1)));
        Assert.Equal("nothing_off", everything.Verdict(("socks", 1)));
    }

    [Fact]
    public void takes_more_off_the_more_units_of_its_goods_there_are_together()
    {
        var tiers = new Promotions(Rule("many", new QuantityTiers([new(3, 1000), new(6, 2000)]), Only("hat", "socks")));

        Assert.Equal("incomplete", tiers.Verdict(("hat", 2), ("shirt", 9)));
        Assert.Equal(250, tiers.Off(("hat", 2), ("socks", 1)));
        Assert.Equal(900, tiers.Off(("hat", 3), ("socks", 3)));
    }

    [Fact]
    public void makes_so_many_units_cheaper_and_the_dearest_first()
    {
        var three = new Promotions(Rule("three", new ItemPercent(5000)) with { MostUnits = 3 });

        Assert.Equal(2 * 1000 + 500, three.Off(("socks", 5), ("hat", 4), ("shirt", 2)));
        Assert.Equal(2 * 300, new Promotions(Rule("two", new ItemAmount(Euro(300))) with { MostUnits = 2 }).Off(("socks", 1), ("hat", 2)));
        Assert.Equal(1200, new Promotions(Rule("one", new ItemFixedPrice(Euro(800))) with { MostUnits = 1 }).Off(("hat", 2), ("shirt", 2)));
    }

    [Fact]
    public void takes_at_most_so_much_off_a_basket_and_shares_that_out_in_proportion()
    {
        var quote = new Promotions(Rule("sale", new ItemPercent(5000)) with { MostOff = Euro(100) }).Price(("shirt", 1), ("hat", 1)).Quote;

        Assert.Equal([67, 33], quote.Lines.Select(line => line.Discounts.Sum(share => share.Amount.Amount))); // 100 as 1000 : 500
        Assert.Equal(100, quote.DiscountTotal.Amount);
    }

    [Fact]
    public void has_no_cap_in_a_currency_the_cap_does_not_name() =>
        Assert.Equal(1000, (new Promotions(Rule("sale", new ItemPercent(5000)) with { MostOff = Euro(100) }) with { Buyer = Stranger with { Currency = "JPY" } }).Off(("shirt", 1)));

    [Fact]
    public void takes_percentages_of_the_price_that_is_left()
    {
        var rules = new Promotions(Rule("b", new ItemPercent(5000)), Rule("a", new ItemPercent(1000)), Rule("z", new ItemAmount(Euro(200))) with { Priority = 1 });

        Assert.Equal([200, 180, 810], rules.Price(("shirt", 1)).Quote.Lines[0].Discounts.Select(share => share.Amount.Amount)); // 2000 → 1800 → 1620 → 810
    }

    [Fact]
    public void leaves_out_what_the_selector_excludes()
    {
        var selector = new ProductSelector([], [], [], [], ["s"], Except: Only("socks"));

        Assert.Equal(1000, new Promotions(Rule("sale", new ItemPercent(5000), selector)).Off(("shirt", 1), ("socks", 1), ("hat", 1)));
    }
}
