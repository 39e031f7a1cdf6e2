using System.Net;
using Commerce.Application.Catalog;
using Commerce.Infrastructure.Redis;
using Commerce.Integration.Catalog;
using Commerce.Integration.Support;
using Microsoft.Extensions.DependencyInjection;
using StackExchange.Redis;

namespace Commerce.Integration.Caching;

/// <summary>The categories a product stands on, on two nodes of which the second hears no messages.</summary>
public class ProductCategoriesSpecs(ApplicationCacheSpecs.Nodes nodes) : IClassFixture<ApplicationCacheSpecs.Nodes>
{
    private readonly string slug = Merchant.Word(), home = $"a-{Merchant.Word()}", kitchen = $"b-{Merchant.Word()}", gifts = $"c-{Merchant.Word()}";
    private readonly Shop shop = Shop.On(nodes.First), silent = Shop.On(nodes.Silent);
    private readonly Merchant merchant = new(Shop.On(nodes.First));

    [Fact]
    public async Task come_with_the_way_to_each()
    {
        await Publish(await merchant.Category(gifts), await merchant.Category(kitchen, await merchant.Category(home)));

        Assert.Equal([$"{home}/{kitchen}", gifts], await Paths(shop));
    }

    [Fact]
    public async Task are_a_set_in_redis_for_two_hours()
    {
        var category = await merchant.Category(gifts);
        var product = await Publish(category);
        await Paths(shop);

        Assert.Equal([Stamp(), Member(category)], await Set(product));
        Assert.InRange((await Redis.KeyTimeToLiveAsync(Key(product)))!.Value, TimeSpan.FromMinutes(110), TimeSpan.FromHours(2));
    }

    [Fact]
    public async Task are_read_from_the_set_only_if_it_is_of_this_version_of_the_product()
    {
        var (one, other) = (await merchant.Category(gifts), await merchant.Category(home));
        var product = await Publish(one);
        await Redis.SetAddAsync(Key(product), [Stamp(), Member(other)]);
        Assert.Equal([home], await Paths(shop));

        await Redis.SetRemoveAsync(Key(product), Stamp());
        await Redis.SetAddAsync(Key(product), "=1");

        Assert.Equal([gifts], await Paths(shop));
        Assert.Equal([Stamp(), Member(one)], await Set(product));
    }

    [Fact]
    public async Task change_on_every_node_although_no_message_comes_through()
    {
        var (one, other) = (await merchant.Category(gifts), await merchant.Category(kitchen));
        var product = await Publish(one);
        await Everywhere([gifts]);

        await Put(product, one, other);
        await Everywhere([kitchen, gifts]);

        await Merchant.Ok(await shop.Admin(HttpMethod.Put, $"/v1/admin/categories/{other}", new { slug = kitchen, name = "Kitchen", parent = one }));
        await Everywhere([gifts, $"{gifts}/{kitchen}"]);

        await Merchant.Ok(await shop.Admin(HttpMethod.Post, $"/v1/admin/categories/{other}/archive"));
        await Everywhere([gifts]);
    }

    [Fact]
    public async Task are_the_same_without_redis()
    {
        await Publish(await merchant.Category(gifts));
        await using var without = await Shop.With(("ConnectionStrings:redis", "127.0.0.1:1,connectRetry=0"));

        Assert.Equal([gifts], await Paths(Shop.On(without)));
    }

    [Fact]
    public async Task of_no_product_are_none()
    {
        var answer = await Ask(shop);

        Assert.Equal((HttpStatusCode.NotFound, "catalog.product_unknown"), (answer.StatusCode, await Merchant.Code(answer)));
    }

    private IDatabase Redis => nodes.First.Services.Peek();

    private async Task<HashSet<RedisValue>> Set(string product) => [.. await Redis.SetMembersAsync(Key(product))];

    private static RedisKey Key(string product) => Keys.Application.Categories(Guid.Parse(product));

    private static RedisValue Member(string category) => Guid.Parse(category).ToString("N");

    private RedisValue Stamp() =>
        nodes.First.Services.GetRequiredService<ICatalog>().Current.TryPublished(slug, out var product) ? $"={product.Version}" : throw new InvalidOperationException("It is not published.");

    private Task<string> Publish(params string[] categories)
    {
        var product = Merchant.Shirt(slug, "S");
        product["categories"] = categories;
        return merchant.Published(product);
    }

    private async Task Put(string product, params string[] categories) =>
        await Merchant.Ok(await shop.Admin(HttpMethod.Put, $"/v1/admin/products/{product}",
            new { slug, title = "Shirt", description = "", tags = Array.Empty<string>(), categories, collections = Array.Empty<Guid>(), images = Array.Empty<object>() }));

    /// <summary>At once on the node that was told, and on the one nobody tells once it has looked.</summary>
    private async Task Everywhere(string[] paths)
    {
        Assert.Equal(paths, await Paths(shop));
        await Eventually.True(async () => (await Paths(silent)).SequenceEqual(paths));
        Assert.Equal(paths, await Paths(shop));
    }

    private Task<HttpResponseMessage> Ask(Shop at) => at.Send(HttpMethod.Get, $"/v1/products/{slug}/categories");

    /// <summary>The slugs on the way to each; nothing while the node does not know the product.</summary>
    private async Task<string[]> Paths(Shop at) =>
        await Ask(at) is { IsSuccessStatusCode: true } answer
            ? [.. (await Shop.Json(answer)).GetProperty("items").EnumerateArray()
                .Select(category => string.Join('/', category.GetProperty("path").EnumerateArray().Select(step => step.GetProperty("slug").GetString())))]
            : [];
}
