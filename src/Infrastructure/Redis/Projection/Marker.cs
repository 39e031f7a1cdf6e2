using System.Globalization;
using Commerce.Infrastructure.Redis.Connections;
using StackExchange.Redis;

namespace Commerce.Infrastructure.Redis.Projection;

/// <summary>
/// The mark in each shard by which every node knows that it was brought up to date: the run id and the replication id of its primary. Both change whenever data may be missing, at a restart and at a
/// promotion; a flush takes the mark along; and if nobody renewed it for its lifetime, nobody was there to send what was committed.
/// </summary>
internal sealed class Marker(RedisConnections redis, Ttl ttl)
{
    private static readonly Script VouchScript = Script.Load("Redis/Projection/vouch.lua");

    /// <summary>Not through the pipeline of requests: a look that fails is the news, and the circuit must not keep this one from seeing that Redis is back.</summary>
    /// <exception cref="RedisException">The shard does not answer.</exception>
    /// <exception cref="RedisTimeoutException">Likewise.</exception>
    /// <exception cref="Commerce.Application.Pipeline.DependencyUnavailableException">None of its primaries is connected.</exception>
    public Task<ShardLook> Look(Shard shard, CancellationToken ct) => redis.Ask(
        async () =>
        {
            var identity = await Identity(shard);
            var reply = await VouchScript.On(redis.Next(), [shard.Mark], [identity, Lease]);

            return new ShardLook(shard, identity, (string?)reply[0] == "ok", (string?)reply[0] == "empty");
        },
        ct);

    /// <summary>All shards.</summary>
    /// <exception cref="RedisException">One does not answer.</exception>
    /// <exception cref="RedisTimeoutException">Likewise.</exception>
    /// <exception cref="Commerce.Application.Pipeline.DependencyUnavailableException">One has no primary that is connected.</exception>
    public async Task<Look> Look(CancellationToken ct) => new(await Task.WhenAll(redis.Shards.All().Select(shard => Look(shard, ct))));

    /// <summary>Marks the servers as they were before the work began: had they changed meanwhile, the next look finds it.</summary>
    public Task Set(ShardLook look, CancellationToken ct) => redis.Run(database => database.StringSetAsync(look.Shard.Mark, look.Identity, ttl.Marker), ct);

    public Task Set(Look look, CancellationToken ct) => Task.WhenAll(look.Shards.Select(shard => Set(shard, ct)));

    /// <summary>From here on no node trusts what Redis holds, as soon as it looks.</summary>
    public Task Clear(Look look, CancellationToken ct) => Task.WhenAll(look.Shards.Select(shard => redis.Run(database => database.KeyDeleteAsync(shard.Shard.Mark), ct)));

    private RedisValue Lease => (long)ttl.Marker.TotalMilliseconds;

    private static async Task<string> Identity(Shard shard)
    {
        var told = await Task.WhenAll(shard.Servers.Select(async server => ((string?)await server.ExecuteAsync("INFO") ?? "").Split('\n')));
        string[] primaries = [.. told.Where(one => Of(one, "role") is not "slave").Select(one => string.Create(CultureInfo.InvariantCulture, $"{Of(one, "run_id")}/{Of(one, "master_replid")}"))];

        return primaries.Length > 0 ? string.Join(' ', primaries.Order(StringComparer.Ordinal)) : throw RedisConnections.Unavailable();
    }

    private static string Of(string[] told, string name) => told.FirstOrDefault(line => line.StartsWith($"{name}:", StringComparison.Ordinal))?[(name.Length + 1)..].TrimEnd('\r') ?? "";
}

/// <summary>How a shard was found.</summary>
/// <param name="Identity">The primary as it is.</param>
/// <param name="IsUpToDate">It is the one that was brought up to date.</param>
/// <param name="IsEmpty">There is no mark at all.</param>
internal sealed record ShardLook(Shard Shard, string Identity, bool IsUpToDate, bool IsEmpty);

/// <summary>How all shards were found.</summary>
internal sealed record Look(IReadOnlyList<ShardLook> Shards)
{
    public bool IsUpToDate => Shards.Count > 0 && Shards.All(shard => shard.IsUpToDate);

    public bool IsEmpty => Shards.All(shard => shard.IsEmpty);

    /// <summary>The others are in use meanwhile.</summary>
    public bool IsInPartUpToDate => Shards.Any(shard => shard.IsUpToDate);

    /// <summary>All primaries, in the same order always.</summary>
    public string Servers => string.Join(' ', Shards.Select(shard => shard.Identity).Order(StringComparer.Ordinal));
}
