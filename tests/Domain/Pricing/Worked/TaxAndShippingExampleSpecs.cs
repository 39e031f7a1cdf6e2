using Commerce.Domain.Pricing;
using static Commerce.Domain.Specs.Pricing.Worked.Example;

namespace Commerce.Domain.Specs.Pricing.Worked;

public class TaxAndShippingExampleSpecs
{
    private static readonly ShippingTable Parcel = new("parcel", "Parcel", 0, [
        new(["DE"], [new("EUR", ShippingBasis.Weight, [new(0, 490), new(1_000, 690), new(5_000, 1_490)], FreeFrom: 10_000, Most: 30_000)]),
        new([], [new("EUR", ShippingBasis.Weight, [new(0, 1_290)], Most: 2_000)]),
    ]);

    [Fact]
    public Task tax_that_is_in_the_prices_is_told_and_shared_out() =>
        new Example { Content = PricingContent.Empty with { Taxes = [Germany()], Shipping = [Parcel] }, Shipping = "parcel" }.Verify([Line("shirt", 1), Line("mug", 2), Line("book", 1)]);

    [Fact]
    public Task tax_that_is_added_is_rounded_once_for_each_rate() =>
        new Example { Content = PricingContent.Empty with { Taxes = [Germany(included: false)], Shipping = [Parcel] }, Shipping = "parcel" }.Verify([Line("mug", 1), Line("mug", 1, "gift-wrapped"), Line("book", 3)]);

    [Fact]
    public Task tax_by_line_rounds_each_line() => new Example
    {
        Buyer = new("EUR", Noon, Country: "DE", TaxRounding: TaxRounding.PerLine),
        Content = PricingContent.Empty with { Taxes = [Germany(included: false)], Shipping = [Parcel] },
        Shipping = "parcel",
    }.Verify([Line("mug", 1), Line("mug", 1, "gift-wrapped"), Line("book", 3)]);

    [Fact]
    public Task half_a_unit_goes_to_the_even_neighbour_where_the_shop_says_so() => new Example
    {
        Buyer = new("EUR", Noon, Country: "DE", Rounding: Rounding.HalfEven),
        Prices = new() { ["mug"] = Euro(850) },
        Content = PricingContent.Empty with { Taxes = [new("de", "Germany", ["DE"], [], false, [new("standard", "VAT 5 %", 50_000)], null)] },
    }.Verify([Line("mug", 1)]);

    [Fact]
    public Task a_region_s_tax_goes_before_its_country_s() => new Example
    {
        Buyer = new("EUR", Noon, Country: "US", Region: "NY"),
        Content = PricingContent.Empty with
        {
            Taxes =
            [
                new("us", "United States", ["US"], [], false, [], null), new("ny", "New York", ["US"], ["NY"], false, [new("standard", "Sales tax 8.875 %", 88_750)], null),
                new("rest", "Elsewhere", [], [], false, [new("standard", "Duty", 200_000)], null),
            ],
        },
    }.Verify([Line("shirt", 1), Line("book", 1)]);

    [Fact]
    public Task sending_costs_by_weight_and_is_free_from_a_value_on() =>
        new Example { Content = PricingContent.Empty with { Shipping = [Parcel] }, Shipping = "parcel" }.Verify([Line("coat", 1), Line("mug", 1)]);

    [Fact]
    public Task what_is_too_heavy_for_the_zone_is_not_sent() => new Example
    {
        Buyer = new("EUR", Noon, Country: "NZ"),
        Content = PricingContent.Empty with { Shipping = [Parcel] },
        Shipping = "parcel",
    }.Verify([Line("coat", 2)]);

    [Fact]
    public Task sending_costs_by_what_the_goods_come_to_after_discounts() => new Example
    {
        Content = PricingContent.Empty with { Shipping = [new("courier", "Courier", 0, [new([], [new("EUR", ShippingBasis.Value, [new(0, 990), new(3_000, 590)])])])] },
        Discounts = [Rule("tenth", new Domain.Discounts.DiscountEffect.ItemPercent(1_000))],
        Shipping = "courier",
    }.Verify([Line("shirt", 1), Line("book", 1)]);
}
