using Commerce.Integration.Catalog;
using Commerce.Integration.Support;

namespace Commerce.Integration.Pricing;

public class DraftingShippingMethodsSpecs(Shop shop) : IClassFixture<Shop>
{
    private readonly string code = $"s{Guid.NewGuid():N}";
    private readonly Drafts methods = new(shop, "/v1/admin/shipping-methods");

    [Fact]
    public async Task keeps_the_whole_definition_under_its_code_and_changes_nothing_when_it_is_said_again()
    {
        var drafted = await Drafts.Show(await methods.Define(code, Sledge()), code);
        var again = await Drafts.Show(await methods.Define(code, Sledge()), code);
        var read = await Drafts.Show(await methods.Get(code), code);

        Assert.Equal((drafted, drafted), (again, read));
        await Verifier.Verify(drafted);
    }

    [Fact]
    public async Task is_refused_with_every_fault_at_once()
    {
        var answer = await methods.Define(code, new
        {
            label = "",
            position = -1,
            zones = new object[]
            {
                new { countries = new[] { "AQ", "XX" }, rates = new[] { Rate("EUR", (5, 1), (5, -1)), Rate("EUR") } },
                new { countries = new[] { "AQ" }, rates = Array.Empty<object>() },
            },
        });

        await Verifier.Verify(await Drafts.Show(answer, code));
    }

    [Fact]
    public async Task is_archived_and_restored_and_listed_either_way()
    {
        await methods.Define(code, Sledge());

        var archived = await Shop.Json(await methods.Archive(code));
        await Merchant.Ok(await methods.Archive(code));
        var listed = await methods.Codes(limit: 100);
        var restored = await Shop.Json(await methods.Restore(code));

        Assert.True(archived.GetProperty("isArchived").GetBoolean());
        Assert.Contains(code, listed);
        Assert.Equal((false, 3), (restored.GetProperty("isArchived").GetBoolean(), restored.GetProperty("version").GetInt32()));
    }

    [Fact]
    public async Task is_unknown_before_it_is_drafted() => Assert.Equal(("rule.unknown", "rule.unknown"), (await Merchant.Code(await methods.Get(code)), await Merchant.Code(await methods.Archive(code))));

    [Fact]
    public async Task is_for_those_who_may_read_and_those_who_may_write()
    {
        await methods.Define(code, Sledge());

        await Verifier.Verify(await methods.AskedBy(code, Sledge(), ("GET", "?limit=1"), ("GET", ""), ("PUT", ""), ("POST", "/archive"), ("POST", "/restore")));
    }

    private static object Sledge() => new { label = "Dog sledge", position = 9, zones = new[] { new { countries = new[] { "AQ" }, rates = new[] { Rate("EUR", (0, 1490), (5000, 2990)) } } } };

    private static object Rate(string currency, params (long From, long Amount)[] steps) =>
        new { currency, basis = "weight", steps = steps.Select(step => new { from = step.From, amount = step.Amount }), freeFrom = 10_000, most = 30_000 };
}
