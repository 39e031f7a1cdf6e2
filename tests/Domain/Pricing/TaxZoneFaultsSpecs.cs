using Commerce.Domain.Pricing;
using Commerce.Domain.Rulesets;

namespace Commerce.Domain.Specs.Pricing;

public class TaxZoneFaultsSpecs
{
    private static readonly TaxZone Austria = new("at", "Austria", ["AT"], [], true, [new("standard", "20 %", 200_000), new("reduced", "10 %", 100_000)], "standard");
    private static readonly TaxZone California = new("us-ca", "California", ["US"], ["CA"], false, [new("standard", "7.25 %", 72_500)], null);

    [Fact]
    public void are_none_where_every_destination_has_one_zone() =>
        Assert.Empty(Faults(Austria, California, California with { Code = "us-ny", Regions = ["NY"] }, California with { Code = "us", Regions = [] }, Austria with { Code = "rest", Countries = [] }));

    [Fact]
    public void are_told_all_at_once()
    {
        var zone = new TaxZone("z", "", ["AT", "AT", "at"], ["Wien", " BGLD"], true, [new("A", "\t", -1), new("A", "x", 1_000_001)], "food");

        Assert.Equal(
            [
                "/name text", "/countries/1 duplicate", "/countries/2 unknown_country", "/regions regions_of_one_country", "/regions/0 not_upper_case", "/regions/1 not_upper_case",
                "/rates/0/class code", "/rates/0/name text", "/rates/0/partsPerMillion out_of_range", "/rates/1 duplicate", "/rates/1/class code", "/rates/1/partsPerMillion out_of_range",
                "/shippingClass unknown_class",
            ],
            Faults(zone));
    }

    [Fact]
    public void name_each_country_that_another_zone_has() => Assert.Equal(["/countries/1 overlap"], Faults(Austria with { Code = "dach", Countries = ["DE", "AT", "CH"] }, Austria));

    [Fact]
    public void name_each_region_that_another_zone_has() => Assert.Equal(["/regions/0 overlap"], Faults(California with { Code = "west", Regions = ["CA", "OR"] }, California));

    [Fact]
    public void name_a_second_zone_for_everywhere_else() => Assert.Equal(["/countries overlap"], Faults(Austria with { Code = "a", Countries = [] }, Austria with { Code = "b", Countries = [] }));

    [Fact]
    public void do_not_hold_a_zone_against_itself() => Assert.Empty(Faults(Austria with { Name = "Österreich" }, Austria));

    private static IEnumerable<string> Faults(TaxZone zone, params TaxZone[] others) =>
        zone.Faults(new() { TaxZones = others.ToDictionary(other => other.Code) }).Select(fault => $"{fault.Path} {fault.Code}");
}
