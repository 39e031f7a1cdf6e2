using Commerce.Integration.Catalog;
using Commerce.Integration.Support;

namespace Commerce.Integration.Pricing;

public class DraftingTaxZonesSpecs(Shop shop) : IClassFixture<Shop>
{
    private readonly string code = $"t{Guid.NewGuid():N}", region = Guid.NewGuid().ToString("N").ToUpperInvariant();
    private readonly Drafts zones = new(shop, "/v1/admin/tax-zones");

    [Fact]
    public async Task keeps_the_whole_definition_under_its_code_and_changes_nothing_when_it_is_said_again()
    {
        var drafted = await Drafts.Show(await zones.Define(code, Zone()), code);
        var again = await Drafts.Show(await zones.Define(code, Zone()), code);
        var read = await Drafts.Show(await zones.Get(code), code);

        Assert.Equal((drafted, drafted), (again, read));
        await Verifier.Verify(drafted.Replace(region, "{region}", StringComparison.Ordinal));
    }

    [Fact]
    public async Task is_refused_with_every_fault_at_once()
    {
        await zones.Define($"{code}-a", Zone());

        var answer = await zones.Define(code, new
        {
            name = "",
            countries = new[] { "AQ" },
            regions = new[] { region, "lower" },
            pricesIncludeTax = false,
            rates = new[] { new { @class = "standard", name = "VAT", partsPerMillion = -1 }, new { @class = "standard", name = "VAT", partsPerMillion = 1_000_001 } },
            shippingClass = "reduced",
        });

        await Verifier.Verify((await Drafts.Show(answer, code)).Replace(region, "{region}", StringComparison.Ordinal));
    }

    [Fact]
    public async Task is_archived_and_not_restored_beside_a_zone_that_took_its_place()
    {
        await zones.Define(code, Zone());
        await Merchant.Ok(await zones.Archive(code));
        await Merchant.Ok(await zones.Define($"{code}-a", Zone()));

        var clash = await zones.Restore(code);
        await Merchant.Ok(await zones.Archive($"{code}-a"));
        var restored = await Shop.Json(await zones.Restore(code));

        Assert.Equal([("/regions/0", "overlap")], await Drafts.Faults(clash));
        Assert.False(restored.GetProperty("isArchived").GetBoolean());
    }

    [Fact]
    public async Task is_listed_by_code()
    {
        await zones.Define($"{code}-b", Zone("B"));
        await zones.Define($"{code}-a", Zone("A"));

        Assert.Equal([$"{code}-a", $"{code}-b"], (await zones.Codes(limit: 1)).Where(found => found.StartsWith(code, StringComparison.Ordinal)));
    }

    [Fact]
    public async Task is_for_those_who_may_read_and_those_who_may_write()
    {
        await zones.Define(code, Zone());

        await Verifier.Verify(await zones.AskedBy(code, Zone(), ("GET", "?limit=1"), ("GET", ""), ("PUT", ""), ("POST", "/archive"), ("POST", "/restore")));
    }

    private object Zone(string suffix = "") => new
    {
        name = "South pole",
        countries = new[] { "AQ" },
        regions = new[] { region + suffix },
        pricesIncludeTax = true,
        rates = new[] { new { @class = "standard", name = "VAT 20 %", partsPerMillion = 200_000 } },
        shippingClass = "standard",
    };
}
