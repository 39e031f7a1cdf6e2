using System.Text.Json;
using Commerce.Domain.Bundles;
using Commerce.Domain.Discounts;
using Commerce.Domain.Pricing;
using Commerce.Domain.Rulesets;
using Commerce.Integration.Catalog;
using Commerce.Integration.Checkouts;
using Commerce.Integration.Pricing;
using Commerce.Integration.Rulesets;
using Commerce.Integration.Support;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using static Commerce.Integration.DryRuns.Replaying;
using static Commerce.Integration.Support.RuleChanges;
using Basket = Commerce.Integration.Carts.Basket;

namespace Commerce.Integration.DryRuns;

public class DryRunSpecs(OwnRulesets own) : IClassFixture<OwnRulesets>
{
    private readonly Shop shop = own.Shop;
    private readonly DateTimeOffset since = own.Shop.Services.GetRequiredService<TimeProvider>().GetUtcNow();

    [Fact]
    public async Task tell_who_would_pay_what_of_carts_and_orders_and_write_nothing()
    {
        var mug = await Mug(cost: 600);
        await Sold(mug, 2);
        await new Basket(shop).With(mug);

        // What was bought is gone from the snapshots, and the other there.
        await Eventually.True(async () => await Count("cart_snapshot where document -> 'lines' @> '[{}]'") == 1 && await Count($"cart_snapshot where document -> 'lines' @> '[{{\"variantId\": \"{mug}\", \"units\": 1}}]'") == 1);
        var written = await Written();

        var report = await Report(new { discounts = new[] { Sale(mug, 1000) } }, carts: true);

        Assert.Equal((1, 1, 2), (Number(report, "carts"), Number(report, "orders"), Number(report, "cheaper")));
        Assert.Equal((3000, 2700, -300), report.GetProperty("totals")[0] is var total ? (Amount(total, "before"), Amount(total, "after"), Amount(total, "difference")) : default);
        Assert.Equal((1200, 900, 3, 3), total.GetProperty("margin") is var margin ? (Amount(margin, "before"), Amount(margin, "after"), Number(margin, "units"), Number(margin, "unitsInAll")) : default);
        Assert.Equal(["-1000 -500 2"], Buckets(report));
        Assert.Equal(("order", -200), report.GetProperty("mostAffected")[0] is var most ? (most.GetProperty("kind").GetString(), Amount(most, "difference")) : default);
        Assert.Equal(written, await Written());
    }

    [Fact]
    public async Task tell_which_rules_get_in_the_way_of_others()
    {
        var mug = await Mug();
        await shop.Publish(new DiscountContent([Discount("usual", new DiscountEffect.ItemPercent(500))]));
        await Eventually.True(() => shop.Rulesets().Current.Discounts.Rules.Segments.Count == 1);
        await Sold(mug, 1);

        var report = await Report(new { discounts = new object[] { Sale(mug, 2000, stacking: "exclusive", priority: 1) } });

        var rules = report.GetProperty("rules").EnumerateArray().ToDictionary(rule => rule.GetProperty("rule").GetString()!, rule => (Number(rule, "applied"), Number(rule, "appliedAfter"), Number(rule, "displacedAfter")));
        Assert.Equal((0, 1, 0), rules["sale"]);
        Assert.Equal((1, 0, 1), rules["usual"]);
        await shop.Publish(new DiscountContent([]));
    }

    [Fact]
    public async Task look_at_nothing_older_than_they_were_told()
    {
        var mug = await Mug();
        await Sold(mug, 2);
        await Sold(mug, 1);
        var window = await Time("select max(placed_at) from order_list");

        var recent = await Report(new { discounts = new[] { Sale(mug, 1000) } }, from: window);
        var both = await Report(new { discounts = new[] { Sale(mug, 1000) } });

        Assert.Equal((1, -100), (Number(recent, "orders"), Amount(recent.GetProperty("totals")[0], "difference")));
        Assert.Equal((2, -300), (Number(both, "orders"), Amount(both.GetProperty("totals")[0], "difference")));
    }

    [Fact]
    public async Task take_prices_and_drafts_as_well()
    {
        var mug = await Mug();
        await Sold(mug, 1);
        await Merchant.Ok(await shop.Admin(HttpMethod.Put, "/v1/admin/discounts/drafted", new { label = "Drafted", effect = new { kind = "order_percent", percent = 5000 } }));

        var dearer = await Report(new { prices = new[] { new { variantId = mug, list = (string?)null, currency = "EUR", tiers = new[] { new { from = 1, amount = 1500 } } } } });
        var drafted = await Report(new { discountDrafts = true });

        Assert.Contains("2000  1", Buckets(dearer));
        Assert.Contains("-2000 1", Buckets(drafted).Select(bucket => bucket.TrimStart()));
        await Merchant.Ok(await shop.Admin(HttpMethod.Post, "/v1/admin/discounts/drafted/archive"));
    }

