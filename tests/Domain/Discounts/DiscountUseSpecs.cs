using Commerce.Domain.Discounts;
using Commerce.Domain.Pricing;
using static Commerce.Domain.Discounts.DiscountEffect;
using static Commerce.Domain.Specs.Discounts.Promotions;

namespace Commerce.Domain.Specs.Discounts;

public class DiscountUseSpecs
{
    private static readonly Guid Ada = Guid.Parse("0198a1b2-0000-7000-8000-000000000001");

    private static readonly DiscountRule Limited = Rule("tenth", new ItemPercent(1000)) with { Budget = new(100, 2, new Dictionary<string, long> { ["EUR"] = 5000, ["USD"] = 6000 }) };

    [Fact]
    public void counts_orders_in_all_of_the_customer_and_money() =>
        Assert.Equal(
            [new DiscountUse("tenth", null, new(200, "EUR"), [new("total/tenth", 1, 100), new("customer/tenth/0198a1b2000070008000000000000001", 1, 2), new("money/tenth/EUR", 200, 5000)])],
            Uses(new Promotions(Limited)));

    [Fact]
    public void counts_a_code_that_was_generated_for_so_many_orders() =>
        Assert.Equal(
            [new DiscountUse("tenth", "MAIL-1", new(200, "EUR"), [new("coupon/MAIL-1", 1, 3)])],
            Uses(new Promotions(Limited with { Budget = null, Coupons = new([]) }) with { Coupons = [new("MAIL-1", "tenth", MostUses: 3)] }));

    [Fact]
    public void counts_nothing_that_has_no_limit_or_took_nothing_off()
    {
        Assert.Empty(Uses(new Promotions(Limited with { Budget = null })));
        Assert.Empty(Uses(new Promotions(Limited with { Target = Only("hat") })));
        Assert.Empty(Uses(new Promotions(Limited with { Budget = new(Money: new Dictionary<string, long> { ["USD"] = 6000 }) })));
    }

    [Fact]
    public void counts_a_present_with_what_it_is_worth() =>
        Assert.Equal(850, Assert.Single(Uses(new Promotions(Limited with { Effect = new GiftItem("mug") }))).Amount.Amount);

    [Fact]
    public void takes_off_what_is_left_of_its_money_and_is_spent_when_nothing_is()
    {
        var rules = new Promotions(Limited with { Budget = null });

        Assert.Equal(150, (rules with { Left = [new("tenth", new(150, "EUR"))] }).Off(("shirt", 1)));
        Assert.Equal(200, (rules with { Left = [new("tenth", new(150, "USD"))] }).Off(("shirt", 1)));
        Assert.Equal("limit_reached", (rules with { Left = [new("tenth", new(0, "EUR"))] }).Verdict(("shirt", 1)));
    }

    private static IReadOnlyList<DiscountUse> Uses(Promotions rules)
    {
        rules = rules with { Buyer = Customer };
        var basket = new Basket([new("1", 1, Goods("shirt"))]) { Coupons = rules.Coupons };

        return DiscountUse.Of(rules.Price(basket).Quote, basket, rules.InForce.Discounts.Rules.At(Noon)!, Ada);
    }
}
