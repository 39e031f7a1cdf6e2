using System.Globalization;
using Commerce.Infrastructure.Redis.Connections;
using Commerce.Infrastructure.Redis.Projection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using StackExchange.Redis;

namespace Commerce.Infrastructure.Operations;

/// <summary>
/// Whether Redis answers, and the figures an operator asks for first. A server that may evict is degraded, not dead: holds and carts must never be evicted.
/// Gone Redis is degraded too, because catalogue, prices and paying checkouts go on without it.
/// </summary>
internal sealed class RedisHealth(RedisConnections redis, Trust trust) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            var told = await Task.WhenAll(Asked().Select(Ask)).WaitAsync(cancellationToken);
            if (told is [])
                return Silent;

            var figures = new Dictionary<string, object>
            {
                ["servers"] = told.Length,
                ["pingMilliseconds"] = Math.Round(told.Max(server => server.Ping.TotalMilliseconds), 3),
                ["memoryUsedBytes"] = Sum("used_memory"),
                ["memoryLimitBytes"] = Sum("maxmemory"),
                ["memoryFragmentationRatio"] = Each("mem_fragmentation_ratio"),
                ["evictionPolicy"] = Each("maxmemory_policy"),
                ["connectedClients"] = Sum("connected_clients"),
                ["keys"] = told.Sum(server => Keys(server.Info)),
                ["keysExpired"] = Sum("expired_keys"),
                ["keysEvicted"] = Sum("evicted_keys"),
                ["role"] = Each("role"),
            };

            var complaint = Gone() ?? told.Select(server => Complaint(server.Info)).FirstOrDefault(complaint => complaint is not null)
                ?? (trust.IsGiven ? null : "Being brought up to date with PostgreSQL: no stock is held until it is.");
            return complaint is null ? HealthCheckResult.Healthy(data: figures) : HealthCheckResult.Degraded(complaint, data: figures);

            long Sum(string name) => told.Sum(server => Number(server.Info, name));
            string Each(string name) => string.Join(", ", told.Select(server => server.Info.GetValueOrDefault(name, "")).Distinct());
        }
        catch (Exception fault) when (Resilience.IsRedisFault(fault) || fault is OperationCanceledException)
        {
            return Silent;
        }
    }

    /// <summary>A node that has never reached Redis has nothing to add to those that have.</summary>
    private HealthCheckResult Silent => redis.HasConnected
        ? HealthCheckResult.Degraded("Redis does not answer: carts and new holds are refused, everything else goes on.")
        : HealthCheckResult.Unhealthy("Redis has not been reached since the start. It is tried for ever, and this node is ready as soon as it answers.");

    /// <summary>Every primary: each shard of a cluster may run full, or evict, on its own. Where there is none, whoever answers.</summary>
    private IServer[] Asked()
    {
        var connected = redis.All[0].GetServers().Where(server => server.IsConnected).ToArray();
        return connected.Any(server => !server.IsReplica) ? [.. connected.Where(server => !server.IsReplica)] : connected;
    }

    private static async Task<(TimeSpan Ping, Dictionary<string, string> Info)> Ask(IServer server) =>
        (await server.PingAsync(), Parse((string?)await server.ExecuteAsync("INFO") ?? ""));

    /// <summary>Only in a cluster: elsewhere a primary that is gone has a successor.</summary>
    private string? Gone()
    {
        var gone = redis.All[0].GetServers().Where(server => server is { IsConnected: false, IsReplica: false, ServerType: ServerType.Cluster }).Select(server => $"{server.EndPoint}").ToArray();
        return gone is [] ? null : $"Of the cluster's primaries {string.Join(", ", gone)} cannot be reached: what they hold is refused until others take over.";
    }

    private static string? Complaint(Dictionary<string, string> info) => info switch
    {
        _ when info.GetValueOrDefault("role") is "slave" => "Connected to a replica: writes will fail.",
        _ when info.GetValueOrDefault("maxmemory_policy") is { Length: > 0 } policy and not "noeviction" => $"The eviction policy is {policy}: holds and carts may vanish. Set maxmemory-policy noeviction.",
        _ when Number(info, "maxmemory") is > 0 and var limit && Number(info, "used_memory") > limit * 9 / 10 => "Memory is nearly used up.",
        _ => null,
    };

    private static Dictionary<string, string> Parse(string info) =>
        info.Split('\n').Select(line => line.TrimEnd('\r').Split(':', 2)).Where(pair => pair.Length == 2).GroupBy(pair => pair[0]).ToDictionary(pair => pair.Key, pair => pair.First()[1]);

    private static long Number(Dictionary<string, string> info, string name) =>
        long.TryParse(info.GetValueOrDefault(name), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;

    /// <summary>From <c>db0:keys=12,expires=3,avg_ttl=0</c>.</summary>
    private static long Keys(Dictionary<string, string> info) => info.Where(pair => pair.Key.StartsWith("db", StringComparison.Ordinal) && pair.Value.StartsWith("keys=", StringComparison.Ordinal))
        .Sum(pair => long.TryParse(pair.Value.AsSpan(5, pair.Value.IndexOf(',', StringComparison.Ordinal) - 5), NumberStyles.None, CultureInfo.InvariantCulture, out var keys) ? keys : 0);
}
