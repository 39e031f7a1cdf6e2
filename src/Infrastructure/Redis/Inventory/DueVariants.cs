using System.Collections.Concurrent;
using Commerce.Infrastructure.Redis.Connections;
using StackExchange.Redis;

namespace Commerce.Infrastructure.Redis.Inventory;

/// <summary>
/// The index of variants whose holds end some day, so that a sweeper finds them without walking the keyspace. It may miss one after a crash: that variant
/// is swept when somebody touches it, which is early enough for every decision.
/// </summary>
internal sealed class DueVariants(RedisConnections redis, Ttl ttl)
{
    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(30);

    private static readonly Script DueScript = Script.Load("Redis/Inventory/due.lua");
    private static readonly Script SettleScript = Script.Load("Redis/Inventory/settle.lua");

    /// <summary>The times this node has written: most holds then cost the index nothing.</summary>
    private readonly ConcurrentDictionary<string, long> noted = new(StringComparer.Ordinal);

    /// <summary>Queues the entry of a new hold on the connection of the hold itself. Not waited for.</summary>
    /// <param name="deadline">Server's milliseconds.</param>
    public void Note(IDatabaseAsync database, string variantId, long deadline)
    {
        // The server's clock read when the hold was set, unless its deadline was capped: then a little earlier, which only writes once too often.
        var now = deadline - (long)ttl.InventoryReservation.TotalMilliseconds;
        if (noted.TryGetValue(variantId, out var next) && next > now)
            return;

        noted[variantId] = deadline;
        _ = database.SortedSetAddAsync(Keys.Inventory.Due(), variantId, deadline, SortedSetWhen.LessThan, CommandFlags.FireAndForget);
    }

    /// <summary>Takes variants to look at; each must be given back by <see cref="Settle"/> within half a minute, or another node gets it.</summary>
    public async Task<IReadOnlyList<string>> Take(int most, CancellationToken ct)
    {
        var reply = await DueScript.Run(redis, Agenda(), [(long)Lease.TotalMilliseconds, most], ct);
        return (string[])reply!;
    }

    /// <param name="next">When the variant's next hold ends, in the server's milliseconds; 0 when it has none.</param>
    public Task Settle(IDatabaseAsync database, string variantId, long next)
    {
        noted.TryRemove(variantId, out _);
        return SettleScript.On(database, Agenda(), [variantId, next]);
    }

    private static RedisKey[] Agenda() => [Keys.Inventory.Due(), Keys.Inventory.Leased()];
}
