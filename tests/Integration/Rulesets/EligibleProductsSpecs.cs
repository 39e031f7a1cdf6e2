using System.Net;
using Commerce.Application.Discounts;
using Commerce.Domain.Discounts;
using Commerce.Domain.Pricing;
using Commerce.Infrastructure.Redis;
using Commerce.Integration.Catalog;
using Commerce.Integration.Support;
using Microsoft.Extensions.DependencyInjection;

namespace Commerce.Integration.Rulesets;

public class EligibleProductsSpecs(OwnRulesets own) : IClassFixture<OwnRulesets>
{
    private readonly Shop shop = own.Shop;
    private readonly string tag = Merchant.Word()[..20];

    private string Code => $"p-{tag}";

    [Fact]
    public async Task are_those_of_the_target_page_by_page_on_every_node()
    {
        var ids = await Goods(5);
        await new Merchant(shop).Published(Merchant.Simple("Other", 100, "other"));
        await Publish();
        var other = await own.Another();
        var alone = await own.Another(("ConnectionStrings:redis", "127.0.0.1:9,connectTimeout=200"));

        foreach (var node in new[] { shop, other, alone })
        {
            await Eventually.True(async () => (await node.Send(HttpMethod.Get, Path)).IsSuccessStatusCode);
            Assert.Equal(ids.Order(), await All(node, limit: 2));
        }
    }

    [Fact]
    public async Task are_found_out_before_anybody_asks()
    {
        await Goods(1);
        await Publish();

        await Eventually.True(() => shop.Services.Peek().KeyExistsAsync(Keys.Discounts.Eligibility(Code)));
    }

    [Fact]
    public async Task follow_the_catalogue_and_the_rules()
    {
        var ids = await Goods(2);
        await Publish();
        await All(shop, 10);

        await Merchant.Ok(await new Merchant(shop).Do(ids[0], "unpublish"));
        Assert.Equal([ids[1]], await All(shop, 10));

        await shop.Publish(DiscountContent.Empty);
        Assert.Equal(HttpStatusCode.NotFound, (await shop.Send(HttpMethod.Get, Path)).StatusCode);
    }

    [Fact]
    public async Task of_a_promotion_that_wants_a_coupon_or_is_not_in_force_are_nobodys_business()
    {
        await Goods(1);
        foreach (var rule in new[] { Rule with { Coupons = new(["SECRET"]) }, Rule with { From = DateTimeOffset.MaxValue.AddDays(-1) }, Rule with { To = DateTimeOffset.UnixEpoch } })
        {
            await shop.Publish(new DiscountContent([rule]));
            Assert.Equal(HttpStatusCode.NotFound, (await shop.Send(HttpMethod.Get, Path)).StatusCode);
        }
    }

    [Fact]
    public async Task are_the_same_after_redis_came_back_empty()
    {
        var ids = await Goods(3);
        await Publish();
        await All(shop, 10);
        await own.Forget(Keys.Discounts.Eligibility(Code));

        var late = await own.Another();

        Assert.Equal(ids.Order(), await All(late, 10));
    }

    [Fact]
    public async Task are_looked_for_by_one_node_and_once_however_many_ask()
    {
        Shop[] nodes = [shop, await own.Another(), await own.Another()];
        var (looked, found) = (0, Guid.NewGuid());

        var answers = await Task.WhenAll(Enumerable.Range(0, 60).Select(i => nodes[i % nodes.Length].Services.GetRequiredService<IEligibleSets>().Get(
            Code, "1.1",
            () =>
            {
                Interlocked.Increment(ref looked);
                return [found];
            },
            default)));

        Assert.Equal(1, looked);
        Assert.All(answers, answer => Assert.Equal([found], answer));
    }

    private string Path => $"/v1/discounts/{Code}/products";

    private DiscountRule Rule => new(Code, "Sale", new DiscountEffect.ItemPercent(1000), ProductSelector.Everything with { Tags = [tag] }, DiscountConditions.Always);

    private Task Publish() => shop.Publish(new DiscountContent([Rule]));

    private async Task<string[]> Goods(int count) => await Task.WhenAll(Enumerable.Range(0, count).Select(_ => new Merchant(shop).Published(Merchant.Simple("Thing", 100, tag))));

    private async Task<IReadOnlyList<string>> All(Shop node, int limit)
    {
        var (seen, cursor) = (new List<string>(), "");
        do
        {
            var page = await Shop.Json(await Merchant.Ok(await node.Send(HttpMethod.Get, $"{Path}?limit={limit}{cursor}")));
            seen.AddRange(page.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("productId").GetString()!));
            cursor = page.GetProperty("next").GetString() is { } next ? $"&cursor={next}" : null;
        }
        while (cursor is not null);

        return [.. seen.Order()];
    }
}
