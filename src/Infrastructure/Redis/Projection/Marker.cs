using System.Globalization;
using Commerce.Infrastructure.Redis.Connections;
using StackExchange.Redis;

namespace Commerce.Infrastructure.Redis.Projection;

/// <summary>
/// The mark in Redis by which every node knows that it was brought up to date: the run id and the replication id of each primary. Both change whenever data may be missing, at a restart
/// and at a promotion; a flush takes the mark along; and if nobody renewed it for its lifetime, nobody was there to send what was committed.
/// </summary>
internal sealed class Marker(RedisConnections redis, Ttl ttl)
{
    private static readonly Script VouchScript = Script.Load("Redis/Projection/vouch.lua");

    /// <summary>Not through the pipeline of requests: a look that fails is the news, and the circuit must not keep this one from seeing that Redis is back.</summary>
    /// <exception cref="RedisException">Redis does not answer.</exception>
    /// <exception cref="Commerce.Application.Pipeline.DependencyUnavailableException">No primary is connected.</exception>
    public Task<Look> Look(CancellationToken ct) => redis.Ask(
        async () =>
        {
            var servers = await Servers();
            var reply = await VouchScript.On(redis.Next(), [Keys.Projection.Marker()], [servers, Lease]);

            return new Look(servers, (string?)reply[0] == "ok", (string?)reply[0] == "empty");
        },
        ct);

    /// <summary>Marks the servers as they were before the work began: had they changed meanwhile, the next look finds it.</summary>
    public Task Set(string servers, CancellationToken ct) =>
        redis.Run(database => database.StringSetAsync(Keys.Projection.Marker(), servers, ttl.Marker), ct);

    /// <summary>From here on no node trusts what Redis holds, as soon as it looks.</summary>
    public Task Clear(CancellationToken ct) =>
        redis.Run(database => database.KeyDeleteAsync(Keys.Projection.Marker()), ct);

    private RedisValue Lease => (long)ttl.Marker.TotalMilliseconds;

    private async Task<string> Servers()
    {
        var told = await Task.WhenAll(redis.All[0].GetServers().Where(server => server is { IsConnected: true, IsReplica: false }).Select(async server => ((string?)await server.ExecuteAsync("INFO") ?? "").Split('\n')));
        string[] primaries = [.. told.Where(one => Of(one, "role") is not "slave").Select(one => string.Create(CultureInfo.InvariantCulture, $"{Of(one, "run_id")}/{Of(one, "master_replid")}"))];

        return primaries.Length > 0 ? string.Join(' ', primaries.Order(StringComparer.Ordinal)) : throw RedisConnections.Unavailable();
    }

    private static string Of(string[] told, string name) => told.FirstOrDefault(line => line.StartsWith($"{name}:", StringComparison.Ordinal))?[(name.Length + 1)..].TrimEnd('\r') ?? "";
}

/// <param name="Servers">The primaries as they are.</param>
/// <param name="IsUpToDate">They are the ones that were brought up to date.</param>
/// <param name="IsEmpty">There is no mark at all.</param>
internal sealed record Look(string Servers, bool IsUpToDate, bool IsEmpty);
