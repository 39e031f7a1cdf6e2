using Commerce.Application.Inventory;
using Commerce.Domain;
using Commerce.Infrastructure.Limits;
using Commerce.Infrastructure.Operations;
using Commerce.Infrastructure.Redis.Connections;
using Commerce.Infrastructure.Redis.Projection;
using StackExchange.Redis;

namespace Commerce.Infrastructure.Redis.Inventory;

/// <summary>Holds and levels in Redis: one script per variant, all variants of a call pipelined.</summary>
internal sealed partial class RedisInventory : IInventory
{
    private static readonly Script ReserveScript = Load("reserve");
    private static readonly Script ExtendScript = Load("extend");
    private static readonly Script ReleaseScript = Load("release");

    private readonly RedisConnections redis;
    private readonly StockLevels levels;
    private readonly LevelSender sender;
    private readonly DueVariants due;
    private readonly Trust trust;
    private readonly HotVariants hot;
    private readonly Ttl ttl;

    public RedisInventory(RedisConnections redis, StockLevels levels, LevelSender sender, DueVariants due, Trust trust, HotVariants hot, Ttl ttl)
    {
        (this.redis, this.levels, this.sender, this.due, this.trust, this.hot, this.ttl) = (redis, levels, sender, due, trust, hot, ttl);
    }

    public async Task<Result<IReadOnlyList<StockHold>>> Hold(Guid cartId, IReadOnlyDictionary<string, int> units, CancellationToken ct)
    {
        if (units.Values.Any(wanted => wanted < 0))
            throw new ArgumentOutOfRangeException(nameof(units), "A hold is of no fewer than 0 units.");

        await trust.Demand(() => ShardsOf(units.Keys), ct);
        using var turn = await hot.Enter(units.Keys, ct);
        if (turn is null)
        {
            Telemetry.HoldsBusy.Add(1);
            return InventoryRefusals.Busy;
        }

        // A single variant cannot be half of a cart: it is set in one step. Several are raised everywhere first, because only lowering cannot fail.
        var raised = await ReserveKnown(cartId, [.. units], units.Count == 1 ? "set" : "raise", ct);
        var shortages = raised.Where(reply => reply.IsShort).Select(reply => new StockShortage(reply.VariantId, units[reply.VariantId], reply.Figure)).ToList();
        if (shortages.Count > 0)
        {
            await Lower(cartId, [.. raised.Where(reply => !reply.IsShort && reply.Figure > reply.Had).Select(reply => KeyValuePair.Create(reply.VariantId, reply.Had))], ct);
            return InventoryRefusals.Insufficient(shortages);
        }

        await Lower(cartId, [.. units.Where(wanted => raised.Any(reply => reply.VariantId == wanted.Key && reply.Figure > wanted.Value))], ct);
        return Held(raised, units);
    }

    public async Task<IReadOnlyList<StockHold>> Extend(Guid cartId, IReadOnlyCollection<string> variantIds, TimeSpan lifetime, CancellationToken ct)
    {
        var replies = await redis.Run(database => Task.WhenAll(variantIds.Select(variant =>
            ExtendScript.On(database, Held(cartId, variant), [cartId.ToString("N"), (long)lifetime.TotalMilliseconds]))), ct);

        return [.. variantIds.Zip(replies).Where(pair => (string?)pair.Second[0] == "ok").Select(pair => new StockHold(pair.First, (int)pair.Second[1], At((long)pair.Second[2])))];
    }

    public Task Release(Guid cartId, IReadOnlyCollection<string> variantIds, CancellationToken ct) =>
        redis.Run(database => Task.WhenAll(variantIds.Select(variant =>
            ReleaseScript.On(database, Held(cartId, variant), [cartId.ToString("N")]))), ct);

    public Task Lower(Guid cartId, IReadOnlyDictionary<string, int> units, CancellationToken ct) => Lower(cartId, [.. units], ct);

    private IEnumerable<string> ShardsOf(IEnumerable<string> variants) => variants.Select(variant => redis.Shards.Of(Keys.Inventory.Variant(variant)));

    private Task Lower(Guid cartId, IReadOnlyList<KeyValuePair<string, int>> to, CancellationToken ct) =>
        to.Count == 0 ? Task.CompletedTask : Reserve(cartId, to, "lower", ct);

