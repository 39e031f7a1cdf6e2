using System.Net;
using Commerce.Integration.Catalog;
using Commerce.Integration.Support;

namespace Commerce.Integration.Pricing;

public class DraftingPriceListsSpecs(Shop shop) : IClassFixture<Shop>
{
    private readonly string code = $"l{Guid.NewGuid():N}";
    private readonly Drafts lists = new(shop, "/v1/admin/price-lists");

    [Fact]
    public async Task keeps_the_whole_definition_under_its_code()
    {
        var drafted = await Drafts.Show(await Draft(Full()), code);
        var read = await Drafts.Show(await lists.Get(code), code);

        Assert.Equal(drafted, read);
        await Verifier.Verify(drafted);
    }

    [Fact]
    public async Task changes_nothing_when_the_same_is_said_again()
    {
        var first = await Shop.Show(await Draft(Full()));
        var again = await Shop.Show(await Draft(Full()));
        var other = await Shop.Json(await Draft(new { name = "Other", currency = "EUR" }));

        Assert.Equal(first, again);
        Assert.Equal((2, 2), (other.GetProperty("revision").GetInt32(), other.GetProperty("version").GetInt32()));
    }

    [Fact]
    public async Task is_refused_with_every_fault_at_once()
    {
        await Draft(new { name = "Dollars", currency = "USD" }, $"{code}-usd");

        var answer = await Draft(new
        {
            name = " ",
            currency = "EURO",
            scope = new { groups = new[] { "nobody", "nobody" }, channels = new[] { "Web!" }, countries = new[] { "XX" }, companies = new[] { "" } },
            priority = -1,
            from = "2030-02-01T00:00:00Z",
            to = "2030-02-01T00:00:00Z",
            parent = new { code = $"{code}-usd", percent = -10_001, amount = 1, rounding = new { multiple = 100, less = 100 } },
        });

        await Verifier.Verify(await Drafts.Show(answer, code));
    }

    [Fact]
    public async Task never_takes_its_prices_from_itself_by_others()
    {
        await Draft(Child(null), $"{code}-a");
        await Draft(Child($"{code}-a"), $"{code}-b");
        await Draft(Child($"{code}-b"), $"{code}-c");

        var answer = await Draft(Child($"{code}-c"), $"{code}-a");

        Assert.Equal([("/parent/code", "cycle")], await Drafts.Faults(answer));
    }

    [Fact]
    public async Task is_archived_only_when_no_other_list_needs_it_and_restored_only_when_nothing_is_wrong()
    {
        await Draft(Child(null), $"{code}-a");
        await Draft(Child($"{code}-a"), $"{code}-b");

        var needed = await Shop.Json(await lists.Archive($"{code}-a"));
        await Merchant.Ok(await lists.Archive($"{code}-b"));
        var archived = await Shop.Json(await lists.Archive($"{code}-a"));
        var redefined = await Shop.Json(await Draft(Child(null), $"{code}-a"));
        var orphan = await lists.Restore($"{code}-b");
        var restored = await Shop.Json(await lists.Restore($"{code}-a"));

        Assert.Equal(("rule.needed", $"price_list/{code}-b"), (needed.GetProperty("code").GetString(), needed.GetProperty("by")[0].GetString()));
        Assert.True(archived.GetProperty("isArchived").GetBoolean());
        Assert.Equal("rule.archived", redefined.GetProperty("code").GetString());
        Assert.Equal([("/parent/code", "unknown_parent")], await Drafts.Faults(orphan));
        Assert.False(restored.GetProperty("isArchived").GetBoolean());
    }

    [Fact]
    public async Task stays_in_its_currency_though_it_was_archived_meanwhile()
    {
        await Merchant.Ok(await Draft(In("EUR")));
        var redrafted = await Draft(In("USD"));
        await Merchant.Ok(await lists.Archive(code));
        var archived = await Shop.Json(await Draft(In("USD")));
        await Merchant.Ok(await lists.Restore(code));
        var restored = await Draft(In("USD"));
        await Merchant.Ok(await Draft(new { name = "Dealers", currency = "EUR" }));

        Assert.Equal("rule.archived", archived.GetProperty("code").GetString());
        foreach (var refused in new[] { await Shop.Json(redrafted), await Shop.Json(restored) })
        {
            Assert.Equal(("rule.invalid", "fixed_currency"), (refused.GetProperty("code").GetString(), refused.GetProperty("faults")[0].GetProperty("code").GetString()));
            Assert.Contains("is in EUR for ever", refused.GetProperty("detail").GetString(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task has_the_currency_of_the_first_of_many_who_draft_it_at_once()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => Draft(In(i % 2 == 0 ? "EUR" : "USD"))));
        var currency = (await Shop.Json(await lists.Get(code))).GetProperty("definition").GetProperty("currency").GetString();

        foreach (var (answer, asked) in answers.Zip(Enumerable.Range(0, 8).Select(i => i % 2 == 0 ? "EUR" : "USD")))
            if (asked == currency)
                await Merchant.Ok(answer);
            else
                Assert.Equal([("/currency", "fixed_currency")], await Drafts.Faults(answer));
    }

    [Fact]
    public async Task is_listed_by_code_without_gap_or_repeat()
    {
        foreach (var suffix in new[] { "e", "b", "a", "d", "c" })
            await Draft(Child(null), $"{code}-{suffix}");

        var seen = await lists.Codes(limit: 2);

        Assert.Equal([$"{code}-a", $"{code}-b", $"{code}-c", $"{code}-d", $"{code}-e"], seen.Where(found => found.StartsWith(code, StringComparison.Ordinal)));
    }

    [Fact]
    public async Task is_refused_to_whoever_saw_another_version()
    {
        await Draft(Child(null));

        Assert.Equal(HttpStatusCode.PreconditionFailed, (await lists.Define(code, Full(), ("If-Match", "\"7\""))).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await lists.Define(code, Full(), ("If-Match", "\"1\""))).StatusCode);
    }

    [Theory]
    [InlineData("Upper")]
    [InlineData("-first")]
    [InlineData("a%0A")]
    [InlineData("a.b")]
    public async Task has_a_code_that_can_be_part_of_keys(string odd) =>
        Assert.Equal(HttpStatusCode.BadRequest, (await lists.Define(odd, Child(null))).StatusCode);

    [Fact]
    public async Task is_for_those_who_may_read_and_those_who_may_write()
    {
        await Draft(Child(null));

        await Verifier.Verify(await lists.AskedBy(code, Full(), ("GET", "?limit=1"), ("GET", ""), ("PUT", ""), ("POST", "/archive"), ("POST", "/restore")));
    }

    private Task<HttpResponseMessage> Draft(object definition, string? other = null) => lists.Define(other ?? code, definition);

    private static object In(string currency) => new { name = "List", currency, scope = new { channels = new[] { "nowhere" } } };

    private static object Child(string? parent) =>
        new { name = "Child", currency = "EUR", scope = new { channels = new[] { "nowhere" } }, parent = parent is null ? null : new { code = parent, percent = -500 } };

    private static object Full() => new
    {
        name = "Summer sale",
        currency = "EUR",
        kind = "sale",
        scope = new { channels = new[] { "nowhere" }, countries = new[] { "AT", "DE" }, companies = new[] { "acme" } },
        priority = 10,
        from = "2030-06-01T00:00:00+02:00",
        to = "2030-09-01T00:00:00+02:00",
        parent = new { code = "base", percent = -2000, rounding = new { multiple = 100, less = 1 } },
        tiers = "graduated",
    };
}
