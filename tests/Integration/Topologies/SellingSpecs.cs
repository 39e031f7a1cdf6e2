using Commerce.Application.Inventory;
using Commerce.Infrastructure.Redis;
using Commerce.Integration.Carts;
using Commerce.Integration.Checkouts;
using Commerce.Integration.Faults;
using Commerce.Integration.Support;
using Commerce.Integration.Support.Faults;
using Commerce.Integration.Support.Topologies;
using Microsoft.Extensions.DependencyInjection;
using Xunit.Abstractions;

namespace Commerce.Integration.Topologies;

[Collection(AloneCollection.Name)]
public class SellingSpecs(ITestOutputHelper output)
{
    private const int Shoppers = 8;

    /// <summary>And goes on while slots move from where the goods are, and back; readiness speaks of every primary.</summary>
    [NeedsRedisServerFact]
    public async Task a_cluster_sells_while_its_slots_move_and_each_of_its_primaries_is_asked_for_its_health()
    {
        await using var redis = await RedisCluster.Start();
        var postgres = await TestDatabase.Create((await Backends.Running.Value).Postgres);
        await using var web = await WebProcess.Start(postgres, redis.ConnectionString);
        await using var node = await Shop.With(("ConnectionStrings:postgres", postgres), ("ConnectionStrings:redis", redis.ConnectionString));
        var shop = Shop.At(web.Http.BaseAddress!);
        await Topology.Sells(shop);
        var variant = await Basket.Goods(shop, stock: 1_000);
        var shoppers = await Task.WhenAll(Enumerable.Range(0, Shoppers).Select(async _ => new Shopping(await new Basket(shop).With(variant), isOfTheLost: false)));
        var holding = new Holding(node.Services.GetRequiredService<IInventory>(), variant);
        using var closing = new CancellationTokenSource();
        var trade = Task.WhenAll([.. shoppers.Select(shopper => shopper.Go(closing.Token)), holding.Go(closing.Token)]);
        await Eventually.True(() => shoppers.All(shopper => shopper.InARow > 5) && holding.Made > 5);

        var one = await redis.PrimaryOf($"{Keys.Inventory.Variant(variant)}");
        var other = await redis.OtherThan(one);
        await redis.Reshard(one, other, 2_000);
        await redis.Reshard(other, one, 2_000);
        await Topology.Sells(shop);
        await closing.CancelAsync();
        await trade;

        output.WriteLine($"slowest answer {shoppers.Max(shopper => shopper.Slowest)} ms, slowest hold {holding.Slowest} ms of {holding.Made}");
        Assert.Empty(shoppers.SelectMany(shopper => shopper.Strange).Concat(holding.Refused));
        Assert.All(shoppers, shopper => Assert.Equal(0, shopper.Refused));
        Assert.Equal(shoppers.Select(shopper => shopper.Asked), await Task.WhenAll(shoppers.Select(shopper => shopper.Kept())));
        await Topology.Agrees(shop);

        using var health = await web.Http.GetAsync("/health/ready");
        Assert.Equal("3", Till.Of((await Shop.Json(health)).GetProperty("checks").GetProperty("redis").GetProperty("figures"), "servers"));
        await (await redis.PrimaryOf("anything")).Do("CONFIG", "SET", "maxmemory-policy", "allkeys-lru");
        Assert.Contains("allkeys-lru", Till.Of((await Shop.Json(await web.Http.GetAsync("/health/ready"))).GetProperty("checks").GetProperty("redis"), "note"), StringComparison.Ordinal);
    }
}