    /// <summary>As <see cref="Reserve"/>; variants that Redis does not know are loaded and asked again.</summary>
    private async Task<List<Reply>> ReserveKnown(Guid cartId, IReadOnlyList<KeyValuePair<string, int>> wanted, string mode, CancellationToken ct)
    {
        var known = new List<Reply>(wanted.Count);
        for (var attempt = 1; wanted.Count > 0; attempt++)
        {
            var replies = await Reserve(cartId, wanted, mode, ct);
            known.AddRange(replies.Where(reply => !reply.IsUnknown));
            wanted = [.. wanted.Where((_, i) => replies[i].IsUnknown)];
            if (wanted.Count > 0 && !await Fill([.. wanted.Select(one => one.Key)], attempt, ct))
                await trust.Demand(() => ShardsOf(wanted.Select(one => one.Key)), ct);
        }

        return known;
    }

    private Task<Reply[]> Reserve(Guid cartId, IReadOnlyList<KeyValuePair<string, int>> wanted, string mode, CancellationToken ct) =>
        redis.Run(
            async database =>
            {
                var scripts = new Task<RedisResult>[wanted.Count];
                for (var i = 0; i < scripts.Length; i++)
                    scripts[i] = ReserveScript.On(database, Whole(cartId, wanted[i].Key),
                        [cartId.ToString("N"), mode, wanted[i].Value, (long)ttl.InventoryReservation.TotalMilliseconds, (long)ttl.InventoryReservationLongest.TotalMilliseconds]);

                var replies = await Task.WhenAll(scripts);
                var read = new Reply[replies.Length];
                for (var i = 0; i < read.Length; i++)
                {
                    read[i] = Reply.Of(wanted[i].Key, replies[i]);
                    if (read[i].Deadline > 0)
                        due.Note(database, read[i].VariantId, read[i].Deadline);
                }

                return read;
            },
            ct);

    private static List<StockHold> Held(List<Reply> raised, IReadOnlyDictionary<string, int> units)
    {
        var holds = new List<StockHold>(raised.Count);
        foreach (var reply in raised)
            if (units[reply.VariantId] > 0)
                holds.Add(new(reply.VariantId, units[reply.VariantId], At(reply.Deadline)));

        return holds;
    }

    private static Script Load(string name) => Script.Load("Redis/Inventory/lapse.lua", "Redis/Inventory/level.lua", $"Redis/Inventory/{name}.lua");

    internal static RedisKey[] Books(string variant) => [Keys.Inventory.Reserved(variant), Keys.Inventory.Holds(variant), Keys.Inventory.Deadlines(variant)];

    internal static RedisKey[] Level(string variant) =>
        [Keys.Inventory.Variant(variant), Keys.Inventory.Reserved(variant), Keys.Inventory.Holds(variant), Keys.Inventory.Deadlines(variant)];

    internal static RedisKey[] Held(Guid cartId, string variant) =>
        [Keys.Inventory.Reserved(variant), Keys.Inventory.Holds(variant), Keys.Inventory.Deadlines(variant), Keys.Inventory.Reservation(cartId, variant)];

    internal static RedisKey[] Whole(Guid cartId, string variant) =>
        [Keys.Inventory.Variant(variant), Keys.Inventory.Reserved(variant), Keys.Inventory.Holds(variant), Keys.Inventory.Deadlines(variant), Keys.Inventory.Reservation(cartId, variant)];

    private static DateTimeOffset At(long milliseconds) => DateTimeOffset.FromUnixTimeMilliseconds(milliseconds);

    /// <summary>What reserve.lua said of one variant.</summary>
    /// <param name="Figure">The hold's units now, or what is available when it is short.</param>
    private readonly record struct Reply(string VariantId, bool IsUnknown, bool IsShort, int Had, long Figure, long Deadline)
    {
        public static Reply Of(string variantId, RedisResult reply) => (string?)reply[0] switch
        {
            "ok" => new(variantId, false, false, (int)reply[1], (long)reply[2], (long)reply[3]),
            "insufficient" => new(variantId, false, true, (int)reply[1], (long)reply[2], 0),
            "unknown" => new(variantId, true, false, 0, 0, 0),
            var other => throw new InvalidOperationException($"reserve.lua answered '{other}'."),
        };
    }
}
