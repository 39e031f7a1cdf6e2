using Commerce.Domain.Discounts;
using Commerce.Domain.Pricing;
using static Commerce.Domain.Discounts.DiscountEffect;
using static Commerce.Domain.Specs.Discounts.Promotions;

namespace Commerce.Domain.Specs.Discounts;

public class OfferSpecs
{
    private static readonly BuyGet ThreeForTwo = new(2, 1, null, 10_000);

    [Fact]
    public void gives_the_cheapest_of_three_for_nothing()
    {
        var offer = new Promotions(Rule("3for2", ThreeForTwo));

        Assert.Equal(0, offer.Off(("shirt", 2)));
        Assert.Equal(500, offer.Off(("shirt", 1), ("hat", 1), ("socks", 1)));
        Assert.Equal(500 + 500, offer.Off(("shirt", 4), ("socks", 2)));
        Assert.Equal("incomplete", offer.Verdict(("shirt", 2)));
    }

    [Fact]
    public void gives_the_dearest_where_it_says_so() =>
        Assert.Equal(1000, new Promotions(Rule("dear", new BuyGet(1, 1, null, 5000, TakesFirst.Dearest))).Off(("shirt", 1), ("socks", 1)));

    [Fact]
    public void makes_other_goods_cheaper_than_those_that_are_bought()
    {
        var offer = new Promotions(Rule("socks-to-shirts", new BuyGet(1, 2, Only("socks"), 5000), Only("shirt")));

        Assert.Equal(0, offer.Off(("shirt", 1), ("socks", 1)));
        Assert.Equal(2 * 250, offer.Off(("shirt", 1), ("socks", 3)));
        Assert.Equal(4 * 250, offer.Off(("shirt", 3), ("socks", 5)));
    }

    [Fact]
    public void leaves_enough_to_be_bought_of_goods_that_could_be_both() =>
        // Shirts are X and Y, socks are Y only: one shirt has to be bought, so a pair of socks is what is got, though it is not the dearest.
        Assert.Equal(500, new Promotions(Rule("any", new BuyGet(1, 1, Only("shirt", "socks"), 10_000, TakesFirst.Dearest), Only("shirt"))).Off(("shirt", 1), ("socks", 1)));

    [Fact]
    public void goes_so_many_times_and_makes_so_many_units_cheaper_at_most()
    {
        Assert.Equal(2 * 500, new Promotions(Rule("twice", ThreeForTwo with { MostTimes = 2 })).Off(("socks", 12)));
        Assert.Equal(3 * 500, new Promotions(Rule("units", ThreeForTwo) with { MostUnits = 3 }).Off(("socks", 12)));
        Assert.Equal(700, new Promotions(Rule("cap", ThreeForTwo) with { MostOff = Euro(700) }).Off(("socks", 12)));
    }

    [Fact]
    public void uses_no_unit_for_two_offers()
    {
        var both = new Promotions(Rule("a", ThreeForTwo), Rule("b", new BuyGet(1, 1, null, 5000)));

        Assert.Equal(500, both.Off(("socks", 4)));
        Assert.Equal(500 + 250, both.Off(("socks", 5)));
    }

    [Fact]
    public void counts_units_that_cost_nothing_any_more_for_nothing() =>
        Assert.Equal(500, new Promotions(Rule("free", new ItemPercent(10_000), Only("socks")), Rule("3for2", ThreeForTwo)).Off(("socks", 1), ("shirt", 2)));

    [Fact]
    public void sells_goods_cheaper_together_as_often_as_there_are_all_of_them()
    {
        OfferPart[] outfit = [new(Only("shirt"), 1), new(Only("socks"), 2)];

        Assert.Equal(2 * 300, new Promotions(Rule("outfit", new BundleOffer(outfit, 1000, null))).Off(("shirt", 2), ("socks", 5)));
        Assert.Equal(2 * 501, new Promotions(Rule("outfit", new BundleOffer(outfit, null, Euro(2499)))).Off(("shirt", 2), ("socks", 5)));
        Assert.Equal(501, new Promotions(Rule("outfit", new BundleOffer(outfit, null, Euro(2499), MostTimes: 1))).Off(("shirt", 2), ("socks", 5)));
        Assert.Equal("incomplete", new Promotions(Rule("outfit", new BundleOffer(outfit, 1000, null))).Verdict(("shirt", 2), ("socks", 1)));
        Assert.Equal("nothing_off", new Promotions(Rule("outfit", new BundleOffer(outfit, null, Euro(3001)))).Verdict(("shirt", 2), ("socks", 4)));
    }

    [Fact]
    public void makes_the_sets_that_are_worth_most_and_none_that_is_cheaper_by_itself()
    {
        var pair = new Promotions(Rule("pair", new BundleOffer([new(ProductSelector.Everything, 2)], null, Euro(1600))));

        Assert.Equal(4000 - 1600 + (2000 - 1600), pair.Off(("socks", 2), ("hat", 2), ("shirt", 2))); // the socks stay alone: 1000 is less than 1600
    }

    [Fact]
    public void finds_units_for_all_parts_where_parts_want_the_same_goods() =>
        // "Any" first would take the only shirt.
        Assert.Equal(3000, new Promotions(Rule("both", new BundleOffer([new(ProductSelector.Everything, 1), new(Only("shirt"), 1)], 10_000, null))).Off(("shirt", 1), ("hat", 1)));

    [Fact]
    public void gives_a_present_a_line_of_its_own()
    {
        var priced = new Promotions(Rule("mug", new GiftItem("mug", 2), when: DiscountConditions.Always with { MinSpend = Euro(4000) })).Price(("shirt", 2));
        var gift = priced.Quote.Lines[^1];

        Assert.Equal(("mug", 2, "mug", 1700L, 0L), (gift.VariantId, gift.Units, gift.Gift, gift.Subtotal.Amount, gift.Total.Amount));
        Assert.Equal((5700, 1700, 4000), (priced.Quote.Subtotal.Amount, priced.Quote.DiscountTotal.Amount, priced.Quote.Total.Amount));
        Assert.Equal(4000, priced.Trace!.Steps.Sum(step => step.Amount));
    }

    [Theory]
    [InlineData("elsewhere", "gift_unknown")]
    [InlineData("priceless", "no_price")]
    [InlineData("sticker", TraceStep.Accepted)]
    public void gives_what_there_is_and_has_a_price(string present, string verdict) => Assert.Equal(verdict, new Promotions(Rule("present", new GiftItem(present, 1))).Verdict(("shirt", 1)));

    [Fact]
    public void gives_no_present_beyond_its_cap() => Assert.Equal("cap", new Promotions(Rule("mug", new GiftItem("mug", 1)) with { MostOff = Euro(849) }).Verdict(("shirt", 1)));

    [Fact]
    public void does_not_count_presents_for_anything_else()
    {
        var rules = new Promotions(Rule("mug", new GiftItem("mug", 2)), Rule("order", new OrderPercent(1000), when: DiscountConditions.Always with { MinUnits = 2 }));

        Assert.Equal(1700, rules.Off(("shirt", 1)));
        Assert.Equal(1700 + 400, rules.Off(("shirt", 2)));
    }
}
