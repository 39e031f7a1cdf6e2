using System.Globalization;
using Commerce.Infrastructure.Redis.Connections;
using Commerce.Infrastructure.Redis.Projection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

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
            var database = redis.Next();
            var ping = await database.PingAsync().WaitAsync(cancellationToken);
            var info = Parse((string?)await database.ExecuteAsync("INFO").WaitAsync(cancellationToken) ?? "");
            var figures = new Dictionary<string, object>
            {
                ["pingMilliseconds"] = Math.Round(ping.TotalMilliseconds, 3),
                ["memoryUsedBytes"] = Number(info, "used_memory"),
                ["memoryLimitBytes"] = Number(info, "maxmemory"),
                ["memoryFragmentationRatio"] = info.GetValueOrDefault("mem_fragmentation_ratio", ""),
                ["evictionPolicy"] = info.GetValueOrDefault("maxmemory_policy", ""),
                ["connectedClients"] = Number(info, "connected_clients"),
                ["keys"] = Keys(info),
                ["keysExpired"] = Number(info, "expired_keys"),
                ["keysEvicted"] = Number(info, "evicted_keys"),
                ["role"] = info.GetValueOrDefault("role", ""),
            };

            var complaint = Complaint(info) ?? (trust.IsGiven ? null : "Being brought up to date with PostgreSQL: no stock is held until it is.");
            return complaint is null ? HealthCheckResult.Healthy(data: figures) : HealthCheckResult.Degraded(complaint, data: figures);
        }
        catch (Exception fault) when (Resilience.IsRedisFault(fault) || fault is OperationCanceledException)
        {
            return HealthCheckResult.Degraded("Redis does not answer: carts and new holds are refused, everything else goes on.");
        }
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
