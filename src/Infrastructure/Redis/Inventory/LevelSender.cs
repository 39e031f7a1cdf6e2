using Commerce.Application.Inventory;
using Commerce.Application.Pipeline;
using Commerce.Infrastructure.Redis.Connections;

namespace Commerce.Infrastructure.Redis.Inventory;

/// <summary>Takes levels that PostgreSQL has committed to Redis: by state, so that sending one again, late or out of order changes nothing.</summary>
internal sealed class LevelSender(RedisConnections redis)
{
    private static readonly Script ClaimScript = Script.Load("Redis/Inventory/lapse.lua", "Redis/Inventory/level.lua", "Redis/Inventory/claim.lua");
    private static readonly Script SendScript = Script.Load("Redis/Inventory/level.lua", "Redis/Inventory/send.lua");

    /// <exception cref="DependencyUnavailableException">Redis does not answer.</exception>
    public Task Send(IReadOnlyList<StockLevel> levels, CancellationToken ct) =>
        redis.Run(database => Task.WhenAll(levels.Select(level =>
            SendScript.On(database, [Keys.Inventory.Variant(level.VariantId)], [level.OnHand, level.Version, level.Backorderable]))), ct);

    /// <summary>After the commit of orders: ends the holds that became claims and takes over the levels, each in one step.</summary>
    /// <exception cref="DependencyUnavailableException">Redis does not answer.</exception>
    public Task EndClaimed(IEnumerable<(Guid CartId, StockLevel Level)> claims, CancellationToken ct) =>
        redis.Run(database => Task.WhenAll(claims.Select(claim => ClaimScript.On(
            database, RedisInventory.Whole(claim.CartId, claim.Level.VariantId), [claim.CartId.ToString("N"), claim.Level.OnHand, claim.Level.Version, claim.Level.Backorderable]))), ct);
}
