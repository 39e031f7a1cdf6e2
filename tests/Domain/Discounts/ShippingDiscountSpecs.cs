using Commerce.Domain.Discounts;
using Commerce.Domain.Pricing;
using static Commerce.Domain.Discounts.DiscountEffect;
using static Commerce.Domain.Specs.Discounts.Promotions;

namespace Commerce.Domain.Specs.Discounts;

public class ShippingDiscountSpecs
{
    private static readonly PricingContent Methods = PricingContent.Empty with { Shipping = [Method("express", 1200), Method("standard", 490)] };

    [Fact]
    public void takes_it_off_what_sending_costs_and_not_off_the_goods()
    {
        var quote = Price(Rule("free", new ShippingPercent(10_000)));

        Assert.Equal((0, 0, 2000), (quote.ShippingTotal.Amount, quote.DiscountTotal.Amount, quote.Total.Amount));
        Assert.Equal(new DiscountShare("free", "The free", new(490, "EUR")), Assert.Single(quote.ShippingDiscounts));
        Assert.Equal(490, quote.Shipping!.Amount.Amount);
    }

    [Fact]
    public void takes_an_amount_off_and_ends_at_nothing()
    {
        Assert.Equal(190, Price(Rule("less", new ShippingAmount(Euro(300)))).ShippingTotal.Amount);
        Assert.Equal(0, Price(Rule("less", new ShippingAmount(Euro(500)))).ShippingTotal.Amount);
        Assert.Equal(290, Price(Rule("half", new ShippingPercent(5000)) with { MostOff = Euro(200) }).ShippingTotal.Amount);
    }

    [Fact]
    public void takes_what_others_left() =>
        Assert.Equal([245, 123], Price(Rule("a", new ShippingPercent(5000)), Rule("b", new ShippingPercent(5000))).ShippingDiscounts.Select(share => share.Amount.Amount));

    [Fact]
    public void is_for_its_methods_only()
    {
        var rule = Rule("free", new ShippingPercent(10_000, ["express"]));

        Assert.Equal((490, 0), (Price(rule).ShippingTotal.Amount, Price([rule], "express").Quote.ShippingTotal.Amount));
    }

    [Fact]
    public void wants_its_minimum_of_what_the_goods_cost_after_their_discounts()
    {
        var free = Rule("free", new ShippingPercent(10_000), when: new(MinSpend: Euro(2000)));

        Assert.Equal(0, Price(free).ShippingTotal.Amount);
        Assert.Equal(490, Price(free, Rule("cent", new OrderAmount(Euro(1)))).ShippingTotal.Amount);
    }

    [Fact]
    public void waits_for_a_method_to_be_chosen_and_its_coupon_is_not_refused_meanwhile()
    {
        var free = Rule("free", new ShippingPercent(10_000, ["standard"])) with { Coupons = new(["FREE"]) };

        Assert.Null(Price([free], null, "FREE").Coupons[0].Refused);
        Assert.Empty(Price([free], null, "FREE").Quote.Coupons);
        Assert.Null(Price([free], "standard", "FREE").Coupons[0].Refused);
        Assert.Equal("not_eligible", Price([free], "express", "FREE").Coupons[0].Refused);
    }

    [Fact]
    public void stands_against_a_discount_of_the_goods_in_one_group()
    {
        DiscountRule[] rules = [Best("goods", new ItemPercent(2000)), Best("free", new ShippingPercent(10_000))];

        Assert.Equal(2000, Price(rules).Total.Amount); // 490 off the shipping against 400 off the goods
        Assert.Equal(2000 - 600 + 490, Price(rules[0] with { Effect = new ItemPercent(3000) }, rules[1]).Total.Amount); // 600 off the goods
    }

    private static DiscountRule Best(string code, DiscountEffect effect) => Rule(code, effect) with { Stacking = Stacking.BestOfGroup, ExclusionGroup = "a" };

    private static ShippingTable Method(string code, long cents) => new(code, code, 0, [new([], [new("EUR", ShippingBasis.Weight, [new(0, cents)])])]);

    private static Quote Price(params DiscountRule[] rules) => Price(rules, "standard").Quote;

    /// <summary>One shirt for 20.00.</summary>
    private static PricedBasket Price(DiscountRule[] rules, string? method, string? coupon = null) =>
        (new Promotions(rules) with { Pricing = Methods, Coupons = coupon is null ? [] : [new(coupon, rules[0].Code)] }).Price(new Basket([new("1", 1, Goods("shirt"))], method));
}
