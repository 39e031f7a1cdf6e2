using System.Net;
using Commerce.Infrastructure.Redis.Connections;
using Commerce.Integration.Carts;
using Commerce.Integration.Catalog;
using Commerce.Integration.Checkouts;
using Commerce.Integration.Support;
using Commerce.Integration.Support.Faults;
using Microsoft.Extensions.DependencyInjection;
using Polly.CircuitBreaker;

namespace Commerce.Integration.Operations;

/// <summary>
/// Redis fails in all the ways it can, in the middle of the trade. Whatever it is: prices are shown, what needs Redis is refused with a reason and the advice to come again, who is about to pay gets the order,
/// a payment that ends without a browser gets it too, and when Redis is back it is brought up to date and the trade goes on.
/// </summary>
public class DegradedRedisSpecs
{
    private static readonly (string, string?) Audited = ("Redis:AuditSeconds", "600");

    [NeedsRedisServerFact]
    public async Task goes_on_when_redis_is_killed_and_starts_again()
    {
        await using var shop = await OwnShop.Open(Audited);
        await Survives(shop, redis => redis.Kill(), redis => redis.Restart(), cartsAreRead: false);
    }

    [NeedsRedisServerFact]
    public async Task goes_on_when_redis_freezes_and_thaws()
    {
        await using var shop = await OwnShop.Open(Audited);
        await Survives(shop, redis => redis.Freeze(), redis => redis.Thaw(), cartsAreRead: false);
    }

    [NeedsRedisServerFact]
    public async Task goes_on_when_redis_takes_no_writes_for_want_of_a_replica()
    {
        await using var shop = await OwnShop.Open(Audited);
        await Survives(shop, redis => redis.Do("CONFIG", "SET", "min-replicas-to-write", 1), redis => redis.Do("CONFIG", "SET", "min-replicas-to-write", 0), cartsAreRead: true);
    }

    [NeedsRedisServerFact]
    public async Task goes_on_when_redis_becomes_a_replica_and_is_promoted_again()
    {
        await using var shop = await OwnShop.Open(Audited);
        await Survives(shop, redis => redis.Do("REPLICAOF", "127.0.0.1", "1"), redis => redis.Promote(), cartsAreRead: true);
    }

    [NeedsRedisServerFact]
    public async Task goes_on_when_the_last_writes_never_reached_the_disk()
    {
        await using var shop = await OwnShop.Open(Audited);
        await Survives(shop, redis => redis.LoseTail(700), redis => redis.Restart(), cartsAreRead: false);
    }

    [NeedsRedisServerFact]
    public async Task goes_on_when_the_way_to_redis_is_slower_than_anybody_waits()
    {
        await using var redis = await LocalRedis.Start();
        await using var wire = TcpProxy.To(redis.Port);
        await using var shop = await OwnShop.Open(Audited, ("ConnectionStrings:redis", redis.ConnectionString.Replace($":{redis.Port}", $":{wire.Port}", StringComparison.Ordinal)));
        await Survives(shop, _ => Slow(wire, 1_500), _ => Slow(wire, 0), cartsAreRead: false);
    }

    [NeedsRedisServerFact]
    public async Task asks_a_dead_redis_nothing_while_the_circuit_is_open()
    {
        await using var shop = await OwnShop.Open();
        var (connections, circuit) = (shop.Services.GetRequiredService<RedisConnections>(), shop.Services.GetRequiredKeyedService<CircuitBreakerStateProvider>(RedisLayer.Operational));
        await shop.Redis.Kill();
        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => new Basket(shop.Shop).Send(HttpMethod.Get, "/v1/cart", null, ("Cart-Token", Guid.NewGuid().ToString("N")))));

        await Eventually.True(async () =>
        {
            var (before, asked) = (circuit.CircuitState, 0);
            await Assert.ThrowsAsync<Application.Pipeline.DependencyUnavailableException>(() => connections.Run(
                database =>
                {
                    asked++;
                    return database.PingAsync();
                },
                default));

            return before == CircuitState.Open && circuit.CircuitState == CircuitState.Open && asked == 0;
        });
    }

    private static async Task Survives(OwnShop shop, Func<LocalRedis, Task> fail, Func<LocalRedis, Task> heal, bool cartsAreRead)
    {
        var (paying, mug) = await shop.Locked(stock: 5, units: 2);
        var (challenged, _) = await shop.Locked();
        var challenge = (await Shop.Json(await Merchant.Ok(await challenged.Pay("tok_challenge")))).GetProperty("action").GetProperty("url").GetString()!;
        var basket = await new Basket(shop.Shop).With(mug);
        var other = await Basket.Goods(shop.Shop);

        await fail(shop.Redis);

        Assert.Equal(HttpStatusCode.OK, (await shop.Shop.Http.GetAsync("/v1/products")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await shop.Shop.Http.GetAsync($"/v1/products/{other}")).StatusCode);
        await Refused(await basket.Add(other));
        await Refused(await new Till(shop.Shop, basket).Start());
        Assert.Equal(cartsAreRead ? HttpStatusCode.OK : HttpStatusCode.ServiceUnavailable, (await basket.Send(HttpMethod.Get, "/v1/cart")).StatusCode);
        Assert.Equal("COMPLETED", Till.Of(await Shop.Json(await Merchant.Ok(await paying.Pay())), "state"));
        using (var approval = new FormUrlEncodedContent([new("decision", "approve")]))
            Assert.Equal(HttpStatusCode.OK, (await shop.Shop.Http.PostAsync(challenge, approval)).StatusCode);
        await challenged.Reaches("COMPLETED");

        await heal(shop.Redis);

        await Eventually.True(async () => (await new Till(shop.Shop, basket).Start()).IsSuccessStatusCode);
        Assert.Single((await basket.See()).GetProperty("lines").EnumerateArray());
        await Eventually.True(async () => await paying.Stock(mug) == (3, 1));
        await Eventually.True(async () =>
            await shop.Shop.Admin(HttpMethod.Get, "/v1/admin/redis/verification") is { IsSuccessStatusCode: true } report && (await Shop.Json(report)).GetProperty("agrees").GetBoolean());
    }

    private static async Task Refused(HttpResponseMessage answer)
    {
        Assert.Equal((HttpStatusCode.ServiceUnavailable, "redis_unavailable"), (answer.StatusCode, await Merchant.Code(answer)));
        Assert.NotNull(answer.Headers.RetryAfter);
    }

    private static Task Slow(TcpProxy wire, int milliseconds)
    {
        wire.Delay = TimeSpan.FromMilliseconds(milliseconds);
        return Task.CompletedTask;
    }
}
