using Commerce.Application.Inventory;
using Commerce.Application.Pipeline;
using Commerce.Infrastructure.Redis.Connections;
using Commerce.Infrastructure.Redis.Projection;

namespace Commerce.Infrastructure.Redis.Inventory;

/// <summary>
/// Takes levels that PostgreSQL has committed to Redis: by state, so that sending one again, late or out of order changes nothing. A level Redis does not know is made only in a Redis that is
/// up to date; in one that came back empty, it would look as if nobody held anything.
/// </summary>
internal sealed class LevelSender(RedisConnections redis, Marker marker, Trust trust)
{
    private static readonly Script ClaimScript = Script.Load("Redis/Inventory/lapse.lua", "Redis/Inventory/level.lua", "Redis/Inventory/claim.lua");
    private static readonly Script SendScript = Script.Load("Redis/Inventory/level.lua", "Redis/Inventory/send.lua");

    /// <exception cref="DependencyUnavailableException">Redis does not answer, or has to be brought up to date first.</exception>
    public async Task Send(IReadOnlyList<StockLevel> levels, CancellationToken ct)
    {
        var replies = await redis.Run(database => Task.WhenAll(levels.Select(level =>
            SendScript.On(database, [Keys.Inventory.Variant(level.VariantId)], [level.OnHand, level.Version, level.Backorderable]))), ct);

        StockLevel[] unknown = [.. levels.Where((_, i) => (string?)replies[i][0] == "unknown")];
        if (unknown.Length > 0 && !await Make(unknown, ct))
            throw new DependencyUnavailableException("redis_unavailable", "The real-time layer is being brought up to date. Repeat the request.");
    }

    /// <summary>Makes levels that Redis does not know; one that it knows by now stays.</summary>
    /// <returns>False, and nothing is made, while Redis is not up to date.</returns>
    public async Task<bool> Make(IReadOnlyList<StockLevel> levels, CancellationToken ct)
    {
        if (!await IsUpToDate([.. levels.Select(level => redis.Shards.Of(Keys.Inventory.Variant(level.VariantId))).Distinct()], ct))
            return false;

        await redis.Run(database => Task.WhenAll(levels.Select(level => LevelUpkeep.Mend(database, level, ""))), ct);
        return true;
    }

    /// <summary>After the commit of orders: ends the holds that became claims and takes over the levels, each in one step.</summary>
    /// <exception cref="DependencyUnavailableException">Redis does not answer.</exception>
    public Task EndClaimed(IEnumerable<(Guid CartId, StockLevel Level)> claims, CancellationToken ct) =>
        redis.Run(database => Task.WhenAll(claims.Select(claim => ClaimScript.On(
            database, RedisInventory.Whole(claim.CartId, claim.Level.VariantId), [claim.CartId.ToString("N"), claim.Level.OnHand, claim.Level.Version, claim.Level.Backorderable]))), ct);

    private async Task<bool> IsUpToDate(string[] names, CancellationToken ct)
    {
        try
        {
            var looks = await Task.WhenAll(redis.Shards.All().Where(shard => names.Contains(shard.Name)).Select(shard => marker.Look(shard, ct)));
            foreach (var other in looks.Where(look => !look.IsUpToDate))
                trust.Doubt(other.Shard.Name);

            return looks.Length == names.Length && looks.All(look => look.IsUpToDate);
        }
        catch (Exception fault) when (Resilience.IsRedisFault(fault))
        {
            throw RedisConnections.Unavailable(fault);
        }
    }
}
