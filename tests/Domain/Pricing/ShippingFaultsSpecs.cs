using Commerce.Domain.Pricing;
using Commerce.Domain.Rulesets;

namespace Commerce.Domain.Specs.Pricing;

public class ShippingFaultsSpecs
{
    private static readonly ShippingRate Flat = new("EUR", ShippingBasis.Weight, [new(0, 490)]);

    [Fact]
    public void are_none_in_what_a_new_shop_begins_with() => Assert.All(BuiltInShipping.Tables, table => Assert.Empty(table.Faults(RuleReferences.None)));

    [Fact]
    public void name_a_method_that_is_offered_nowhere() => Assert.Equal(["/zones empty_set"], Faults());

    [Fact]
    public void name_a_zone_that_offers_nothing() => Assert.Equal(["/zones/0/rates empty_set"], Faults(new ShippingZone(["AT"], [])));

    [Fact]
    public void name_a_rate_without_a_price() => Assert.Equal(["/zones/0/rates/0/steps empty_set"], Faults(Of(Flat with { Steps = [] })));

    [Fact]
    public void name_what_is_there_twice()
    {
        Assert.Equal(["/zones/1/countries overlap"], Faults(new ShippingZone([], [Flat]), new ShippingZone([], [Flat])));
        Assert.Equal(["/zones/1/countries/1 overlap"], Faults(new ShippingZone(["AT"], [Flat]), new ShippingZone(["DE", "AT"], [Flat])));
        Assert.Equal(["/zones/0/countries/1 duplicate"], Faults(new ShippingZone(["AT", "AT"], [Flat])));
        Assert.Equal(["/zones/0/rates/1 duplicate"], Faults(Of(Flat, Flat with { FreeFrom = 1 })));
    }

    [Fact]
    public void name_steps_that_do_not_ascend() =>
        Assert.Equal(["/zones/0/rates/0/steps/2/from order", "/zones/0/rates/0/steps/3/from order"], Faults(Of(Flat with { Steps = [new(0, 1), new(10, 2), new(10, 3), new(5, 4), new(11, 5)] })));

    [Fact]
    public void name_what_is_below_zero() => Assert.Equal(
        ["/zones/0/rates/0/steps/0/from out_of_range", "/zones/0/rates/0/steps/0/amount out_of_range", "/zones/0/rates/0/freeFrom out_of_range", "/zones/0/rates/0/most out_of_range"],
        Faults(Of(Flat with { Steps = [new(-1, -1)], FreeFrom = -1, Most = -1 })));

    [Fact]
    public void name_a_most_below_the_first_step() => Assert.Equal(["/zones/0/rates/0/most min_above_max"], Faults(Of(Flat with { Steps = [new(1000, 490)], Most = 999 })));

    [Fact]
    public void name_a_currency_that_nobody_pays_with() => Assert.Equal(["/zones/0/rates/0/currency unknown_currency"], Faults(Of(Flat with { Currency = "eur" })));

    private static ShippingZone Of(params ShippingRate[] rates) => new(["AT"], rates);

    private static IEnumerable<string> Faults(params ShippingZone[] zones) =>
        new ShippingTable("parcel", "Parcel", 0, zones).Faults(RuleReferences.None).Select(fault => $"{fault.Path} {fault.Code}");
}
