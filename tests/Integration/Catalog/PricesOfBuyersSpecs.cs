using System.Text.Json;
using Commerce.Application.Pricing;
using Commerce.Domain.Pricing;
using Commerce.Integration.Support;
using Microsoft.Extensions.DependencyInjection;
using static Commerce.Integration.Support.RuleChanges;

namespace Commerce.Integration.Catalog;

/// <summary>What products cost depends on who asks, and through which channel.</summary>
public class PricesOfBuyersSpecs(Shop shop) : IClassFixture<Shop>
{
    private readonly string slug = Merchant.Word();
    private readonly string tag = Merchant.Word();

    [Fact]
    public async Task are_those_of_the_list_of_their_group_and_of_nobody_else()
    {
        await Mug();
        var group = $"trade-{tag}";
        await using var node = await Shop.Under(rules => rules.With(List("trade", scope: new PriceScope([group], [], [], [])), slug, new PriceTier(1, 800)));
        var customer = await Member(Shop.On(node), group);
        await Eventually.True(async () => (await Shop.On(node).Send(HttpMethod.Get, $"/v1/products/{slug}")).IsSuccessStatusCode);

        var (page, everybodys) = (await Page(customer.Send), await Page(Shop.On(node).Send));
        var (list, listOfAll) = (await Listed(customer.Send), await Listed(Shop.On(node).Send));

        Assert.Equal((800, 1000), (Amount(page.Variant, "price"), Amount(page.Variant, "listPrice")));
        Assert.Equal((1000, 1000), (Amount(everybodys.Variant, "price"), Amount(everybodys.Variant, "listPrice")));
        Assert.Equal((800, 1000), (Amount(list.GetProperty("price"), "from"), Amount(listOfAll.GetProperty("price"), "from")));
        Assert.NotEqual(page.Tag, everybodys.Tag);
        Assert.Contains("private", page.CacheControl, StringComparison.Ordinal);
    }

    [Fact]
    public async Task are_those_of_the_channel_a_request_names()
    {
        await Mug();
        await using var node = await Shop.Under(rules => rules.With(List("app", PriceListKind.Sale, new PriceScope([], ["app"], [], [])), slug, new PriceTier(1, 900)));
        await Eventually.True(async () => (await Shop.On(node).Send(HttpMethod.Get, $"/v1/products/{slug}")).IsSuccessStatusCode);

        var web = await Listed(Shop.On(node).Send);
        var app = await Listed(Shop.On(node).Send, "", [("Shop-Channel", "app")]);

        Assert.Equal((1000, 900), (Amount(web.GetProperty("price"), "to"), Amount(app.GetProperty("price"), "to")));
        Assert.Equal(1000, Amount(app.GetProperty("listPrice"), "to"));
    }

    [Fact]
    public async Task tell_their_tiers_and_when_they_may_change()
    {
        await Mug();
        var end = new DateTimeOffset(2199, 1, 1, 0, 0, 0, TimeSpan.Zero);
        await using var node = await Shop.Under(rules => rules.With(List("bulk") with { To = end }, slug, new(1, 1000), new(10, 800)));
        await Eventually.True(async () => (await Shop.On(node).Send(HttpMethod.Get, $"/v1/products/{slug}")).IsSuccessStatusCode);

        var variant = (await Page(Shop.On(node).Send)).Variant;

        Assert.Equal([(1, 1000), (10, 800)], variant.GetProperty("tiers").EnumerateArray().Select(tier => (tier.GetProperty("from").GetInt32(), Amount(tier, "price"))));
        Assert.Equal(("volume", end), (variant.GetProperty("tierMode").GetString(), variant.GetProperty("priceUntil").GetDateTimeOffset()));
    }

    [Fact]
    public async Task change_at_their_instant_although_nothing_is_published_then()
    {
        await Mug();
        var (end, clock) = (TimeProvider.System.GetUtcNow(), new ShiftedClock(TimeSpan.FromHours(-1)));
        var flash = List("flash", PriceListKind.Sale) with { To = end };
        await using var node = await Node.Start([], services =>
            services.Decorate<IRulesets>(inner => new ChangedRules(inner, rules => rules.With(flash, slug, new PriceTier(1, 500)))).AddSingleton<TimeProvider>(clock));
        await Eventually.True(async () => (await Shop.On(node).Send(HttpMethod.Get, $"/v1/products/{slug}")).IsSuccessStatusCode);

        var before = await Page(Shop.On(node).Send);
        clock.Offset = TimeSpan.Zero;
        var after = await Page(Shop.On(node).Send);

        Assert.Equal((500, 1000), (Amount(before.Variant, "price"), Amount(after.Variant, "price")));
        Assert.Equal(1000, Amount((await Listed(Shop.On(node).Send)).GetProperty("price"), "from"));
        Assert.NotEqual(before.Tag, after.Tag);
    }

