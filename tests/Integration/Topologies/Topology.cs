using Commerce.Integration.Carts;
using Commerce.Integration.Catalog;
using Commerce.Integration.Checkouts;
using Commerce.Integration.Support;
using Commerce.Integration.Support.Faults;
using Commerce.Integration.Support.Topologies;

namespace Commerce.Integration.Topologies;

/// <summary>What every topology must be good for.</summary>
internal static class Topology
{
    /// <summary>The program on these servers, with a database of its own.</summary>
    public static async Task<WebProcess> Open(IRedisTopology redis) => await WebProcess.Start(await TestDatabase.Create((await Backends.Running.Value).Postgres), redis.ConnectionString);

    /// <summary>From the cart to the order, and the books agree.</summary>
    public static async Task Sells(Shop shop)
    {
        var variant = await Basket.Goods(shop, stock: 5);
        var basket = await new Basket(shop).With(variant, 2);
        await Eventually.True(async () => (await new Till(shop, basket).Start()).IsSuccessStatusCode);
        var till = new Till(shop, await new Basket(shop).With(variant));

        Assert.Equal("COMPLETED", Till.Of(await Shop.Json(await Merchant.Ok(await till.Buy())), "state"));
        await Eventually.True(async () => await till.Stock(variant) == (4, 2));
        await Agrees(shop);
    }

    public static Task Agrees(Shop shop) => Eventually.True(async () =>
        await shop.Admin(HttpMethod.Get, "/v1/admin/redis/verification") is { IsSuccessStatusCode: true } answer && (await Shop.Json(answer)).GetProperty("agrees").GetBoolean());
}
