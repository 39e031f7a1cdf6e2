using System.Net;
using Commerce.Application.Inventory;
using Commerce.Infrastructure.Redis;
using Commerce.Integration.Carts;
using Commerce.Integration.Catalog;
using Commerce.Integration.Support;
using Commerce.Integration.Support.Faults;
using Commerce.Integration.Support.Topologies;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Xunit.Abstractions;

namespace Commerce.Integration.Topologies;

/// <summary>
/// A primary freezes, and later another one dies, while eight shoppers fill their carts. The servers elect another; the program follows. Until then whoever needs the shard that is gone is told within
/// two seconds to come again, others notice nothing, and afterwards nobody is refused.
/// </summary>
[Collection(AloneCollection.Name)]
public class FailoverSpecs(ITestOutputHelper output)
{
    private const int Shoppers = 8;

    /// <summary>What is promised: an answer within this many milliseconds, whatever happens to Redis.</summary>
    private const int Bound = 2_000;

    [NeedsRedisServerFact]
    public async Task a_cluster_goes_on_without_those_it_loses()
    {
        await using var redis = await RedisCluster.Start();
        var postgres = await TestDatabase.Create((await Backends.Running.Value).Postgres);
        await using var web = await WebProcess.Start(postgres, redis.ConnectionString);
        await using var node = await Shop.With(("ConnectionStrings:postgres", postgres), ("ConnectionStrings:redis", redis.ConnectionString));
        var shop = Shop.At(web.Http.BaseAddress!);
        await Topology.Sells(shop);

        foreach (var (fail, heal) in Failures(redis))
        {
            var variant = await Basket.Goods(shop, stock: 1_000);
            var holding = new Holding(node.Services.GetRequiredService<IInventory>(), variant);
            var stays = await redis.PrimaryOf($"{Keys.Inventory.Variant(variant)}");
            await Logged(web, () => GoesOn(redis, shop, variant, stays, fail, heal, [holding.Go]));
            output.WriteLine($"holds in the other shards: {holding.Made}, slowest {holding.Slowest} ms");
            Assert.Empty(holding.Refused);
            Assert.InRange(holding.Slowest, 0, Bound);
        }

        await Told(postgres);
    }

    [NeedsRedisServerFact]
    public async Task a_sentinel_set_goes_on_without_those_it_loses()
    {
        await using var redis = await SentinelSet.Start();
        var postgres = await TestDatabase.Create((await Backends.Running.Value).Postgres);
        await using var web = await WebProcess.Start(postgres, redis.ConnectionString);
        var shop = Shop.At(web.Http.BaseAddress!);
        await Topology.Sells(shop);

        foreach (var (fail, heal) in Failures(redis))
            await Logged(web, async () => await GoesOn(redis, shop, await Basket.Goods(shop, stock: 1_000), null, fail, heal, []));

        await Told(postgres);
    }

