using System.Net;
using System.Text.Json;
using Commerce.Domain.Discounts;
using Commerce.Integration.Catalog;
using Commerce.Integration.Checkouts;
using Commerce.Integration.Pricing;
using Commerce.Integration.Support;
using static Commerce.Integration.Support.RuleChanges;
using Basket = Commerce.Integration.Carts.Basket;

namespace Commerce.Integration.Discounts;

public class CouponBatchesSpecs(Shop shop) : IClassFixture<Shop>
{
    private readonly string discount = $"d{Guid.NewGuid():N}";

    [Fact]
    public async Task has_as_many_codes_as_were_asked_for_and_hands_them_out()
    {
        await Drafted();

        var made = await Generate(new { size = 2500, prefix = "mail", uses = 1 });
        var batch = await Shop.Json(await Merchant.Ok(made));
        var csv = await (await Export(batch, "text/csv")).Content.ReadAsStringAsync();
        var lines = await (await Export(batch, "application/x-ndjson")).Content.ReadAsStringAsync();
        var codes = csv.TrimEnd().Split('\n')[1..];

        Assert.Equal(HttpStatusCode.Created, made.StatusCode);
        Assert.Equal(("MAIL", 2500, 1), (Text(batch, "prefix"), batch.GetProperty("size").GetInt32(), batch.GetProperty("uses").GetInt32()));
        Assert.Equal(2500, codes.Distinct().Count());
        Assert.All(codes, code => Assert.Matches("^MAIL-[2-9A-HJ-NP-Z]{12},0$", code));
        Assert.Equal(codes, lines.TrimEnd().Split('\n').Select(line => JsonDocument.Parse(line).RootElement).Select(coupon => $"{Text(coupon, "code")},{coupon.GetProperty("used").GetInt64()}"));
        Assert.Equal(codes[..3], (await Coupons(batch, limit: 3)).Select(coupon => $"{Text(coupon, "code")},0"));
    }

    [Fact]
    public async Task is_made_once_however_often_the_request_is_sent()
    {
        await Drafted();

        var first = await Shop.Json(await Generate(new { size = 3 }, "once"));
        var again = await Shop.Json(await Generate(new { size = 3 }, "once"));
        await Generate(new { size = 1 });

        Assert.Equal(first.ToString(), again.ToString());
        Assert.Equal([1, 3], (await Batches()).Select(batch => batch.GetProperty("size").GetInt32()));
    }

    [Fact]
    public async Task opens_its_discount_once_for_each_code()
    {
        await Drafted();
        await using var node = await Under();
        var (other, variant, codes) = (Shop.On(node), await Basket.Goods(shop, cents: 1000), await Codes(new { size = 2, uses = 1 }));

        var first = await Entered(other, variant, codes[0].ToLowerInvariant());
        var applied = await first.See();
        await Merchant.Ok(await new Till(other, first).Buy());

        Assert.Equal((codes[0], discount, 500), applied.GetProperty("coupons")[0] is var coupon ? (Text(coupon, "code"), Text(coupon, "discountId"), coupon.GetProperty("amount").GetProperty("amount").GetInt64()) : default);
        var second = await Entered(other, variant, codes[0]);
        await Eventually.True(async () => await Refusal(second) == "limit_reached");
        Assert.Null(await Refusal(await Entered(other, variant, codes[1])));
        Assert.Equal([1, 0], (await Coupons((await Batches())[0], limit: 10)).OrderByDescending(used => used.GetProperty("used").GetInt64()).Select(used => used.GetProperty("used").GetInt64()));
    }

    [Fact]
    public async Task ends_when_it_is_archived()
    {
        await Drafted();
        await using var node = await Under();
        var (other, variant, codes) = (Shop.On(node), await Basket.Goods(shop, cents: 1000), await Codes(new { size = 1 }));
        var basket = await Entered(other, variant, codes[0]);
        var before = await Refusal(basket);
        var path = $"/v1/admin/coupon-batches/{Text((await Batches())[0], "batchId")}/archive";

        var archived = await Shop.Json(await Merchant.Ok(await shop.Admin(HttpMethod.Post, path)));
        var twice = await Shop.Json(await Merchant.Ok(await shop.Admin(HttpMethod.Post, path)));

        Assert.Null(before);
        Assert.Equal(archived.ToString(), twice.ToString());
        await Eventually.True(async () => await Refusal(basket) == "expired");
    }

