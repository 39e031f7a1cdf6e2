using Commerce.Integration.Support;
using StackExchange.Redis;

namespace Commerce.Integration.Deploy;

/// <summary>A real server reads what is shipped, and does what it says.</summary>
public class RedisConfigurationSpecs
{
    [NeedsRedisServerFact]
    public async Task keeps_what_it_has_and_throws_nothing_away()
    {
        await using var server = await ShippedServer.Start("redis.conf");

        foreach (var (name, value) in new[]
        {
            ("appendonly", "yes"), ("appendfsync", "everysec"), ("aof-load-truncated", "yes"), ("min-replicas-to-write", "1"), ("min-replicas-max-lag", "5"),
            ("maxmemory-policy", "noeviction"), ("maxmemory", "2147483648"), ("protected-mode", "yes"), ("databases", "1"),
        })
            Assert.Equal(value, await server.Setting(name));
    }

    [NeedsRedisServerFact]
    public async Task takes_no_writes_until_it_has_a_replica()
    {
        await using var primary = await ShippedServer.Start("redis.conf", null, "--repl-diskless-sync-delay", "0");
        var refused = await Assert.ThrowsAsync<RedisServerException>(() => primary.Do("SET", "a", "1"));
        Assert.StartsWith("NOREPLICAS", refused.Message, StringComparison.Ordinal);

        await using var replica = await ShippedServer.Start("redis.conf", null, "--replicaof", $"127.0.0.1 {primary.Port}");

        await Eventually.True(async () =>
        {
            try
            {
                return (string?)await primary.Do("SET", "a", "1") == "OK";
            }
            catch (RedisServerException)
            {
                return false;
            }
        });
        await Eventually.True(async () => $"{await replica.Do("INFO", "replication")}".Contains("master_link_status:up", StringComparison.Ordinal));
    }

    [NeedsRedisServerFact]
    public async Task makes_a_server_of_a_cluster_that_refuses_no_more_than_its_own_shard()
    {
        await using var server = await ShippedServer.Start("cluster.conf");

        Assert.Contains("cluster_enabled:1", $"{await server.Do("INFO", "cluster")}", StringComparison.Ordinal);
        Assert.Equal(("no", "5000", "yes"), (await server.Setting("cluster-require-full-coverage"), await server.Setting("cluster-node-timeout"), await server.Setting("appendonly")));
    }

    [NeedsRedisServerFact]
    public async Task makes_a_sentinel_that_watches_the_primary()
    {
        await using var primary = await ShippedServer.Start("redis.conf");
        await using var sentinel = await ShippedServer.Start("sentinel.conf", text => text.Replace("redis-1 6379", $"127.0.0.1 {primary.Port}", StringComparison.Ordinal), "--sentinel");

        var watched = ((string[])(await sentinel.Do("SENTINEL", "MASTER", "commerce"))!).Chunk(2).ToDictionary(pair => pair[0], pair => pair[1]);

        Assert.Equal(($"{primary.Port}", "2", "5000", "60000"), (watched["port"], watched["quorum"], watched["down-after-milliseconds"], watched["failover-timeout"]));
    }

    [Theory]
    [InlineData("redis.conf")]
    [InlineData("sentinel.conf")]
    [InlineData("cluster.conf")]
    public void says_the_reason_for_each_line(string file)
    {
        var hasReason = false;
        foreach (var line in Deployment.Text("redis", file).Split('\n').Skip(2).Select(line => line.Trim()))
        {
            hasReason = line.StartsWith('#') || (hasReason && line.Length > 0);
            Assert.True(hasReason || line.Length == 0 || line.StartsWith("bind", StringComparison.Ordinal) || line.StartsWith("port", StringComparison.Ordinal) || line.StartsWith("include", StringComparison.Ordinal)
                || line.StartsWith("cluster-enabled", StringComparison.Ordinal), $"{file}: '{line}' has no reason");
        }
    }
}
