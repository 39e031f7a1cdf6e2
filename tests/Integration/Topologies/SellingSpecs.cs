using Commerce.Integration.Checkouts;
using Commerce.Integration.Faults;
using Commerce.Integration.Support;
using Commerce.Integration.Support.Faults;
using Commerce.Integration.Support.Topologies;

namespace Commerce.Integration.Topologies;

[Collection(FaultsCollection.Name)]
public class SellingSpecs
{
    /// <summary>And readiness speaks of every primary.</summary>
    [NeedsRedisServerFact]
    public async Task a_cluster_sells_and_each_of_its_primaries_is_asked_for_its_health()
    {
        await using var redis = await RedisCluster.Start();
        await using var web = await Topology.Open(redis);

        await Topology.Sells(Shop.At(web.Http.BaseAddress!));

        using var health = await web.Http.GetAsync("/health/ready");
        Assert.Equal("3", Till.Of((await Shop.Json(health)).GetProperty("checks").GetProperty("redis").GetProperty("figures"), "servers"));
        await (await redis.PrimaryOf("anything")).Do("CONFIG", "SET", "maxmemory-policy", "allkeys-lru");
        Assert.Contains("allkeys-lru", Till.Of((await Shop.Json(await web.Http.GetAsync("/health/ready"))).GetProperty("checks").GetProperty("redis"), "note"), StringComparison.Ordinal);
    }
}