    [Fact]
    public async Task has_codes_no_rule_can_have_as_well()
    {
        await Drafted();
        var codes = await Codes(new { size = 1 });

        var answer = await new Drafts(shop, "/v1/admin/discounts").Define($"{discount}-b", Definition(new { codes }));

        Assert.Equal([("/coupons/codes/0", "duplicate_code")], await Drafts.Faults(answer));
    }

    [Fact]
    public async Task is_refused_where_there_is_nothing_to_open()
    {
        await new Drafts(shop, "/v1/admin/discounts").Define(discount, Definition(null));

        Assert.Equal("coupon_batch.no_coupons", await Merchant.Code(await Generate(new { size = 1 })));
        Assert.Equal("rule.unknown", await Merchant.Code(await shop.Admin(HttpMethod.Post, "/v1/admin/discounts/no-such-discount/coupon-batches", new { size = 1 })));
        Assert.Equal("request.invalid", await Merchant.Code(await Generate(new { size = 100_001, prefix = "not so", uses = 0 })));
        foreach (var suffix in (string[])["coupons", "export"])
            Assert.Equal("coupon_batch.unknown", await Merchant.Code(await shop.Admin(HttpMethod.Get, $"/v1/admin/coupon-batches/{Guid.NewGuid()}/{suffix}")));
        Assert.Equal("coupon_batch.unknown", await Merchant.Code(await shop.Admin(HttpMethod.Post, $"/v1/admin/coupon-batches/{Guid.NewGuid()}/archive")));
    }

    private async Task Drafted() => await Merchant.Ok(await new Drafts(shop, "/v1/admin/discounts").Define(discount, Definition(new { codes = Array.Empty<string>() })));

    private static object Definition(object? coupons) => new { label = "Mailing", effect = new { kind = "order_percent", percent = 100 }, when = new { channels = new[] { "nowhere" } }, coupons };

    private Task<Node> Under() => Shop.Under(rules => rules.With(Discount(discount, new DiscountEffect.OrderAmount(new Dictionary<string, long> { ["EUR"] = 500 })).By()));

    private Task<HttpResponseMessage> Generate(object body, string? key = null) =>
        shop.Admin(HttpMethod.Post, $"/v1/admin/discounts/{discount}/coupon-batches", body, ("Idempotency-Key", key is null ? Guid.NewGuid().ToString() : $"{discount}-{key}"));

    private async Task<string[]> Codes(object body)
    {
        var batch = await Shop.Json(await Merchant.Ok(await Generate(body)));
        return [.. (await Coupons(batch, limit: 100)).Select(coupon => Text(coupon, "code")!)];
    }

    private async Task<IReadOnlyList<JsonElement>> Coupons(JsonElement batch, int limit) =>
        [.. (await Shop.Json(await Merchant.Ok(await shop.Admin(HttpMethod.Get, $"/v1/admin/coupon-batches/{Text(batch, "batchId")}/coupons?limit={limit}")))).GetProperty("items").EnumerateArray()];

    private async Task<IReadOnlyList<JsonElement>> Batches() =>
        [.. (await Shop.Json(await Merchant.Ok(await shop.Admin(HttpMethod.Get, $"/v1/admin/coupon-batches?discount={discount}")))).GetProperty("items").EnumerateArray()];

    private async Task<HttpResponseMessage> Export(JsonElement batch, string type) =>
        await Merchant.Ok(await shop.Admin(HttpMethod.Get, $"/v1/admin/coupon-batches/{Text(batch, "batchId")}/export", null, ("Accept", type)));

    private static async Task<Basket> Entered(Shop on, string variant, string code)
    {
        var basket = await new Basket(on).With(variant);
        await Merchant.Ok(await basket.Send(HttpMethod.Post, "/v1/cart/coupons", new { code }));
        return basket;
    }

    private static async Task<string?> Refusal(Basket basket) => Text((await basket.See()).GetProperty("coupons")[0], "refused");

    private static string? Text(JsonElement of, string name) => of.GetProperty(name).GetString();
}