    /// <summary>The servers are there and nobody tells where: the shop starts, shows what needs no Redis, and is ready when the first Sentinel answers.</summary>
    [NeedsRedisServerFact]
    public async Task starts_before_any_sentinel_answers()
    {
        await using var redis = await SentinelSet.Start();
        await redis.FreezeSentinels();
        await using var web = await WebProcess.Start(await TestDatabase.Create((await Backends.Running.Value).Postgres), redis.ConnectionString);
        var shop = Shop.At(web.Http.BaseAddress!);

        Assert.Equal(HttpStatusCode.OK, (await shop.Send(HttpMethod.Get, "/v1/products")).StatusCode);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await shop.Send(HttpMethod.Get, "/health/ready")).StatusCode);
        using var cart = await new Basket(shop).Send(HttpMethod.Get, "/v1/cart", null, ("Cart-Token", new string('A', 43)));
        Assert.Equal((HttpStatusCode.ServiceUnavailable, "redis_unavailable"), (cart.StatusCode, await Merchant.Code(cart)));

        await redis.ThawSentinels();

        await Eventually.True(async () => (await shop.Send(HttpMethod.Get, "/health/ready")).StatusCode is HttpStatusCode.OK);
        await Topology.Sells(shop);
    }

    /// <summary>What froze is thawed, and has to find out that it is no primary any more before the next is lost.</summary>
    private static IEnumerable<(Func<LocalRedis, Task> Fail, Func<LocalRedis, Task> Heal)> Failures(IRedisTopology redis) =>
    [
        (
            primary => primary.Freeze(),
            async primary =>
            {
                await primary.Thaw();
                await Eventually.True(redis.IsInStep, TimeSpan.FromMinutes(1));
            }
        ),
        (primary => primary.Kill(), _ => Task.CompletedTask),
    ];

    /// <param name="stays">This one does not fail: all goods are there.</param>
    /// <param name="others">What else goes on meanwhile.</param>
    private async Task GoesOn(
        IRedisTopology redis, Shop shop, string variant, LocalRedis? stays, Func<LocalRedis, Task> fail, Func<LocalRedis, Task> heal, IReadOnlyList<Func<CancellationToken, Task>> others)
    {
        var baskets = await Task.WhenAll(Enumerable.Range(0, Shoppers).Select(_ => new Basket(shop).With(variant)));
        var keepers = await Task.WhenAll(baskets.Select(basket => redis.PrimaryOf(Shopping.Key(basket))));
        var lost = keepers.First(keeper => keeper != stays);
        var shoppers = baskets.Zip(keepers, (basket, keeper) => new Shopping(basket, keeper == lost)).ToArray();
        using var closing = new CancellationTokenSource();
        var trade = Task.WhenAll([.. shoppers.Select(shopper => shopper.Go(closing.Token)), .. others.Select(other => other(closing.Token))]);
        await Eventually.True(() => shoppers.All(shopper => shopper.InARow > 5));

        await fail(lost);
        var before = shoppers.Select(shopper => shopper.Done).ToArray();
        await Eventually.True(() => shoppers.Any(shopper => shopper.Refused > 0));

        // Since the failure: whoever was waiting for an answer then has got one.
        await Eventually.True(() => shoppers.Zip(before, (shopper, done) => shopper.Done - done > 20 && shopper.InARow > 20).All(isServed => isServed));
        var refusedBefore = shoppers.Sum(shopper => shopper.Refused);
        await Topology.Sells(shop);
        Assert.Equal(refusedBefore, shoppers.Sum(shopper => shopper.Refused));
        await closing.CancelAsync();
        await trade;

        var unaffected = shoppers.Where(shopper => !shopper.IsOfTheLost).ToArray();
        output.WriteLine($"slowest answer {Slowest(shoppers)} ms, of others {Slowest(unaffected)} ms, refused {refusedBefore}, longest away {shoppers.Max(shopper => shopper.Away)} ms");
        Assert.Empty(shoppers.SelectMany(shopper => shopper.Strange));
        Assert.All(shoppers, shopper => Assert.InRange(shopper.Slowest, 0, Bound));
        Assert.All(unaffected, shopper => Assert.Equal(0, shopper.Refused));
        Assert.All(await Task.WhenAll(shoppers.Select(shopper => shopper.Kept())), units => Assert.InRange(units, 1, Shopping.Most));

        await heal(lost);
        await Topology.Agrees(shop);
        Assert.Empty((await Task.WhenAll(redis.Servers.Where(server => !server.HasEnded).Select(server => server.Denied()))).SelectMany(denied => denied));
    }

    /// <summary>When it does not hold, what the program says of it.</summary>
    private async Task Logged(WebProcess web, Func<Task> held)
    {
        try
        {
            await held();
        }
        catch
        {
            output.WriteLine(web.Log);
            throw;
        }
    }

    private static long Slowest(IEnumerable<Shopping> shoppers) => shoppers.Select(shopper => shopper.Slowest).DefaultIfEmpty().Max();

    /// <summary>Each is a fact in the log, with the time it took.</summary>
    private async Task Told(string postgres)
    {
        await using var source = NpgsqlDataSource.Create(postgres);
        await using var ask = source.CreateCommand("select (data ->> 'milliseconds')::bigint from mt_events where type = 'real_time_layer_failed_over' order by seq_id");
        var told = new List<long>();
        await using (var rows = await ask.ExecuteReaderAsync())
            while (await rows.ReadAsync())
                told.Add(rows.GetInt64(0));

        output.WriteLine($"failed over in {string.Join(", ", told)} ms");
        Assert.True(told.Count >= 2, "Two primaries were lost.");
        Assert.All(told, milliseconds => Assert.True(milliseconds > 0, "It took no time."));
    }
}
