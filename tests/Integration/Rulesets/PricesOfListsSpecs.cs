using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Commerce.Domain.Pricing;
using Commerce.Integration.Catalog;
using Commerce.Integration.Http;
using Commerce.Integration.Pricing;
using Commerce.Integration.Support;
using static Commerce.Integration.Catalog.Merchant;

namespace Commerce.Integration.Rulesets;

public class PricesOfListsSpecs(OwnRulesets own) : IClassFixture<OwnRulesets>
{
    private readonly Shop shop = own.Shop;
    private readonly string list = $"l{Guid.NewGuid():N}";
    private readonly string slug = Word();

    [Fact]
    public async Task are_set_and_removed_one_by_one_and_in_force_at_once()
    {
        await Ready("S", "M");
        await Ok(await Set("S", (1, 4000), (10, 3500)));

        Assert.Equal([new PriceTier(1, 4000), new PriceTier(10, 3500)], Now("S"));
        await Ok(await shop.Admin(HttpMethod.Delete, Path("S")));
        await Ok(await shop.Admin(HttpMethod.Delete, Path("S")));
        Assert.Null(Now("S"));
    }

    [Fact]
    public async Task make_no_version_when_they_are_as_they_were()
    {
        await Ready("S");
        await Ok(await Set("S", (1, 4000)));
        var before = shop.Rulesets().Current.Pricing.Version;

        var again = await Shop.Json(await Ok(await Set("S", (1, 4000))));

        Assert.Equal((0, before), (again.GetProperty("changed").GetInt32(), again.GetProperty("pricingVersion").GetInt64()));
        Assert.Equal(before, shop.Rulesets().Current.Pricing.Version);
    }

    [Fact]
    public async Task are_refused_where_there_is_no_such_list_or_variant_or_the_tiers_are_not_ascending()
    {
        await Ready("S");

        Assert.Equal(HttpStatusCode.NotFound, (await Put($"/v1/admin/price-lists/nowhere/prices/{slug}-S", (1, 1))).StatusCode);
        Assert.Equal("price.variant_unknown", await Code(await Put($"/v1/admin/price-lists/{list}/prices/nothing", (1, 1))));
        foreach (var tiers in new (int, long)[][] { [], [(0, 1)], [(1, -1)], [(1, 5), (1, 4)], [(5, 4), (1, 5)] })
            Assert.Equal(HttpStatusCode.BadRequest, (await Set("S", tiers)).StatusCode);
    }

    [Fact]
    public async Task keep_their_currency_for_the_list_is_never_drafted_in_another()
    {
        await Ready("S", "M");
        await Ok(await Set("S", (1, 4000)));
        var refused = await Draft("USD");
        await Ok(await Set("M", (1, 5000)));

        Assert.Equal([("/currency", "fixed_currency")], await Drafts.Faults(refused));
        Assert.Equal([new PriceTier(1, 5000)], Now("M"));
    }

    [Fact]
    public async Task are_listed_page_by_page()
    {
        await Ready("S", "M", "L");
        foreach (var size in new[] { "S", "M", "L" })
            await Ok(await Set(size, (1, 4000)));

        var first = await Shop.Json(await Ok(await shop.Admin(HttpMethod.Get, $"/v1/admin/price-lists/{list}/prices?limit=2")));
        var second = await Shop.Json(await Ok(await shop.Admin(HttpMethod.Get, $"/v1/admin/price-lists/{list}/prices?limit=2&cursor={first.GetProperty("next").GetString()}")));

        Assert.Equal([$"{slug}-L", $"{slug}-M", $"{slug}-S"], first.GetProperty("items").EnumerateArray().Concat(second.GetProperty("items").EnumerateArray()).Select(price => price.GetProperty("variantId").GetString()));
    }

    [Fact]
    public async Task come_by_the_file_as_lines_of_json()
    {
        await Ready("S", "M", "L");
        await Ok(await Set("L", (1, 1)));

        await Ok(await Import("application/x-ndjson", $$"""
            {"variantId":"{{slug}}-S","amount":4000}
            {"variantId":"{{slug}}-M","tiers":[{"from":10,"amount":3500},{"from":1,"amount":4000}]}

            {"variantId":"{{slug}}-L","tiers":[]}
            """));

        Assert.Equal([new PriceTier(1, 4000)], Now("S"));
        Assert.Equal([new PriceTier(1, 4000), new PriceTier(10, 3500)], Now("M"));
        Assert.Null(Now("L"));
    }

    [Fact]
    public async Task come_by_the_file_as_a_table()
    {
        await Ready("S", "M");

        await Ok(await Import("text/csv; charset=utf-8", $"variantId,from,amount\n{slug}-M,10,3500\n{slug}-S,,4000\r\n\"{slug}-M\",1,4000\n"));

        Assert.Equal([new PriceTier(1, 4000)], Now("S"));
        Assert.Equal([new PriceTier(1, 4000), new PriceTier(10, 3500)], Now("M"));
    }

