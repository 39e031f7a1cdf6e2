using System.Runtime.CompilerServices;
using Commerce.Infrastructure.Redis;
using Commerce.Integration.Carts;
using Commerce.Integration.Catalog;
using Commerce.Integration.Checkouts;
using Commerce.Integration.Support;
using Commerce.Integration.Support.Faults;
using StackExchange.Redis;

namespace Commerce.Integration.Monitoring;

/// <summary>
/// A shop as a process of its own, to which everything happens that an operator wants to see: it sells, refuses, forgets, drifts, loses Redis, and Redis has to evict. What <c>/metrics</c> says
/// is kept, once as it was without Redis and once at the end.
/// </summary>
public sealed class ObservedShop : IAsyncLifetime
{
    private LocalRedis redis = null!;
    private WebProcess web = null!;
    private Shop shop = null!;

    internal Exposition WithoutRedis { get; private set; } = new("");

    internal Exposition AtTheEnd { get; private set; } = new("");

    internal string Server => $"server=\"127.0.0.1:{redis.Port}\"";

    /// <summary>As the program answers now.</summary>
    internal async Task<Exposition> Look() => new(await web.Http.GetStringAsync("/metrics"));

    public async Task InitializeAsync()
    {
        redis = await LocalRedis.Start();
        web = await WebProcess.Start(
            await TestDatabase.Create((await Backends.Running.Value).Postgres), redis.ConnectionString,
            ("Redis:AuditSeconds", "0.2"), ("Redis:TimeoutMilliseconds", "500"), ("Telemetry:SampleSeconds", "1"),
            ("Limits:LogIn:Quota", "1"), ("Limits:Variant:AtOnce", "1"), ("Limits:Variant:WaitMilliseconds", "0"),
            ("Redis:Ttl:CheckoutLock", "1"), ("Redis:Ttl:InventoryReservation", "2"), ("Redis:Ttl:InventoryReservationLongest", "2"));
        shop = Shop.At(web.Http.BaseAddress!);
        await web.Ready();

        var mug = await Sell();
        await Refuse(mug);
        await Drift(mug);
        await Forget();
        await LoseRedis(mug);
        await Evict();
        AtTheEnd = await Look();
    }

    public async Task DisposeAsync()
    {
        shop.Http.Dispose();
        await web.DisposeAsync();
        await redis.DisposeAsync();
    }

    /// <summary>An order; a hold that nobody comes back for; one page of products, asked for twice.</summary>
    private async Task<string> Sell()
    {
        var mug = await Basket.Goods(shop);
        await Eventually.True(async () => (await new Till(shop, await new Basket(shop).With(mug)).Buy()).IsSuccessStatusCode);
        await Merchant.Ok(await new Till(shop, await new Basket(shop).With(mug)).Start());
        await Merchant.Ok(await shop.Send(HttpMethod.Get, "/v1/products"));
        await Merchant.Ok(await shop.Send(HttpMethod.Get, "/v1/products"));
        return mug;
    }

    /// <summary>A payment whose goods are gone, a client that asks too often, a variant that too many want.</summary>
    private async Task Refuse(string mug)
    {
        var late = await Till.With(shop, stock: 1);
        await late.Locked();
        await Merchant.Ok(await shop.Admin(HttpMethod.Post, $"/v1/admin/inventory/{await late.Variant()}/adjustments", new { difference = -1, reason = "broken" }));
        Assert.Equal("inventory.sold_out", await Merchant.Code(await late.Pay()));

        var address = Addresses.Fresh();
        for (var i = 0; i < 2; i++)
            await shop.Send(HttpMethod.Post, "/v1/sessions", new { email = Shopper.FreshEmail(), password = "wrong password!" }, address);

        var tills = await Task.WhenAll(Enumerable.Range(0, 8).Select(async _ => new Till(shop, await new Basket(shop).With(mug))));
        await Seen(async () =>
        {
            await Task.WhenAll(tills.Select(till => till.Start()));
            return (await Look()).Of("commerce_holds_busy_total") > 0;
        });
    }

    private async Task Drift(string mug)
    {
        await redis.Do("HSET", (string)Keys.Inventory.Variant(mug)!, "on_hand", "7777");
        await Seen(async () => (await Look()).Of("commerce_redis_drift_total", "store=\"levels\"") > 0);
    }

    /// <summary>Holds and a key whose time is over. The audit of this shop looks so often that it may come before the sweep, so there is more than one.</summary>
    private async Task Forget()
    {
        var cap = await Basket.Goods(shop, "Cap", stock: 10_000);
        await redis.Do("SET", "short-lived", "1", "PX", "1");
        await Seen(async () => await new Till(shop, await new Basket(shop).With(cap)).Start() is { IsSuccessStatusCode: true } && await Look() is var now && now.Of("commerce_holds_swept_total") > 0 && now.Of("commerce_redis_keys_expired_total", Server) > 0);
    }

    /// <summary>First it does not answer, so that a call waits; then it is gone, and then it is back.</summary>
    private async Task LoseRedis(string mug)
    {
        await redis.Freeze();
        var waiting = new Basket(shop).Add(mug);
        await Seen(async () => (await Look()).Of("commerce_redis_connections", "state=\"active\"") > 0);
        await redis.Kill();
        await waiting;
        await Seen(async () =>
        {
            await new Basket(shop).Add(mug);
            WithoutRedis = await Look();
            return WithoutRedis.Of("commerce_redis_circuit", "layer=\"operational\"") == 2 && WithoutRedis.Of("commerce_redis_trusted") == 0 && WithoutRedis.Of("commerce_redis_memory_used_bytes") is null;
        });

        await redis.Restart();
        await Seen(async () => await Look() is var now && now.Of("commerce_redis_trusted") == 1 && now.Of("commerce_redis_memory_used_bytes", Server) > 0);
    }

    private async Task Evict()
    {
        await using var operators = await ConnectionMultiplexer.ConnectAsync($"{redis.ConnectionString},allowAdmin=true");
        await operators.GetServers()[0].ConfigSetAsync("maxmemory-policy", "allkeys-random");
        await operators.GetServers()[0].ConfigSetAsync("maxmemory", "3mb");
        await Seen(async () =>
        {
            for (var i = 0; i < 20; i++)
                await operators.GetDatabase().StringSetAsync($"ballast-{Guid.NewGuid():N}", new byte[100_000]);

            return (await Look()).Of("commerce_redis_keys_evicted_total", Server) > 0;
        });
    }

    /// <summary>The exporter keeps its answer for a moment, and figures of servers are asked for once a second.</summary>
    private async Task Seen(Func<Task<bool>> condition, [CallerMemberName] string step = "")
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (!await Eventually.Soon(condition))
            Assert.False(deadline.IsCancellationRequested, $"{step}: what it provokes is not seen:\n{await Commerce()}\n{web.Log}");
    }

    private async Task<string> Commerce() => string.Join('\n', (await web.Http.GetStringAsync("/metrics")).Split('\n')
        .Where(line => line.StartsWith("commerce_redis", StringComparison.Ordinal) && !line.Contains("_bucket", StringComparison.Ordinal)));
}
