using System.Net;
using System.Text.Json;
using Commerce.Application.Catalog;
using Commerce.Infrastructure.Redis;
using Commerce.Integration.Catalog;
using Commerce.Integration.Support;
using Microsoft.Extensions.DependencyInjection;
using StackExchange.Redis;

namespace Commerce.Integration.Caching;

/// <summary>What is written of a product's variants, on two nodes of which the second hears no messages; and on one whose cache has no Redis.</summary>
public class ProductVariantsSpecs(ApplicationCacheSpecs.Nodes nodes) : IClassFixture<ApplicationCacheSpecs.Nodes>
{
    private readonly string slug = Merchant.Word();
    private readonly Shop shop = Shop.On(nodes.First);
    private readonly Merchant merchant = new(Shop.On(nodes.First));

    [Fact]
    public async Task are_told_with_their_own_prices_in_every_currency()
    {
        await merchant.Published(Merchant.Shirt(slug, "S", "M"));

        var variants = await Variants(shop);

        Assert.Equal([$"{slug}-S", $"{slug}-M"], variants.Select(variant => variant.GetProperty("sku").GetString()));
        Assert.Equal("""{"Size":"S"}""", variants[0].GetProperty("options").GetRawText());
        Assert.Equal("""[{"amount":4900,"currency":"EUR"},{"amount":5000,"currency":"JPY"}]""", variants[0].GetProperty("prices").GetRawText());
    }

    [Fact]
    public async Task are_read_by_other_nodes_from_redis()
    {
        var key = Keys.Application.Variants(await Kept(), Version());
        await Redis.StringSetAsync(key, (await Redis.StringGetAsync(key)).ToString().Replace($"{slug}-S", "from-redis", StringComparison.Ordinal), TimeSpan.FromMinutes(1));

        Assert.Equal("from-redis", (await Variants(Shop.On(nodes.Silent)))[0].GetProperty("sku").GetString());
    }

    [Fact]
    public async Task are_kept_for_two_hours_and_never_with_what_they_cost_the_shop()
    {
        var key = Keys.Application.Variants(await Kept(costs: 1234567), Version());

        Assert.DoesNotContain("1234567", (await Redis.StringGetAsync(key)).ToString(), StringComparison.Ordinal);
        Assert.InRange((await Redis.KeyTimeToLiveAsync(key))!.Value, TimeSpan.FromMinutes(110), TimeSpan.FromHours(2));
    }

    [Fact]
    public async Task are_not_kept_again_with_the_details()
    {
        var product = await Kept();
        await Merchant.Ok(await shop.Send(HttpMethod.Get, $"/v1/products/{slug}"));
        var key = Keys.Application.Details(product, Version());
        await Eventually.True(() => Redis.KeyExistsAsync(key));

        Assert.DoesNotContain($"{slug}-S", (await Redis.StringGetAsync(key)).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task change_on_every_node_although_no_message_comes_through()
    {
        var product = await merchant.Published(Merchant.Shirt(slug, "S"));
        foreach (var node in All)
            await Eventually.True(async () => await Price(node) == 4900);

        await Merchant.Ok(await shop.Admin(HttpMethod.Put, $"/v1/admin/products/{product}/variants/{slug}-S/prices", new { prices = new[] { Merchant.Eur(777) } }));

        Assert.Equal(777, await Price(shop));
        foreach (var node in All)
            await Eventually.True(async () => await Price(node) == 777);
    }

    [Fact]
    public async Task of_a_draft_are_nobodys()
    {
        await merchant.Created(Merchant.Shirt(slug, "S"));

        var answer = await Ask(shop);

        Assert.Equal((HttpStatusCode.NotFound, "catalog.product_unknown"), (answer.StatusCode, await Merchant.Code(answer)));
    }

    private Shop[] All => [shop, Shop.On(nodes.Silent), Shop.On(nodes.Without)];

    private IDatabase Redis => nodes.First.Services.Peek();

    /// <summary>A product the first node was asked for and every node knows, whose variants are in Redis by now.</summary>
    private async Task<Guid> Kept(long? costs = null)
    {
        var id = await merchant.Published(Merchant.Shirt(slug, "S"));
        if (costs is { } amount)
            await Merchant.Ok(await shop.Admin(HttpMethod.Put, $"/v1/admin/products/{id}/variants/{slug}-S/costs", new { costs = new[] { Merchant.Eur(amount) } }));

        await Variants(shop);
        await Eventually.True(() => Redis.KeyExistsAsync(Keys.Application.Variants(Guid.Parse(id), Version())));
        await Eventually.True(() => Task.FromResult(nodes.Silent.Services.GetRequiredService<ICatalog>().Current.TryPublished(slug, out _)));
        return Guid.Parse(id);
    }

    private long Version() =>
        nodes.First.Services.GetRequiredService<ICatalog>().Current.TryPublished(slug, out var product) ? product.Version : throw new InvalidOperationException("It is not published.");

    private Task<HttpResponseMessage> Ask(Shop at) => at.Send(HttpMethod.Get, $"/v1/products/{slug}/variants");

    private async Task<JsonElement[]> Variants(Shop at) => [.. (await Shop.Json(await Merchant.Ok(await Ask(at)))).GetProperty("items").EnumerateArray()];

    /// <summary>Null while the node does not know the product.</summary>
    private async Task<long?> Price(Shop at) =>
        await Ask(at) is { IsSuccessStatusCode: true } answer
            ? (await Shop.Json(answer)).GetProperty("items")[0].GetProperty("prices")[0].GetProperty("amount").GetInt64()
            : null;
}
