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
    public async Task<Look> Look(CancellationToken ct)
    {
        var servers = await Servers(ct);
        var reply = await VouchScript.On(redis.Next(), [Keys.Projection.Marker()], [servers, Lease]).WaitAsync(ct);

        return new(servers, (string?)reply[0] == "ok", (string?)reply[0] == "empty");
    }

    /// <summary>Marks the servers as they were before the work began: had they changed meanwhile, the next look finds it.</summary>
    public Task Set(string servers, CancellationToken ct) =>
        redis.Run(database => database.StringSetAsync(Keys.Projection.Marker(), servers, ttl.Marker), ct);

    /// <summary>From here on no node trusts what Redis holds, as soon as it looks.</summary>
    public Task Clear(CancellationToken ct) =>
        redis.Run(database => database.KeyDeleteAsync(Keys.Projection.Marker()), ct);

    private RedisValue Lease => (long)ttl.Marker.TotalMilliseconds;

    private async Task<string> Servers(CancellationToken ct)
    {
        var primaries = new List<string>();
        foreach (var server in redis.All[0].GetServers().Where(server => server is { IsConnected: true, IsReplica: false }))
        {
            var told = ((string?)await server.ExecuteAsync("INFO").WaitAsync(ct) ?? "").Split('\n');
            if (Of(told, "role") is not "slave")
                primaries.Add(string.Create(CultureInfo.InvariantCulture, $"{Of(told, "run_id")}/{Of(told, "master_replid")}"));
        }

        return primaries.Count > 0 ? string.Join(' ', primaries.Order(StringComparer.Ordinal)) : throw RedisConnections.Unavailable();
    }

    private static string Of(string[] told, string name) => told.FirstOrDefault(line => line.StartsWith($"{name}:", StringComparison.Ordinal))?[(name.Length + 1)..].TrimEnd('\r') ?? "";
}

/// <param name="Servers">The primaries as they are.</param>
/// <param name="IsUpToDate">They are the ones that were brought up to date.</param>
/// <param name="IsEmpty">There is no mark at all.</param>
internal sealed record Look(string Servers, bool IsUpToDate, bool IsEmpty);
