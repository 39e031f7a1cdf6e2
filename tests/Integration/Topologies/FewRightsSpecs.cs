using Commerce.Host.Backends;
using Commerce.Infrastructure.Redis;
using Commerce.Integration.Catalog;
using Commerce.Integration.Checkouts;
using Commerce.Integration.Operations;
using Commerce.Integration.Support;
using Commerce.Integration.Support.Faults;
using StackExchange.Redis;

namespace Commerce.Integration.Topologies;

/// <summary>The shop's user of Redis may do what the shop does, which every spec shows by passing, and nothing else.</summary>
public class FewRightsSpecs
{
    [NeedsRedisServerTheory]
    [InlineData("FLUSHALL")]
    [InlineData("FLUSHDB")]
    [InlineData("KEYS", "*")]
    [InlineData("CONFIG", "GET", "requirepass")]
    [InlineData("CONFIG", "SET", "maxmemory", "1")]
    [InlineData("ACL", "LIST")]
    [InlineData("ACL", "SETUSER", "app", "+@all")]
    [InlineData("SCRIPT", "FLUSH")]
    [InlineData("CLIENT", "LIST")]
    [InlineData("REPLICAOF", "NO", "ONE")]
    [InlineData("SHUTDOWN")]
    [InlineData("GET", "foreign:key")]
    [InlineData("SET", "inventory:other:{mug}", "1")]
    [InlineData("DEL", "another-shop:cart:session:{token}")]
    [InlineData("EVAL", "return redis.call('GET', KEYS[1])", "1", "foreign:key")]
    [InlineData("EVAL", "return redis.call('FLUSHALL')", "0")]
    [InlineData("EVAL", "return redis.call('GET', 'foreign:key')", "0")]
    [InlineData("PUBLISH", "foreign:channel", "news")]
    public async Task the_shop_is_refused(string command, params string[] arguments)
    {
        await using var redis = await Connect(await RedisAccounts.App((await Backends.Running.Value).Redis, null));

        var refusal = await Assert.ThrowsAnyAsync<RedisServerException>(() => redis.GetServers()[0].ExecuteAsync(command, [.. arguments]));

        Assert.Matches("NOPERM|The user executing the script can't", refusal.Message);
    }

    [NeedsRedisServerFact]
    public async Task the_shop_hears_its_own_channels_only()
    {
        await using var redis = await Connect(await RedisAccounts.App((await Backends.Running.Value).Redis, null));

        await redis.GetSubscriber().SubscribeAsync(Keys.Catalog.Changes);
        await Assert.ThrowsAnyAsync<RedisServerException>(() => redis.GetSubscriber().SubscribeAsync(RedisChannel.Literal("foreign:channel")));
    }

    /// <summary>The server keeps a list of what it has refused.</summary>
    [NeedsRedisServerFact]
    public async Task nothing_the_shop_does_is_refused_from_the_cart_to_a_rebuild()
    {
        await using var shop = await OwnShop.Open();

        await Topology.Sells(shop.Shop);
        await Merchant.Ok(await shop.Shop.Admin(HttpMethod.Post, "/v1/admin/redis/rebuild", new { }));
        await Topology.Agrees(shop.Shop);

        Assert.Empty(await shop.Redis.Denied());
    }

    [NeedsRedisServerFact]
    public async Task what_the_command_prints_is_what_a_server_takes_and_tells_nobody_a_password()
    {
        await using var redis = await LocalRedis.Start();
        var file = Path.Combine((await LocalServers.Folder).Location, $"{Guid.NewGuid():N}.password");
        await File.WriteAllTextAsync(file, "kept-in-a-file\n");

        var (status, output) = await Print(("Redis__KeyPrefix", "one[1]:"), ("Redis__Acl__app__PasswordFile", file), ("Redis__Acl__admin__Password", "kept-in-the-environment"));

        Assert.Equal(0, status);
        Assert.DoesNotContain("kept-in", output, StringComparison.Ordinal);
        Assert.Contains("monitor is off", output, StringComparison.Ordinal);
        foreach (var line in output.Split('\n').Where(line => line.StartsWith("user ", StringComparison.Ordinal)))
            await Own(redis, "ACL", ["SETUSER", .. line.Split(' ')[1..]]);

        await using var app = await Connect($"127.0.0.1:{redis.Port},user=app,password=kept-in-a-file");
        await using var admin = await Connect($"127.0.0.1:{redis.Port},user=admin,password=kept-in-the-environment");
        Assert.Equal("OK", $"{await app.GetServers()[0].ExecuteAsync("SET", "one[1]:idempotency:{a}", "1")}");
        await Assert.ThrowsAnyAsync<RedisServerException>(() => app.GetServers()[0].ExecuteAsync("SET", "one1:idempotency:{a}", "1"));
        Assert.Equal("1", $"{await admin.GetServers()[0].ExecuteAsync("GET", "one[1]:idempotency:{a}")}");
        await Assert.ThrowsAnyAsync<RedisServerException>(() => admin.GetServers()[0].ExecuteAsync("GET", "two:idempotency:{a}"));
        await Assert.ThrowsAnyAsync<RedisException>(() => Connect($"127.0.0.1:{redis.Port},user=monitor,password=anything"));
    }

    [NeedsRedisServerFact]
    public async Task whoever_watches_sees_figures_and_no_keys()
    {
        await using var redis = await LocalRedis.Start();
        var line = (await Print(("Redis__Acl__monitor__Password", "seen"))).Output.Split('\n').Single(line => line.StartsWith("user monitor on ", StringComparison.Ordinal));
        await Own(redis, "ACL", ["SETUSER", .. line.Split(' ')[1..]]);
        await using var monitor = await Connect($"127.0.0.1:{redis.Port},user=monitor,password=seen");

        Assert.Contains("used_memory", $"{await monitor.GetServers()[0].ExecuteAsync("INFO")}", StringComparison.Ordinal);
        foreach (var command in (string[])["GET", "TYPE", "DUMP"])
            await Assert.ThrowsAnyAsync<RedisServerException>(() => monitor.GetServers()[0].ExecuteAsync(command, "inventory:reserved:{mug}"));
    }

    private static Task<ConnectionMultiplexer> Connect(string redis) => ConnectionMultiplexer.ConnectAsync($"{redis},allowAdmin=true,tiebreaker=,configChannel=,setlib=false");

    private static async Task Own(LocalRedis redis, string command, object[] arguments)
    {
        await using var owner = await Connect(redis.ConnectionString);
        await owner.GetServers()[0].ExecuteAsync(command, arguments);
    }

    /// <summary>No server is asked, so none is told.</summary>
    private static Task<(int Status, string Output)> Print(params (string Name, string Value)[] settings) =>
        new Command(Environment.ProcessPath!, ["exec", Path.Combine(AppContext.BaseDirectory, "Commerce.Web.dll"), "redis", "acl"])
        {
            Folder = AppContext.BaseDirectory,
            Environment = new Dictionary<string, string>(settings.Select(setting => KeyValuePair.Create(setting.Name, setting.Value)))
            {
                ["ConnectionStrings__postgres"] = "Host=127.0.0.1;Port=9",
                ["ConnectionStrings__redis"] = "127.0.0.1:9",
                ["Access__SigningKey"] = Shop.SigningKey,
                ["PublicUrl"] = "http://127.0.0.1",
            },
        }.Run(CancellationToken.None);
}
