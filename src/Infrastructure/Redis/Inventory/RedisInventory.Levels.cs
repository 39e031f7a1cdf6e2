using System.Collections.Concurrent;
using System.Globalization;
using Commerce.Application.Inventory;
using Commerce.Application.Pipeline;
using Commerce.Infrastructure.Redis.Connections;
using StackExchange.Redis;

namespace Commerce.Infrastructure.Redis.Inventory;

internal sealed partial class RedisInventory
{
    /// <summary>More would mean that something empties Redis as fast as it is filled.</summary>
    private const int Fills = 5;

    /// <summary>Variants of one call: Redis serves nobody else meanwhile, a tenth of a millisecond or so.</summary>
    private const int Together = 64;

    private static readonly Script AvailableScript = Load("available");
    private static readonly Script HoldsScript = Load("holds");

    /// <summary>By shard: where one does not answer, only who asks for something of it waits.</summary>
    private readonly ConcurrentDictionary<string, GatheredReads<Left>> left = new(StringComparer.Ordinal);

    public async Task<IReadOnlyDictionary<string, StockAvailability>> Available(IReadOnlyCollection<string> variantIds, Guid? cartId, CancellationToken ct)
    {
        var found = new Dictionary<string, StockAvailability>(variantIds.Count, StringComparer.Ordinal);
        if (variantIds.Count == 0)
            return found;

        // Both travel at once. What is left is the same for everybody, what a cart holds is its own.
        var reading = LeftOf(variantIds);
        var own = cartId is { } cart ? await Own(cart, variantIds, ct) : null;
        var levels = await redis.Await(reading, ct);
        foreach (var variant in variantIds)
        {
            var (level, mine) = (levels[variant], own?.GetValueOrDefault(variant) ?? default);
            found[variant] = new(
                variant, Math.Max(0, level.OnHand + level.Backorderable - level.Reserved + mine.Units), level.OnHand, level.Reserved, level.Backorderable, mine.Units, mine.HeldUntil);
        }

        return found;
    }

    private Task<IReadOnlyDictionary<string, Left>> LeftOf(IReadOnlyCollection<string> variantIds) => redis.Shards.IsCluster ? LeftInShards(variantIds) : From(Shard.Whole, variantIds);

    private async Task<IReadOnlyDictionary<string, Left>> LeftInShards(IReadOnlyCollection<string> variantIds)
    {
        var parts = await Task.WhenAll(variantIds.GroupBy(variant => redis.Shards.Of(Keys.Inventory.Variant(variant))).Select(part => From(part.Key, [.. part])));
        return parts is [var one] ? one : parts.SelectMany(part => part).DistinctBy(level => level.Key).ToDictionary(StringComparer.Ordinal);
    }

    private Task<IReadOnlyDictionary<string, Left>> From(string shard, IReadOnlyCollection<string> variantIds) => left.GetOrAdd(shard, _ => new(Read)).Of(variantIds);

    /// <summary>One round trip, and one more for those that Redis does not know.</summary>
    private async Task<IReadOnlyDictionary<string, Left>> Read(IReadOnlyCollection<string> variantIds)
    {
        var known = new Dictionary<string, Left>(variantIds.Count, StringComparer.Ordinal);
        string[] asked = [.. variantIds];
        for (var attempt = 1; asked.Length > 0; attempt++)
        {
            foreach (var (part, levels) in await redis.Run(database => Task.WhenAll(Parts(database, asked).Select(part => Read(database, part))), CancellationToken.None))
                for (var i = 0; i < part.Length; i++)
                    if (!levels[i].IsNull)
                        known[part[i]] = Left.Of((string)levels[i]!);

            asked = [.. asked.Where(variant => !known.ContainsKey(variant))];
            if (asked.Length > 0 && !await Fill(asked, attempt, CancellationToken.None))
            {
                // Not up to date: what PostgreSQL has is told, and nothing is set aside.
                foreach (var level in await levels.Of(asked, CancellationToken.None))
                    known[level.VariantId] = new(level.OnHand, level.Backorderable, 0);

                return known;
            }
        }

        return known;
    }

