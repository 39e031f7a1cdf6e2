using System.Globalization;
using Commerce.Domain.Rulesets;
using Commerce.Infrastructure.Redis.Connections;
using StackExchange.Redis;
using static Commerce.Infrastructure.Redis.Keys.Rulesets;

namespace Commerce.Infrastructure.Redis.Rulesets;

/// <summary>Bundles of versions, and for each ruleset a pointer to the newest. All of it is a copy; PostgreSQL has every version for ever.</summary>
internal sealed class RedisRulesets(RedisConnections redis)
{
    private const int AtOnce = 1_000;

    private static readonly Script AdvanceScript = Script.Load("Redis/Rulesets/advance.lua");
    private static readonly Script DisownScript = Script.Load("Redis/Rulesets/disown.lua");

    /// <summary>0 when there is none. Not repeated: whoever looks, looks again.</summary>
    public async Task<long> Pointer(RulesetKind kind) => (await redis.Next().StringGetAsync(Version(kind))).TryParse(out long version) ? version : 0;

    /// <summary>Null when it is not there.</summary>
    /// <param name="length">Only the first bytes; null: all of it.</param>
    public async Task<byte[]?> Bundle(RulesetKind kind, long version, int? length, CancellationToken ct)
    {
        byte[]? bytes = await redis.Run(database => length is { } part ? database.StringGetRangeAsync(Bundle(kind, version), 0, part - 1) : database.StringGetAsync(Bundle(kind, version)), ct, RedisLayer.Application);
        return bytes is { Length: > 0 } ? bytes : null;
    }

    public Task Put(RulesetKind kind, long version, byte[] bundle, CancellationToken ct) => redis.Run(database => database.StringSetAsync(Bundle(kind, version), bundle), ct, RedisLayer.Application);

    /// <summary>Moves the pointer and tells the nodes, unless it is there or further already.</summary>
    public async Task Advance(RulesetKind kind, long version, CancellationToken ct)
    {
        var reply = await AdvanceScript.Run(redis, [Version(kind)], [version], ct, RedisLayer.Application);
        if ((string?)reply[0] == "moved")
            await redis.Subscriber.PublishAsync(Changes(kind), version.ToString(CultureInfo.InvariantCulture), CommandFlags.FireAndForget);
    }

    /// <summary>Takes the pointer away, if it still is at this version.</summary>
    public Task Disown(RulesetKind kind, long seen, CancellationToken ct) => DisownScript.Run(redis, [Version(kind)], [seen], ct, RedisLayer.Application);

    /// <summary>Bundles nobody needs any more. One command each: in a cluster they lie anywhere.</summary>
    public async Task Clean(RulesetKind kind, long from, long before)
    {
        foreach (var versions in Versions(from, before).Chunk(AtOnce))
        {
            var database = redis.Next();
            await Task.WhenAll(versions.Select(version => database.KeyDeleteAsync(Bundle(kind, version), CommandFlags.FireAndForget)));
        }
    }

    private static IEnumerable<long> Versions(long from, long before)
    {
        for (var version = from; version < before; version++)
            yield return version;
    }

    private static RedisKey Bundle(RulesetKind kind, long version) => kind == RulesetKind.Pricing ? PricingBundle(version) : DiscountBundle(version);

    private static RedisKey Version(RulesetKind kind) => kind == RulesetKind.Pricing ? PricingVersion() : DiscountVersion();
}
