using Commerce.Host.Backends;
using Commerce.Infrastructure.Redis.Acl;
using Commerce.Infrastructure.Redis.Connections;
using Commerce.Integration.Checkouts;
using Commerce.Integration.Faults;
using Commerce.Integration.RedisTools;
using Commerce.Integration.Support;
using Commerce.Integration.Support.Faults;
using Commerce.Integration.Support.Topologies;
using Microsoft.Extensions.Configuration;
using StackExchange.Redis;

namespace Commerce.Integration.Topologies;

/// <summary>A Redis that speaks TLS, asks for a client certificate and knows the shop by a name and a password of its own. Everything is said by settings.</summary>
[Collection(FaultsCollection.Name)]
public class SecureConnectionSpecs
{
    private const string Secret = "a-password-that-nobody-reads";

    [NeedsRedisServerFact]
    public async Task sells_over_tls_with_a_certificate_and_a_user_of_its_own_and_tells_nobody_the_password()
    {
        var (pem, port) = (await PemFiles.Make(), Ports.Free());
        await using var redis = await LocalRedis.Start(Lines(pem, port));
        var file = Path.Combine((await LocalServers.Folder).Location, "shop.password");
        await File.WriteAllTextAsync(file, $"{Secret}\n");
        await using var web = await WebProcess.Start(
            await TestDatabase.Create((await Backends.Running.Value).Postgres), $"127.0.0.1:{port}",
            [.. pem.Shop(), ("Redis:User", "shop"), ("Redis:PasswordFile", file), ("Logging:LogLevel:Default", "Trace")]);
        var shop = Shop.At(web.Http.BaseAddress!);

        await Topology.Sells(shop);

        using var health = await web.Http.GetAsync("/health/ready");
        Assert.Equal("Healthy", Till.Of((await Shop.Json(health)).GetProperty("checks").GetProperty("redis"), "status"));
        Assert.NotEqual("", web.Log);
        Assert.DoesNotContain(Secret, web.Log, StringComparison.Ordinal);
    }

    /// <summary>Everybody speaks TLS with everybody, and so does the tool that moves slots.</summary>
    [NeedsRedisServerFact]
    public async Task sells_over_tls_with_a_cluster_which_operators_reach_the_same_way()
    {
        await using var redis = await RedisCluster.Start(await PemFiles.Make());
        await using var web = await WebProcess.Start(await TestDatabase.Create((await Backends.Running.Value).Postgres), redis.ConnectionString, [.. redis.Settings]);

        await Topology.Sells(Shop.At(web.Http.BaseAddress!));

        var (status, output) = await Tools.Run(
            [("ConnectionStrings__redis", redis.ConnectionString), .. redis.Settings.Select(setting => (setting.Name.Replace(":", "__", StringComparison.Ordinal), setting.Value))],
            "redis", "cluster", "rebalance", "--json");
        Assert.True(status == 0, output);
        Assert.Equal(3, Tools.Json(output).GetProperty("shards").GetArrayLength());
    }

    [NeedsRedisServerFact]
    public async Task sells_over_tls_with_a_primary_that_sentinels_tell_over_tls()
    {
        await using var redis = await SentinelSet.Start(await PemFiles.Make());
        await using var web = await WebProcess.Start(await TestDatabase.Create((await Backends.Running.Value).Postgres), redis.ConnectionString, [.. redis.Settings]);

        await Topology.Sells(Shop.At(web.Http.BaseAddress!));
    }

    [NeedsRedisServerFact]
    public async Task believes_only_the_pinned_authority_and_the_right_name_and_is_believed_only_with_a_certificate()
    {
        var (pem, others, port, misnamed) = (await PemFiles.Make(), await PemFiles.Make(), Ports.Free(), Ports.Free());
        await using var redis = await LocalRedis.Start(Lines(pem, port));
        await using var elsewhere = await redis.Sibling(Lines(pem, misnamed, host: "redis.example"));
        var ours = pem.Sign("shop");

        await Eventually.True(() => Connects(port, pem.Ca, ours));
        Assert.False(await Connects(port, others.Ca, ours), "An authority that is not pinned was believed.");
        Assert.False(await Connects(port, pem.Ca, null), "We were believed without a certificate.");
        Assert.False(await Connects(port, pem.Ca, others.Sign("stranger")), "We were believed with a stranger's certificate.");
        Assert.False(await Connects(misnamed, pem.Ca, ours), "A server with another name was believed.");
    }

    private static string[] Lines(PemFiles pem, int port, string? host = null) =>
        [.. pem.Server(port, host), $"user shop on >{Secret} {string.Join(' ', RedisUsers.OfTheShop(""))}"];

    private static async Task<bool> Connects(int port, string authority, (string Certificate, string Key)? client)
    {
        var settings = new Dictionary<string, string?>
        {
            ["ConnectionStrings:redis"] = $"127.0.0.1:{port}",
            ["Redis:User"] = "shop",
            ["Redis:Password"] = Secret,
            ["Redis:Tls:CaFile"] = authority,
            ["Redis:Tls:CertificateFile"] = client?.Certificate,
            ["Redis:Tls:KeyFile"] = client?.Key,
        };
        await using var connection = await ConnectionMultiplexer.ConnectAsync(ConnectionSettings.Of(new ConfigurationBuilder().AddInMemoryCollection(settings).Build()));
        return connection.IsConnected;
    }
}
