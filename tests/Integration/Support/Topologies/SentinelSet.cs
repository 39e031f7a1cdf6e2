using System.Globalization;
using System.Net;
using Commerce.Host.Backends;
using Commerce.Integration.Support.Faults;
using StackExchange.Redis;

namespace Commerce.Integration.Support.Topologies;

/// <summary>A primary, two replicas and three Sentinels, two of which must agree that the primary is gone.</summary>
internal sealed class SentinelSet : IRedisTopology
{
    private const string Name = "shop";
    private static int started;

    private readonly PemFiles? pem;
    private readonly List<LocalRedis> servers = [];
    private readonly List<int> ports = [];
    private readonly List<(int Port, int Asked, Leash Leash)> sentinels = [];

    private SentinelSet(PemFiles? pem) => (this.pem, Settings) = (pem, pem?.Shop() ?? []);

    public IReadOnlyList<LocalRedis> Servers => servers;

    public IReadOnlyList<(string Name, string Value)> Settings { get; }

    public string ConnectionString => $"{string.Join(',', sentinels.Select(sentinel => $"127.0.0.1:{sentinel.Asked}"))},serviceName={Name},password={servers[0].Password}";

    /// <param name="pem">Given, it is TLS that all speak with the shop and among themselves.</param>
    public static async Task<SentinelSet> Start(PemFiles? pem = null)
    {
        var set = new SentinelSet(pem);
        try
        {
            for (var i = 0; i < 3; i++)
            {
                var secure = Ports.Free();
                string[] lines = pem is null ? [] : pem.Server(secure);
                set.servers.Add(i == 0 ? await LocalRedis.Start(lines) : await set.servers[0].Sibling(lines));
                set.ports.Add(pem is null ? set.servers[i].Port : secure);
                if (i == 0)
                    await set.servers[0].Do("CONFIG", "SET", "masterauth", set.servers[0].Password);
                else
                    await set.servers[i].Follow(set.servers[0], set.ports[0]);
            }

            for (var i = 0; i < 3; i++)
                set.sentinels.Add(await set.Watch());

            await Eventually.True(set.IsComplete);
            return set;
        }
        catch
        {
            await set.DisposeAsync();
            throw;
        }
    }

    public async Task<LocalRedis> PrimaryOf(string key)
    {
        await using var sentinel = await Ask(sentinels[0].Port);
        var primary = (IPEndPoint?)await sentinel.GetServers()[0].SentinelGetMasterAddressByNameAsync(Name);
        return servers[ports.IndexOf(primary!.Port)];
    }

    public async Task<bool> IsInStep()
    {
        try
        {
            var told = await Task.WhenAll(servers.Select(async server => $"{await server.Do("INFO", "replication")}"));
            return told.Count(one => one.Contains("role:master", StringComparison.Ordinal)) == 1 && told.Count(one => one.Contains("master_link_status:up", StringComparison.Ordinal)) == servers.Count - 1;
        }
        catch (RedisConnectionException)
        {
            // A Sentinel that makes a replica of it cuts its clients off.
            return false;
        }
    }

    /// <summary>They keep their ports and answer nobody.</summary>
    public Task FreezeSentinels() => Task.WhenAll(sentinels.Select(sentinel => sentinel.Leash.Signal("STOP", CancellationToken.None)));

    public Task ThawSentinels() => Task.WhenAll(sentinels.Select(sentinel => sentinel.Leash.Signal("CONT", CancellationToken.None)));

    public async ValueTask DisposeAsync()
    {
        foreach (var (_, _, leash) in sentinels)
            await leash.DisposeAsync();
        foreach (var server in servers)
            await server.DisposeAsync();
    }

    /// <summary>The client sends a Sentinel the password it has for the servers.</summary>
    private async Task<(int, int, Leash)> Watch()
    {
        var folder = await LocalServers.Folder;
        var program = await RedisPrograms.Find(folder.Machine, CancellationToken.None) ?? throw new InvalidOperationException(NeedsRedisServerFactAttribute.Reason);
        var (directory, port, secure) = (await folder.Closed($"sentinel-{Interlocked.Increment(ref started)}", CancellationToken.None), Ports.Free(), Ports.Free());
        var file = Path.Combine(directory, "sentinel.conf");
        await new Command("bash", ["-c", "umask 077; cat > \"$0\"", file], folder.Machine.Account)
        {
            Input = string.Create(CultureInfo.InvariantCulture, $"""
                bind 127.0.0.1
                port {port}
                dir "{directory}"
                {string.Join('\n', pem?.Server(secure) ?? [])}
                requirepass {servers[0].Password}
                {RedisAccounts.AtSentinels}
                sentinel sentinel-pass {servers[0].Password}
                sentinel monitor {Name} 127.0.0.1 {ports[0]} 2
                sentinel auth-pass {Name} {servers[0].Password}
                sentinel down-after-milliseconds {Name} 2000
                sentinel failover-timeout {Name} 10000

                """),
        }.Succeed(CancellationToken.None);

        return (port, pem is null ? port : secure, await Leash.Start(new Command(program.Path, [file, "--sentinel"], folder.Machine.Account), "TERM", Path.Combine(directory, "sentinel.log"), CancellationToken.None));
    }

    /// <summary>Each Sentinel knows the other two and both replicas.</summary>
    private async Task<bool> IsComplete()
    {
        foreach (var (port, _, leash) in sentinels)
        {
            Assert.False(leash.HasEnded, "A Sentinel ended while starting.");
            try
            {
                await using var sentinel = await Ask(port);
                if ((await sentinel.GetServers()[0].SentinelSentinelsAsync(Name)).Length < 2 || (await sentinel.GetServers()[0].SentinelReplicasAsync(Name)).Length < 2)
                    return false;
            }
            catch (Exception notYet) when (notYet is RedisException or TimeoutException)
            {
                return false;
            }
        }

        return true;
    }

    private Task<ConnectionMultiplexer> Ask(int port) => ConnectionMultiplexer.SentinelConnectAsync($"127.0.0.1:{port},password={servers[0].Password},connectTimeout=2000");
}
