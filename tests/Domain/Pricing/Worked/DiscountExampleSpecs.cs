using Commerce.Domain.Bundles;
using Commerce.Domain.Discounts;
using Commerce.Domain.Pricing;
using static Commerce.Domain.Discounts.DiscountEffect;
using static Commerce.Domain.Specs.Pricing.Worked.Example;

namespace Commerce.Domain.Specs.Pricing.Worked;

public class DiscountExampleSpecs
{
    [Fact]
    public Task item_discounts_follow_one_another_on_what_is_left() => new Example
    {
        Discounts =
        [
            Rule("a-tenth", new ItemPercent(1_000)), Rule("b-euro", new ItemAmount(Euro(100)), "mug"), Rule("c-fixed", new ItemFixedPrice(Euro(1_500)), "shirt"),
            Rule("d-many", new QuantityTiers([new(2, 500), new(5, 1_000)]), "mug"),
        ],
    }.Verify([Line("shirt", 1), Line("mug", 3)]);

    [Fact]
    public Task who_buys_two_gets_the_cheapest_third_free() => new Example { Discounts = [Rule("three-for-two", new BuyGet(2, 1, null, 10_000))] }.Verify([Line("shirt", 2), Line("mug", 3), Line("book", 1)]);

    [Fact]
    public Task goods_that_are_cheaper_together_share_what_is_saved() => new Example
    {
        Discounts = [Rule("breakfast", new BundleOffer([new(ProductSelector.Everything with { Variants = ["mug"] }, 1), new(ProductSelector.Everything with { Variants = ["book"] }, 1)], null, Euro(1_800)))],
    }.Verify([Line("mug", 3), Line("book", 2)]);

    [Fact]
    public Task an_order_s_discount_is_capped_and_shared_out_to_the_cent() => new Example
    {
        Content = PricingContent.Empty with { Taxes = [Germany(included: false)] },
        Discounts = [Rule("big", new OrderPercent(2_500)) with { MostOff = Euro(1_000) }],
    }.Verify([Line("shirt", 1), Line("mug", 2), Line("book", 1)]);

    [Fact]
    public Task spending_more_takes_more_off_and_a_coupon_more_still() => new Example
    {
        Discounts = [Rule("spend", new SpendTiers([new(Euro(3_000), 500, null), new(Euro(9_000), null, Euro(1_500))])), Rule("welcome", new OrderAmount(Euro(500))) with { Coupons = new(["WELCOME"]) }],
        Coupons = [new("WELCOME", "welcome"), new("WELCOME2", "welcome"), new("NONSENSE", null)],
    }.Verify([Line("coat", 1), Line("mug", 1)]);

    [Fact]
    public Task a_gift_is_a_line_that_costs_nothing_and_sending_is_free() => new Example
    {
        Content = PricingContent.Empty with { Taxes = [Germany()], Shipping = [new("parcel", "Parcel", 0, [new([], [new("EUR", ShippingBasis.Weight, [new(0, 490), new(2_000, 690)])])])] },
        Discounts = [Rule("mug-for-coat", new GiftItem("mug", 2), "coat"), Rule("free-sending", new ShippingPercent(10_000, []))],
        Shipping = "parcel",
    }.Verify([Line("coat", 1)]);

    [Fact]
    public Task of_an_exclusion_group_the_best_deal_applies_and_an_exclusive_one_only_alone() => new Example
    {
        Discounts =
        [
            Rule("five-euro", new OrderAmount(Euro(500))) with { Stacking = Stacking.BestOfGroup, ExclusionGroup = "summer" },
            Rule("fifth", new ItemPercent(2_000)) with { Stacking = Stacking.BestOfGroup, ExclusionGroup = "summer" },
            Rule("alone", new OrderPercent(9_000)) with { Stacking = Stacking.Exclusive, Priority = 200 },
        ],
    }.Verify([Line("shirt", 1), Line("mug", 1)]);

    [Fact]
    public Task a_hundred_percent_ends_at_nothing() => new Example
    {
        Content = PricingContent.Empty with { Taxes = [Germany(included: false)] },
        Discounts = [Rule("all", new OrderPercent(10_000))],
    }.Verify([Line("shirt", 1), Line("book", 3)]);

    [Fact]
    public Task a_bundle_costs_less_than_its_parts_and_each_bears_its_share() => new Example
    {
        Content = PricingContent.Empty with { Taxes = [Germany()], Bundles = [Reading(BundlePriceMode.SumLessPercent)] },
        Discounts = [Rule("mugs", new ItemPercent(1_000), "mug")],
    }.Verify([new("reading", 2, null, new("reading", 1, [new("read", "book", 1, Goods("book")), new("drink", "mug", 2, Goods("mug"))])), Line("mug", 1)]);

    [Fact]
    public Task a_bundle_at_a_fixed_price_is_one_price_whatever_is_picked() => new Example
    {
        Content = PricingContent.Empty with { Taxes = [Germany(included: false)], Bundles = [Reading(BundlePriceMode.Fixed)] },
    }.Verify([new("reading", 1, null, new("reading", 1, [new("read", "book", 1, Goods("book")), new("drink", "mug", 1, Goods("mug"))]))]);

    private static BundleDefinition Reading(BundlePriceMode mode) => new("reading", 1, "reading", "Reading hour", new(mode, Euro(1_999), 1_500), [
        new("read", "Read", 1, 1, false, [new("book", "book", null, 1, new Dictionary<string, long>())]), new("drink", "Drink", 1, 2, true, [new("mug", "mug", null, 1, Euro(50))]),
    ]);
}
