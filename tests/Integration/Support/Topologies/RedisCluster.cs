using Commerce.Host.Backends;
using Commerce.Integration.Support.Faults;

namespace Commerce.Integration.Support.Topologies;

/// <summary>Three primaries and three replicas. A shard that has lost its primary leaves the others at work.</summary>
internal sealed class RedisCluster : IRedisTopology
{
    private const int Count = 6;
    private const string Host = "localhost";

    private readonly List<LocalRedis> servers = [];
    private readonly List<int> ports = [];

    private RedisCluster(PemFiles? pem) => Settings = pem?.Shop() ?? [];

    public IReadOnlyList<LocalRedis> Servers => servers;

    public IReadOnlyList<(string Name, string Value)> Settings { get; }

    /// <summary>Half of the servers: the others are told by these.</summary>
    public string ConnectionString => $"{string.Join(',', ports.Take(Count / 2).Select(port => $"{(Settings.Count > 0 ? Host : "127.0.0.1")}:{port}"))},password={servers[0].Password}";

    /// <param name="pem">Given, it is TLS that the servers speak with the shop and among themselves, and they are known by the name in their certificates, not by an address.</param>
    public static async Task<RedisCluster> Start(PemFiles? pem = null)
    {
        var cluster = new RedisCluster(pem);
        try
        {
            for (var i = 0; i < Count; i++)
            {
                var (secure, lines) = (Ports.Free(), Lines());
                if (pem is not null)
                    lines = [.. lines, .. pem.Server(secure, Host), "tls-cluster yes", $"cluster-announce-hostname {Host}", "cluster-preferred-endpoint-type hostname"];

                cluster.servers.Add(i == 0 ? await LocalRedis.Start(lines) : await cluster.servers[0].Sibling(lines));
                cluster.ports.Add(pem is null ? cluster.servers[i].Port : secure);
                await cluster.servers[i].Do("CONFIG", "SET", "masterauth", cluster.servers[0].Password);
            }

            await cluster.Tool(["--cluster", "create", .. cluster.servers.Select(Address), "--cluster-replicas", "1", "--cluster-yes"]).Succeed(CancellationToken.None);
            await Eventually.True(cluster.IsInStep);
            return cluster;
        }
        catch
        {
            await cluster.DisposeAsync();
            throw;
        }
    }

    public async Task<LocalRedis> PrimaryOf(string key)
    {
        var slot = (int)await servers[0].Do("CLUSTER", "KEYSLOT", key);
        foreach (var shard in (StackExchange.Redis.RedisResult[])(await servers[0].Do("CLUSTER", "SLOTS"))!)
            if (slot >= (int)shard[0] && slot <= (int)shard[1])
                return servers.Single(server => server.Port == (int)shard[2][1]);

        throw new InvalidOperationException($"No server has slot {slot}.");
    }

    public async Task<bool> IsInStep() => (await Task.WhenAll(servers.Select(IsInStep))).All(isInStep => isInStep);

    /// <summary>Moves slots from one primary to another, the lowest first, as an operator would; the cluster's own tool does it slot by slot, key by key, once all servers have heard of the last move.</summary>
    public async Task Reshard(LocalRedis from, LocalRedis to, int slots)
    {
        var (source, target) = ($"{await from.Do("CLUSTER", "MYID")}", $"{await to.Do("CLUSTER", "MYID")}");
        await Eventually.True(async () => (await Tool("--cluster", "check", Address(from)).Run(CancellationToken.None)).Status == 0);
        await Tool("--cluster", "reshard", Address(from), "--cluster-from", source, "--cluster-to", target, "--cluster-slots", $"{slots}", "--cluster-yes").Succeed(CancellationToken.None);
    }

    /// <summary>Another primary than this one.</summary>
    public async Task<LocalRedis> OtherThan(LocalRedis primary)
    {
        foreach (var server in servers.Where(server => server != primary))
            if ($"{await server.Do("INFO", "replication")}".Contains("role:master", StringComparison.Ordinal))
                return server;

        throw new InvalidOperationException("There is no other primary.");
    }

    private Command Tool(params string[] arguments) => new("redis-cli", arguments) { Environment = new Dictionary<string, string> { ["REDISCLI_AUTH"] = servers[0].Password } };

    public async ValueTask DisposeAsync()
    {
        foreach (var server in servers)
            await server.DisposeAsync();
    }

    private static string Address(LocalRedis server) => $"127.0.0.1:{server.Port}";

    /// <summary>The bus has a port that is free, because the usual one, 10,000 above, may not exist.</summary>
    private static string[] Lines() =>
        ["cluster-enabled yes", $"cluster-port {Ports.Free()}", "cluster-node-timeout 2000", "cluster-require-full-coverage no", "cluster-replica-validity-factor 0", "repl-diskless-sync-delay 0"];

    private static async Task<bool> IsInStep(LocalRedis server) =>
        $"{await server.Do("CLUSTER", "INFO")}".Contains("cluster_state:ok", StringComparison.Ordinal)
        && $"{await server.Do("INFO", "replication")}" is var told
        && told.Contains(told.Contains("role:master", StringComparison.Ordinal) ? "connected_slaves:1" : "master_link_status:up", StringComparison.Ordinal);
}