    [Fact]
    public async Task refuse_a_change_that_could_not_be_published()
    {
        var answer = await Start(new { prices = new[] { new { variantId = "mug", list = "no-such-list", currency = "EUR", tiers = new[] { new { from = 1, amount = 1 } } } } });
        var nothing = await Start(new { });

        Assert.Equal("ruleset.faulty", await Merchant.Code(answer));
        Assert.Equal("request.invalid", await Merchant.Code(nothing));
        Assert.Equal("dry_run.unknown", await Merchant.Code(await shop.Admin(HttpMethod.Get, $"/v1/admin/dry-runs/{Guid.NewGuid()}")));
    }

    [Fact]
    public async Task refuse_a_list_in_another_currency_than_it_was_saved_with_though_it_is_archived()
    {
        var list = Merchant.Word();
        var path = $"/v1/admin/price-lists/{list}";
        await Merchant.Ok(await shop.Admin(HttpMethod.Put, path, new { name = "Trade", currency = "EUR" }));
        await Merchant.Ok(await shop.Admin(HttpMethod.Post, $"{path}/archive"));

        var refused = await Start(new { priceLists = new[] { new { code = list, name = "Trade", currency = "USD", kind = "override", scope = new { channels = new[] { "nowhere" } } } } });

        Assert.Equal([($"/price_list/{list}/currency", "fixed_currency")], await Pricing.Drafts.Faults(refused));
    }

    [Fact]
    public async Task refuse_a_change_that_says_a_thing_twice()
    {
        var (zone, method) = (new TaxZone("t", "T", ["AT"], [], PricesIncludeTax: true, [new(Goods.StandardTax, "USt", 200_000)], Goods.StandardTax), new ShippingTable("s", "S", 1, [new([], [new("EUR", ShippingBasis.Weight, [new(0, 390)])])]));
        var menu = new BundleDefinition("b", 1, "b", "B", new(BundlePriceMode.Sum), [new("main", "Main", 1, 1, false, [new("o", await Mug())])]);

        var twice = await Start(new { priceLists = Twice(List("p")), taxZones = Twice(zone), shippingMethods = Twice(method), bundles = Twice(menu), discounts = Twice(Discount("d", new DiscountEffect.ItemPercent(500))) });

        Assert.Equal([("/bundle/b", "duplicate"), ("/discount/d", "duplicate"), ("/price_list/p", "duplicate"), ("/shipping_method/s", "duplicate"), ("/tax_zone/t", "duplicate")], (await Drafts.Faults(twice)).Order());

        static JsonElement[] Twice<T>(T definition) => [Json(definition), Json(definition)];
        static JsonElement Json<T>(T definition) => JsonSerializer.SerializeToElement(definition, RuleSpelling.Json);
    }

    private async Task<string> Mug(long? cost = null)
    {
        var variant = Merchant.Word();
        await new Merchant(shop).Published(new
        {
            slug = variant,
            title = "Mug",
            variants = new[] { new { variantId = variant, sku = variant, prices = new[] { Merchant.Eur(1000) }, costs = cost is { } known ? new[] { Merchant.Eur(known) } : [] } },
        });
        await Merchant.Ok(await shop.Admin(HttpMethod.Post, $"/v1/admin/inventory/{variant}/receipts", new { units = 10, reason = "delivery" }));
        return variant;
    }

    private async Task Sold(string variant, int units) => await Merchant.Ok(await new Till(shop, await new Basket(shop).With(variant, units)).Buy());

    internal static object Sale(string variant, int percent, string stacking = "stackable", int priority = 100) => new
    {
        code = "sale",
        label = "Sale",
        effect = new { kind = "item_percent", percent },
        target = new { variants = new[] { variant }, products = Array.Empty<Guid>(), categories = Array.Empty<Guid>(), collections = Array.Empty<Guid>(), tags = Array.Empty<string>() },
        when = new { },
        stacking,
        priority,
    };

    private Task<HttpResponseMessage> Start(object change) => shop.Replay(change, since);

    private Task<JsonElement> Report(object change, bool carts = false, DateTimeOffset? from = null) => shop.Replayed(change, from ?? since, carts);

    /// <summary>From, to and how many, of those where anybody is.</summary>
    private static string[] Buckets(JsonElement report) => [.. report.GetProperty("distribution").EnumerateArray().Where(bucket => Number(bucket, "count") > 0).Select(bucket => $"{bucket.GetProperty("from")} {bucket.GetProperty("to")} {Number(bucket, "count")}")];

    private async Task<(long, long, long, long)> Written() => (await Count("mt_events"), await Count("ruleset"), await Count("price_history"), await Count("order_list"));

    private async Task<long> Count(string from)
    {
        await using var command = shop.Services.GetRequiredService<NpgsqlDataSource>().CreateCommand($"select count(*) from {from}");
        return (long)(await command.ExecuteScalarAsync())!;
    }

    private async Task<DateTimeOffset> Time(string sql)
    {
        await using var command = shop.Services.GetRequiredService<NpgsqlDataSource>().CreateCommand(sql);
        return new((DateTime)(await command.ExecuteScalarAsync())!);
    }
}