    /// <summary>One call may ask a server for what it likes, but in a cluster only for what lies in one slot.</summary>
    private static IEnumerable<string[]> Parts(IDatabase database, string[] variantIds) =>
        variantIds.GroupBy(variant => database.Multiplexer.HashSlot(Keys.Inventory.Variant(variant))).SelectMany(slot => slot.Chunk(Together));

    private static async Task<(string[] Part, RedisResult[] Levels)> Read(IDatabase database, string[] part) =>
        (part, (RedisResult[])(await AvailableScript.On(database, [.. part.SelectMany(Level)], [], CommandFlags.PreferMaster))!);

    /// <summary>What a cart holds: nothing as a rule, and then one plain read for each variant says so.</summary>
    private async Task<Dictionary<string, (int Units, DateTimeOffset? HeldUntil)>?> Own(Guid cartId, IReadOnlyCollection<string> variantIds, CancellationToken ct)
    {
        RedisValue cart = cartId.ToString("N");
        var holds = await redis.Run(database => Task.WhenAll(variantIds.Select(variant => database.HashGetAsync(Keys.Inventory.Holds(variant), cart, CommandFlags.DemandMaster))), ct);
        (string VariantId, int Units)[] held = [.. variantIds.Zip(holds).Where(pair => !pair.Second.IsNull).Select(pair => (pair.First, Units(pair.Second!)))];
        if (held.Length == 0)
            return null;

        // One that was swept in between has no deadline any more and is no hold.
        var deadlines = await redis.Run(database => Task.WhenAll(held.Select(hold => database.SortedSetScoreAsync(Keys.Inventory.Deadlines(hold.VariantId), cart, CommandFlags.DemandMaster))), ct);
        return held.Zip(deadlines).Where(pair => pair.Second is not null)
            .ToDictionary(pair => pair.First.VariantId, pair => (pair.First.Units, (DateTimeOffset?)At((long)pair.Second!)), StringComparer.Ordinal);
    }

    /// <summary>A hold is kept as <c>units:since</c>.</summary>
    private static int Units(string hold) => int.Parse(hold.AsSpan(0, hold.IndexOf(':')), CultureInfo.InvariantCulture);

    public async Task<IReadOnlyList<CartHold>> Holds(string variantId, CancellationToken ct)
    {
        var reply = await HoldsScript.Run(redis, Books(variantId), [], ct);
        return [.. Enumerable.Range(0, reply.Length / 3).Select(i => new CartHold(Guid.ParseExact((string)reply[3 * i]!, "N"), (int)reply[3 * i + 1], At((long)reply[3 * i + 2])))];
    }

    public Task Send(IReadOnlyList<StockLevel> levels, CancellationToken ct) =>
        OrFollowed(sender.Send(levels, ct));

    public Task EndClaimed(Guid cartId, IReadOnlyList<StockLevel> levels, CancellationToken ct) =>
        OrFollowed(sender.EndClaimed(levels.Select(level => (cartId, level)), ct));

    /// <summary>The commit is done, whatever becomes of its message: who follows the log sends the level again.</summary>
    private static async Task OrFollowed(Task sending)
    {
        try
        {
            await sending;
        }
        catch (Exception fault) when (fault is DependencyUnavailableException or OperationCanceledException)
        {
            // The hold ends by its deadline.
        }
    }

    /// <summary>Loads levels that Redis does not know (yet).</summary>
    /// <returns>False while Redis has to be brought up to date first.</returns>
    private async Task<bool> Fill(IReadOnlyCollection<string> variantIds, int attempt, CancellationToken ct)
    {
        if (attempt > Fills)
            throw new DependencyUnavailableException("redis_unavailable", "The real-time layer is being emptied while it is filled. Repeat the request.");

        return await sender.Make(await levels.Of(variantIds, ct), ct);
    }

    /// <summary>What available.lua said of one variant.</summary>
    private readonly record struct Left(long OnHand, long Backorderable, long Reserved)
    {
        public static Left Of(ReadOnlySpan<char> level)
        {
            Span<Range> figures = stackalloc Range[3];
            level.Split(figures, ' ');
            return new(Figure(level[figures[0]]), Figure(level[figures[1]]), Figure(level[figures[2]]));
        }

        private static long Figure(ReadOnlySpan<char> digits) => long.Parse(digits, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
    }
}