    [Fact]
    public async Task begin_at_their_instant_where_there_were_none()
    {
        await Mug();
        var (begin, clock) = (TimeProvider.System.GetUtcNow(), new ShiftedClock(TimeSpan.FromHours(-1)));
        var first = List("first") with { Currency = "JPY", From = begin };
        await using var node = await Node.Start([], services =>
            services.Decorate<IRulesets>(inner => new ChangedRules(inner, rules => rules.With(first, slug, new PriceTier(1, 5000)))).AddSingleton<TimeProvider>(clock));
        await Eventually.True(async () => (await Shop.On(node).Send(HttpMethod.Get, $"/v1/products/{slug}")).IsSuccessStatusCode);

        var (page, list) = (await Page(Shop.On(node).Send, "?currency=JPY"), await Listed(Shop.On(node).Send, "&currency=JPY"));
        clock.Offset = TimeSpan.Zero;
        var (pageAfter, listAfter) = (await Page(Shop.On(node).Send, "?currency=JPY"), await Listed(Shop.On(node).Send, "&currency=JPY"));

        Assert.Equal((JsonValueKind.Null, JsonValueKind.Null), (page.Variant.GetProperty("price").ValueKind, list.GetProperty("price").ValueKind));
        Assert.Equal(begin, page.Variant.GetProperty("priceUntil").GetDateTimeOffset());
        Assert.Equal((5000, 5000), (Amount(pageAfter.Variant, "price"), Amount(listAfter.GetProperty("price"), "from")));
        Assert.NotEqual(page.Tag, pageAfter.Tag);
    }

    [Fact]
    public async Task are_explained_when_asked()
    {
        await Mug();
        await using var node = await Shop.Under(rules => rules.With(List("staff", scope: new PriceScope(["staff"], [], [], [])), slug, new PriceTier(1, 100)));
        await Eventually.True(async () => (await Shop.On(node).Send(HttpMethod.Get, $"/v1/products/{slug}")).IsSuccessStatusCode);

        var told = await Page(Shop.On(node).Send, "?explain=true");
        var steps = told.Variant.GetProperty("trace").GetProperty("steps").EnumerateArray().Where(step => step.GetProperty("stage").GetString() == "price").ToList();

        Assert.Contains(steps, step => step.GetProperty("rule").GetString() == "staff" && step.GetProperty("outcome").GetString() == "group");
        Assert.Equal(1000, steps.Single(step => step.GetProperty("outcome").GetString() == "accepted").GetProperty("amount").GetInt64());
        Assert.False((await Page(Shop.On(node).Send)).Variant.TryGetProperty("trace", out _));
    }

    [Fact]
    public async Task tell_what_they_were_at_least_in_thirty_days_when_asked()
    {
        var id = await Mug();
        foreach (var cents in (long[])[800, 900])
            await Merchant.Ok(await shop.Admin(HttpMethod.Put, $"/v1/admin/products/{id}/variants/{slug}/prices", new { prices = new[] { Merchant.Eur(cents) } }));

        var told = await Page(shop.Send, "?lowest=true");

        Assert.Equal((900, 800), (Amount(told.Variant, "price"), Amount(told.Variant, "lowestPrice30Days")));
        Assert.False((await Page(shop.Send)).Variant.TryGetProperty("lowestPrice30Days", out _));
    }

    [Fact]
    public async Task name_the_versions_they_are_of()
    {
        var id = await Mug();
        var before = (await Page(shop.Send)).Product.GetProperty("priceVersion").GetInt64();

        await Merchant.Ok(await shop.Admin(HttpMethod.Put, $"/v1/admin/products/{id}/variants/{slug}/prices", new { prices = new[] { Merchant.Eur(1100) } }));
        var after = (await Page(shop.Send)).Product;

        Assert.True(after.GetProperty("priceVersion").GetInt64() > before);
        Assert.True(after.TryGetProperty("discountVersion", out _));
    }

    private delegate Task<HttpResponseMessage> Sends(HttpMethod method, string path, object? body = null, params (string Name, string Value)[] headers);

    private Task<string> Mug() =>
        new Merchant(shop).Published(new { slug, title = "Mug", tags = new[] { tag }, variants = new[] { new { variantId = slug, sku = slug, prices = new[] { Merchant.Eur(1000) } } } });

    private static async Task<Shopper> Member(Shop shop, string group)
    {
        await Merchant.Ok(await shop.Admin(HttpMethod.Put, $"/v1/admin/customer-groups/{group}", new { name = "Trade" }));
        var ada = await Shopper.New(shop);
        await Merchant.Ok(await shop.Admin(HttpMethod.Put, $"/v1/admin/customers/{ada.Id}/groups", new { groups = new[] { group } }));
        var session = await Shop.Json(await shop.Send(HttpMethod.Post, "/v1/sessions", new { email = ada.Email, password = ada.Password }));
        return ada with { AccessToken = session.GetProperty("accessToken").GetString()! };
    }

    private async Task<(JsonElement Product, JsonElement Variant, string Tag, string CacheControl)> Page(Sends send, string query = "")
    {
        var answer = await Merchant.Ok(await send(HttpMethod.Get, $"/v1/products/{slug}{query}"));
        var product = await Shop.Json(answer);
        return (product, product.GetProperty("variants")[0], answer.Headers.ETag!.Tag, answer.Headers.CacheControl!.ToString());
    }

    private async Task<JsonElement> Listed(Sends send, string query = "", params (string Name, string Value)[] headers) =>
        (await Shop.Json(await Merchant.Ok(await send(HttpMethod.Get, $"/v1/products?tag={tag}{query}", null, headers)))).GetProperty("items")[0];

    private static long Amount(JsonElement of, string name) => of.GetProperty(name).GetProperty("amount").GetInt64();
}
