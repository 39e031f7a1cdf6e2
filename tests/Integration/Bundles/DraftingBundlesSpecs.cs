using Commerce.Integration.Catalog;
using Commerce.Integration.Pricing;
using Commerce.Integration.Support;

namespace Commerce.Integration.Bundles;

public class DraftingBundlesSpecs(Shop shop) : IClassFixture<Shop>
{
    private readonly string code = $"b{Guid.NewGuid():N}", shirt = Merchant.Word();
    private readonly Drafts bundles = new(shop, "/v1/admin/bundles");

    [Fact]
    public async Task keeps_the_whole_definition_under_its_code()
    {
        await new Merchant(shop).Created(Merchant.Shirt(shirt, "S", "M"));

        var drafted = await Shown(await bundles.Define(code, Full()));
        var read = await Shown(await bundles.Get(code));

        Assert.Equal(drafted, read);
        await Verifier.Verify(drafted);
    }

    [Fact]
    public async Task counts_its_revisions_and_changes_nothing_when_the_same_is_said_again()
    {
        await new Merchant(shop).Created(Merchant.Shirt(shirt, "S", "M"));

        var first = await Shop.Show(await bundles.Define(code, Full()));
        var again = await Shop.Show(await bundles.Define(code, Full()));
        var other = await Shop.Json(await bundles.Define(code, Menu.Of(code, $"{shirt}-S")));

        Assert.Equal(first, again);
        Assert.Equal((2, 2), (other.GetProperty("revision").GetInt32(), other.GetProperty("version").GetInt32()));
    }

    [Fact]
    public async Task is_refused_with_every_fault_at_once()
    {
        var answer = await bundles.Define(code, new
        {
            title = " ",
            slug = "The Box",
            price = new { mode = "fixed", amounts = new Dictionary<string, long> { ["EURO"] = 1, ["USD"] = -1 }, percent = 5 },
            sets = new object[]
            {
                new { code = "a", label = "A", min = 3, max = 2, repeats = false, options = Array.Empty<object>() },
                new { code = "a", label = "A", min = 3, max = 3, repeats = false, options = new object[] { new { code = "x", variantId = $"{shirt}-XL" }, new { code = "y", quantity = 0, defaults = -1 } } },
                new { code = "c", label = "C", min = 0, max = 1, repeats = false, options = new object[] { new { code = "x", eligible = new { }, defaults = 1 } }, dependsOn = new { set = "d", options = new[] { "z" } } },
                new { code = "d", label = "D", min = 0, max = 1, repeats = false, options = new object[] { new { code = "x", eligible = new { } } }, dependsOn = new { set = "c" } },
                new { code = "e", label = "E", min = 0, max = 1, repeats = false, options = new object[] { new { code = "x", eligible = new { } } }, dependsOn = new { set = "nowhere" } },
            },
        });

        await Verifier.Verify(await Shown(answer));
    }

    [Fact]
    public async Task has_a_slug_of_its_own_until_it_is_archived()
    {
        await new Merchant(shop).Created(Merchant.Shirt(shirt, "S"));
        await Merchant.Ok(await bundles.Define(code, Menu.Of(code, $"{shirt}-S")));

        var taken = await Drafts.Faults(await bundles.Define($"{code}x", Menu.Of(code, $"{shirt}-S")));
        await Merchant.Ok(await bundles.Archive(code));
        var free = await bundles.Define($"{code}x", Menu.Of(code, $"{shirt}-S"));
        var late = await Drafts.Faults(await bundles.Restore(code));

        Assert.Equal([("/slug", "slug_taken")], taken);
        await Merchant.Ok(free);
        Assert.Equal([("/slug", "slug_taken")], late);
    }

    [Fact]
    public async Task is_listed_by_code_without_gap_or_repeat()
    {
        await new Merchant(shop).Created(Merchant.Shirt(shirt, "S"));
        foreach (var suffix in new[] { "c", "a", "b" })
            await Merchant.Ok(await bundles.Define($"{code}{suffix}", Menu.Of($"{code}{suffix}", $"{shirt}-S")));

        Assert.Equal([$"{code}a", $"{code}b", $"{code}c"], (await bundles.Codes(limit: 2)).Where(found => found.StartsWith(code, StringComparison.Ordinal)));
    }

    [Fact]
    public async Task is_for_those_who_may_read_and_those_who_may_write()
    {
        await new Merchant(shop).Created(Merchant.Shirt(shirt, "S", "M"));
        await Merchant.Ok(await bundles.Define(code, Full()));

        await Verifier.Verify(await bundles.AskedBy(code, Full(), ("GET", "?limit=1"), ("GET", ""), ("PUT", ""), ("POST", "/archive"), ("POST", "/restore")));
    }

    private async Task<string> Shown(HttpResponseMessage answer) => (await Drafts.Show(answer, code)).Replace(shirt, "{shirt}", StringComparison.Ordinal);

    private object Full() => new
    {
        title = "Two shirts and something",
        slug = code,
        price = new { mode = "base_plus_options", amounts = new Dictionary<string, long> { ["EUR"] = 2500, ["USD"] = 2900 } },
        image = "https://cdn.example/box.jpg",
        sets = new object[]
        {
            new
            {
                code = "shirts", label = "Two shirts", min = 2, max = 2, repeats = true,
                options = new object[] { new { code = "small", variantId = $"{shirt}-S", defaults = 2 }, new { code = "medium", variantId = $"{shirt}-M", adjustments = new Dictionary<string, long> { ["EUR"] = 150 }, most = 1 } },
            },
            new
            {
                code = "extra", label = "Something more", min = 0, max = 1, repeats = false, dependsOn = new { set = "shirts", options = new[] { "medium" } },
                options = new object[] { new { code = "any", quantity = 3, eligible = new { tags = new[] { "gift" }, except = new { variants = new[] { $"{shirt}-S" } } } } },
            },
        },
    };
}