    [Fact]
    public async Task of_a_file_with_wrong_rows_are_not_taken_over_at_all()
    {
        await Ready("S", "M");
        var before = shop.Rulesets().Current.Pricing.Version;

        var refused = await Import("application/x-ndjson", $$"""
            {"variantId":"{{slug}}-S","amount":4000}
            {"variantId":"nothing","amount":1}
            {"variantId":"{{slug}}-M"}
            not json
            {"variantId":"{{slug}}-S","amount":3000}
            {"variantId":"{{slug}}-M","tiers":[{"from":0,"amount":1}]}
            {"variantId":"{{slug}}-M","amount":1.5}
            {"variantId":null,"amount":1}
            {"amount":1}
            {"variantId":"{{slug}}-M","tiers":[null]}
            null
            """);

        Assert.Equal([(2, "unknown_variant"), (3, "unreadable"), (4, "unreadable"), (5, "duplicate"), (6, "tiers"), .. Enumerable.Range(7, 5).Select(row => (row, "unreadable"))], await Wrong(refused));
        Assert.Equal(before, shop.Rulesets().Current.Pricing.Version);
        Assert.Null(Now("S"));
    }

    [Fact]
    public async Task of_a_table_with_wrong_rows_are_not_taken_over_at_all()
    {
        await Ready("S", "M", "L");

        var refused = await Import("text/csv", $"variantId,from,amount\n{slug}-S,1,4000\n{slug}-M\n,1,1\n{slug}-M,1,null\n{slug}-M,null,1\n{slug}-L,0,1\n,,\n");

        Assert.Equal([(3, "unreadable"), (4, "unknown_variant"), (5, "unreadable"), (6, "unreadable"), (7, "tiers"), (8, "unknown_variant")], await Wrong(refused));
        Assert.Null(Now("S"));
    }

    [Fact]
    public async Task come_by_the_hundred_thousand_in_one_commit()
    {
        const int Products = 100, Sizes = 100, Tiers = 10;
        await Ready();
        List<string> variants = [];
        foreach (var some in Enumerable.Range(0, Products).Chunk(8))
            variants.AddRange((await Task.WhenAll(some.Select(i => Many($"{slug}-{i}", Sizes)))).SelectMany(ids => ids));
        Assert.Equal(Products * Sizes, variants.Count);
        var rows = string.Concat(variants.SelectMany(_ => Enumerable.Range(0, Tiers), (variant, tier) => $"{variant},{1 + (10 * tier)},{4_000 - (100 * tier)}\n").Prepend("variantId,from,amount\n"));

        var before = shop.Rulesets().Current.Pricing.Version;
        var made = await Shop.Json(await Ok(await Import("text/csv", rows)));

        Assert.Equal((variants.Count, before + 1), (made.GetProperty("changed").GetInt32(), made.GetProperty("pricingVersion").GetInt64()));
        Assert.All(variants, variant => Assert.Equal(Tiers, shop.Rulesets().Current.Pricing.Prices.Find(variant)!.Lists[list].Count));
        Assert.Equal((long)(variants.Count / 1000), (long)(await own.Sql($"select count(*) from mt_events where type = 'list_prices_put' and data ->> 'list' = '{list}'"))!);
    }

    private IReadOnlyList<PriceTier>? Now(string size) => shop.Rulesets().Current.Pricing.Prices.Find($"{slug}-{size}")!.Lists.GetValueOrDefault(list);

    private string Path(string size) => $"/v1/admin/price-lists/{list}/prices/{slug}-{size}";

    private async Task Ready(params string[] sizes)
    {
        await Ok(await Draft("EUR"));
        if (sizes.Length > 0)
            await new Merchant(shop).Created(Shirt(slug, sizes));
    }

    private Task<HttpResponseMessage> Draft(string currency) =>
        shop.Admin(HttpMethod.Put, $"/v1/admin/price-lists/{list}", new { name = "Trade", currency, kind = "override", scope = new { channels = new[] { "trade" } } });

    private Task<HttpResponseMessage> Set(string size, params (int From, long Amount)[] tiers) => Put(Path(size), tiers);

    private Task<HttpResponseMessage> Put(string path, params (int From, long Amount)[] tiers) =>
        shop.Admin(HttpMethod.Put, path, new { tiers = tiers.Select(tier => new { from = tier.From, amount = tier.Amount }) });

    private Task<HttpResponseMessage> Import(string type, string rows) => shop.Admin(
        HttpMethod.Post, $"/v1/admin/price-lists/{list}/prices/import", new StringContent(rows, Encoding.UTF8) { Headers = { ContentType = MediaTypeHeaderValue.Parse(type) } }, ("Idempotency-Key", Guid.NewGuid().ToString()));

    /// <summary>Row and code of each fault of a file, by row.</summary>
    private static async Task<IEnumerable<(int, string?)>> Wrong(HttpResponseMessage refused) =>
        (await BadInputSpecs.Problem(refused, HttpStatusCode.UnprocessableEntity)).GetProperty("faults").EnumerateArray().Select(fault => (fault.GetProperty("row").GetInt32(), fault.GetProperty("code").GetString())).Order();

    private async Task<IEnumerable<string>> Many(string name, int sizes)
    {
        string[] words = [.. Enumerable.Range(0, sizes).Select(i => $"s{i}")];
        var product = Shirt(name, words);
        product["options"] = new[] { new { name = "Size", values = words } };
        await new Merchant(shop).Created(product);
        return words.Select(word => $"{name}-{word}");
    }
}
