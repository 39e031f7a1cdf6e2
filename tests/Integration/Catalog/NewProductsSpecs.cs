using System.Net;
using System.Text.Json;
using Commerce.Application.Catalog;
using Commerce.Infrastructure.Redis;
using Commerce.Integration.Support;
using Microsoft.Extensions.DependencyInjection;

namespace Commerce.Integration.Catalog;

public class NewProductsSpecs(Shop shop) : IClassFixture<Shop>
{
    private readonly string slug = Merchant.Word();
    private readonly Merchant merchant = new(shop);

    [Fact]
    public async Task of_a_category_come_latest_first_and_from_below_it_too()
    {
        var top = await merchant.Category(slug);
        var below = await merchant.Category(Merchant.Word(), top);
        await Publish("First", top);
        await Publish("Second", below);
        await Publish("Third", top);

        Assert.Equal(["Third", "Second", "First"], Titles(await New()));
        Assert.Equal(["Third", "Second"], Titles(await New("?limit=2")));
    }

    [Fact]
    public async Task can_be_asked_for_since_an_instant()
    {
        var category = await merchant.Category(slug);
        await Publish("Before", category);
        var seen = (await New())[0].GetProperty("publishedAt").GetDateTimeOffset();
        await Publish("Since", category);

        Assert.Equal(["Since"], Titles(await New($"?since={Uri.EscapeDataString(seen.ToString("O"))}")));
    }

    [Fact]
    public async Task are_those_of_this_moment_whatever_lies_in_redis()
    {
        var category = await merchant.Category(slug);
        var gone = await Publish("Gone", category);
        await Publish("There", category);
        Assert.Equal(["There", "Gone"], Titles(await New()));
        await Merchant.Ok(await merchant.Do(gone, "unpublish"));

        Assert.Equal(["There"], Titles(await New()));
        await Publish("Another", category);
        Assert.Equal(["Another", "There"], Titles(await New()));
    }

    [Fact]
    public async Task are_kept_for_two_hours_and_no_more_than_a_hundred_of_each_category()
    {
        var category = Guid.Parse(await merchant.Category(slug));
        await Parallel.ForAsync(0, IRecentProducts.Most + 3, async (number, _) => await Publish($"No. {number}", category.ToString()));
        var redis = shop.Services.Peek();

        Assert.Equal(IRecentProducts.Most, (await New("?limit=100")).Length);

        // The stamp is one of them.
        Assert.Equal(IRecentProducts.Most + 1, await redis.SortedSetLengthAsync(Keys.Application.Recent(category)));
        Assert.InRange((await redis.KeyTimeToLiveAsync(Keys.Application.Recent(category)))!.Value, TimeSpan.FromMinutes(110), TimeSpan.FromHours(2));
    }

    [Fact]
    public async Task are_the_same_without_redis()
    {
        var category = await merchant.Category(slug);
        await Publish("First", category);
        await Publish("Second", category);
        await using var without = await Shop.With(("ConnectionStrings:redis", "127.0.0.1:1,connectRetry=0"));

        Assert.Equal((await New()).Select(product => product.ToString()), (await New("", Shop.On(without))).Select(product => product.ToString()));
    }

    [Fact]
    public async Task of_no_category_are_none() =>
        Assert.Equal((HttpStatusCode.NotFound, "catalog.category_unknown"), await Refused($"/v1/categories/{slug}/new-products"));

    private async Task<(HttpStatusCode, string?)> Refused(string path)
    {
        var answer = await shop.Send(HttpMethod.Get, path);
        return (answer.StatusCode, await Merchant.Code(answer));
    }

    private Task<string> Publish(string title, string category)
    {
        var product = Merchant.Simple(title, 100);
        product["categories"] = new[] { category };
        return merchant.Published(product);
    }

    private async Task<JsonElement[]> New(string query = "", Shop? at = null) =>
        [.. (await Shop.Json(await Merchant.Ok(await (at ?? shop).Send(HttpMethod.Get, $"/v1/categories/{slug}/new-products{query}")))).GetProperty("items").EnumerateArray()];

    private static string[] Titles(JsonElement[] products) => [.. products.Select(product => product.GetProperty("title").GetString()!)];
}
