using System.Net;
using Commerce.Integration.Carts;
using Commerce.Integration.Catalog;
using Commerce.Integration.Checkouts;
using Commerce.Integration.Support;
using StackExchange.Redis;

namespace Commerce.Integration.Keyspace;

/// <summary>A server with no room left, under the policy the program asks for: it refuses to write and forgets nothing.</summary>
public class FullRedisSpecs : IAsyncLifetime
{
    private LocalRedis redis = null!;
    private ConnectionMultiplexer operators = null!;
    private Node node = null!;
    private Shop shop = null!;

    public async Task InitializeAsync()
    {
        redis = await LocalRedis.Start();
        operators = await ConnectionMultiplexer.ConnectAsync($"{redis.ConnectionString},allowAdmin=true");
        await Server.ConfigSetAsync("maxmemory-policy", "noeviction");
        node = await Shop.With(("ConnectionStrings:postgres", await TestDatabase.Create((await Backends.Running.Value).Postgres)), ("ConnectionStrings:redis", redis.ConnectionString));
        await node.Ready();
        shop = Shop.On(node);
    }

    public async Task DisposeAsync()
    {
        await node.DisposeAsync();
        await operators.DisposeAsync();
        await redis.DisposeAsync();
    }

    [NeedsRedisServerFact]
    public async Task loses_no_hold_and_no_cart_and_a_locked_checkout_goes_on_to_its_order()
    {
        var (mug, cup) = (await Basket.Goods(shop, stock: 5), await Basket.Goods(shop, stock: 5));
        var basket = await new Basket(shop).With(mug);
        var till = await new Till(shop, await new Basket(shop).With(mug, 2)).Locked();
        var held = await operators.GetDatabase().StringGetAsync($"inventory:reserved:{{{mug}}}");

        await Server.ConfigSetAsync("maxmemory", "1mb");

        var refused = await basket.Add(cup);
        Assert.Equal((HttpStatusCode.ServiceUnavailable, "redis_unavailable"), (refused.StatusCode, await Merchant.Code(refused)));
        Assert.NotNull(refused.Headers.RetryAfter);
        Assert.Equal(HttpStatusCode.OK, (await shop.Send(HttpMethod.Get, $"/v1/products/{cup}")).StatusCode);
        await Merchant.Ok(await till.Pay());
        await till.Reaches("COMPLETED");
        Assert.Equal(2, held);
        Assert.Equal("0", await Evicted());

        await Server.ConfigSetAsync("maxmemory", "0");

        await Eventually.True(async () => (await basket.Add(cup, 1, ("Idempotency-Key", "cup"))).IsSuccessStatusCode);
        Assert.Equal("Mug 1, Mug 1", await basket.Lines());
        await Eventually.True(async () => await till.Stock(mug) == (3, 0));
    }

    private IServer Server => operators.GetServers()[0];

    private async Task<string> Evicted() => (await Server.InfoAsync("stats")).SelectMany(section => section).Single(figure => figure.Key == "evicted_keys").Value;
}
