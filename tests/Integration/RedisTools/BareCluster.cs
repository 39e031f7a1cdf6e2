using Commerce.Host.Backends;
using Commerce.Integration.Support;
using Commerce.Integration.Support.Faults;

namespace Commerce.Integration.RedisTools;

/// <summary>A cluster of primaries only, of a spec that moves its keys and never kills it.</summary>
internal sealed class BareCluster : IAsyncDisposable
{
    private readonly List<LocalRedis> servers = [];

    private BareCluster() { }

    public IReadOnlyList<LocalRedis> Servers => servers;

    public string ConnectionString => $"{string.Join(',', servers.Take(3).Select(Address))},password={servers[0].Password}";

    public static async Task<BareCluster> Start()
    {
        var cluster = new BareCluster();
        try
        {
            for (var i = 0; i < 3; i++)
                await cluster.Spare();

            await new Command("redis-cli", ["--cluster", "create", .. cluster.servers.Select(Address), "--cluster-yes"])
            {
                Environment = new Dictionary<string, string> { ["REDISCLI_AUTH"] = cluster.servers[0].Password },
            }.Succeed(CancellationToken.None);
            foreach (var server in cluster.servers)
                await Eventually.True(async () => $"{await server.Do("CLUSTER", "INFO")}".Contains("cluster_state:ok", StringComparison.Ordinal));

            return cluster;
        }
        catch
        {
            await cluster.DisposeAsync();
            throw;
        }
    }

    public static string Address(LocalRedis server) => $"127.0.0.1:{server.Port}";

    /// <summary>A server that could join and has not.</summary>
    public async Task<LocalRedis> Spare()
    {
        // The bus has a port that is free, because the usual one, 10,000 above, may not exist.
        string[] lines = ["cluster-enabled yes", $"cluster-port {Ports.Free()}", "cluster-node-timeout 5000"];
        servers.Add(servers is [var first, ..] ? await first.Sibling(lines) : await LocalRedis.Start(lines));
        return servers[^1];
    }

    public async Task Flush()
    {
        foreach (var server in servers)
            await server.Flush();
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var server in servers)
            await server.DisposeAsync();
    }
}
