using Commerce.Application.Inventory;
using Commerce.Application.Pipeline;
using Commerce.Domain;
using Commerce.Domain.Checkouts;

namespace Commerce.Integration.Simulation.Ports;

/// <summary>
/// <c>RedisInventory</c> over the memory: the same order of scripts, each of them one step. The scripts of one pipeline arrive together or not at all; between two pipelines anybody may come.
/// </summary>
internal sealed class MemoryInventory(SimulatedNode node) : IInventory
{
    /// <summary>How the trace tells that a hold was refused because Redis was not up to date.</summary>
    public const string NotTrusted = "redis is not trusted yet";

    private const int Fills = 5;

    private static readonly long Lifetime = (long)Checkout.Hold.TotalMilliseconds;
    private static readonly long Longest = (long)Checkout.LongestHold.TotalMilliseconds;

    private MemoryRedis Redis => node.World.Redis;

    private long Now => Redis.Milliseconds;

    public async Task<IReadOnlyDictionary<string, StockAvailability>> Available(IReadOnlyCollection<string> variantIds, Guid? cartId, CancellationToken ct)
    {
        var found = new Dictionary<string, StockAvailability>(StringComparer.Ordinal);
        List<string> asked = [.. variantIds];
        for (var attempt = 1; asked.Count > 0; attempt++)
        {
            var now = 0L;
            var replies = await node.Wire.Redis("available", () => (now = Now, asked.Select(variant => Redis.Book(variant).Available(cartId, now)).ToArray()).Item2, ct: ct);
            for (var i = 0; i < replies.Length; i++)
                if (replies[i] is { } level)
                    found[asked[i]] = new(
                        asked[i], Math.Max(0, level.OnHand + level.Backorder - level.Reserved + level.Mine), level.OnHand, level.Reserved, level.Backorder, (int)level.Mine,
                        level.Deadline > 0 ? At(level.Deadline) : null);

            asked = [.. asked.Where(variant => !found.ContainsKey(variant))];
            if (asked.Count == 0 || await Fill(asked, attempt, ct))
                continue;

            // Not up to date: what PostgreSQL has is told.
            foreach (var level in await Levels(asked, ct))
                found[level.VariantId] = new(level.VariantId, level.OnHand + level.Backorderable, level.OnHand, 0, level.Backorderable, 0, null);

            return found;
        }

        return found;
    }

    public async Task<Result<IReadOnlyList<StockHold>>> Hold(Guid cartId, IReadOnlyDictionary<string, int> units, CancellationToken ct)
    {
        await Demand();
        var raised = await ReserveKnown(cartId, [.. units], units.Count == 1 ? "set" : "raise", ct);
        StockShortage[] shortages = [.. raised.Where(reply => reply.Status != "ok").Select(reply => new StockShortage(reply.Variant, units[reply.Variant], reply.Figure))];
        if (shortages.Length > 0)
        {
            await node.World.Rules.Compensate(
                raised, to => Lower(cartId, to, "lower", ct), to => Lower(cartId, to, "restore", ct));
            return InventoryRefusals.Insufficient(shortages);
        }

        await Lower(cartId, [.. units.Where(wanted => raised.Any(reply => reply.Variant == wanted.Key && reply.Figure > wanted.Value))], "lower", ct);
        return raised.Where(reply => units[reply.Variant] > 0).Select(reply => new StockHold(reply.Variant, units[reply.Variant], At(reply.Deadline))).ToList();
    }

    public Task Lower(Guid cartId, IReadOnlyDictionary<string, int> units, CancellationToken ct) => Lower(cartId, [.. units], "lower", ct);

    public async Task<IReadOnlyList<StockHold>> Extend(Guid cartId, IReadOnlyCollection<string> variantIds, TimeSpan lifetime, CancellationToken ct)
    {
        var replies = await node.Wire.Redis("extend", () => variantIds.Select(variant => Redis.Book(variant).Extend(cartId, (long)lifetime.TotalMilliseconds, Now)).ToArray(), cartId, ct);
        return [.. variantIds.Zip(replies).Where(pair => pair.Second is not null).Select(pair => new StockHold(pair.First, (int)pair.Second!.Value.Units, At(pair.Second.Value.Deadline)))];
    }

    public Task Release(Guid cartId, IReadOnlyCollection<string> variantIds, CancellationToken ct) => node.Wire.Redis("release", () => Each(variantIds, variant => Redis.Book(variant).Release(cartId, Now)), cartId, ct);

    public Task EndClaimed(Guid cartId, IReadOnlyList<StockLevel> levels, CancellationToken ct) => OrFollowed(
        node.Wire.Redis("claim", () => Each(levels, level => Redis.Book(level.VariantId).Claim(cartId, level.OnHand, level.Version, level.Backorderable, Now)), cartId, ct));

    public Task Send(IReadOnlyList<StockLevel> levels, CancellationToken ct) => OrFollowed(SendNow(levels, ct));

    public Task<IReadOnlyList<CartHold>> Holds(string variantId, CancellationToken ct) => node.Wire.Redis<IReadOnlyList<CartHold>>(
        "holds", () => [.. Redis.Book(variantId).Live(Now).Select(hold => new CartHold(hold.Cart, (int)hold.Units, At(hold.Deadline)))], ct: ct);

    private static DateTimeOffset At(long milliseconds) => Timeline.Dawn.AddMilliseconds(milliseconds);

    private static int Each<T>(IReadOnlyCollection<T> all, Action<T> script)
    {
        foreach (var one in all)
            script(one);

        return all.Count;
    }

    /// <summary>A level that is there is kept; one that Redis does not know is made only where Redis is up to date.</summary>
    private async Task SendNow(IReadOnlyList<StockLevel> levels, CancellationToken ct)
    {
        await node.Wire.Redis("send", () => Each([.. levels.Where(IsKnown)], level => node.World.Rules.Send(Redis.Book(level.VariantId), level)), ct: ct);
        if (levels.Any(level => !IsKnown(level)) && !await Make(levels, ct))
            throw Outdated();

        bool IsKnown(StockLevel level) => Redis.Book(level.VariantId).Level is not null;
    }

    private async Task<bool> Make(IReadOnlyList<StockLevel> levels, CancellationToken ct)
    {
        if (!await node.Wire.Redis("look", () => Redis.IsUpToDate, ct: ct))
        {
            node.Memory.Doubt();
            return false;
        }

        await node.Wire.Redis("make", () => Each(levels, level => node.World.Rules.Send(Redis.Book(level.VariantId), level)), ct: ct);
        return true;
    }

    /// <summary>Waits a second for a look that comes after the doubt.</summary>
    private async Task Demand()
    {
        if (!node.Memory.Trusts)
            await node.Pause(TimeSpan.FromSeconds(1));
        if (node.Memory.Trusts)
            return;

        node.World.Trace.Step(node.World.Time.Ticks, node.Name, NotTrusted);
        throw Outdated();
    }

    private static DependencyUnavailableException Outdated() => new("redis_unavailable", "The real-time layer is being brought up to date. Repeat the request.");

    /// <summary>Who follows the log sends the level again.</summary>
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

    /// <returns>False, and nothing is filled, while Redis is not up to date.</returns>
    private async Task<bool> Fill(IReadOnlyCollection<string> variants, int attempt, CancellationToken ct)
    {
        if (attempt > Fills)
            throw new DependencyUnavailableException("redis_unavailable", "The real-time layer is being emptied while it is filled. Repeat the request.");

        return await Make(await Levels(variants, ct), ct);
    }

    private Task<StockLevel[]> Levels(IReadOnlyCollection<string> variants, CancellationToken ct) =>
        node.Wire.Postgres("read levels", () => variants.Select(node.World.Database.Level).ToArray(), ct: ct);

    private Task Lower(Guid cart, IReadOnlyList<KeyValuePair<string, int>> to, string mode, CancellationToken ct) => to.Count == 0 ? Task.CompletedTask : Reserve(cart, to, mode, ct);

    private async Task<List<ReserveReply>> ReserveKnown(Guid cart, IReadOnlyList<KeyValuePair<string, int>> wanted, string mode, CancellationToken ct)
    {
        var known = new List<ReserveReply>();
        for (var attempt = 1; wanted.Count > 0; attempt++)
        {
            var replies = await Reserve(cart, wanted, mode, ct);
            known.AddRange(replies.Where(reply => reply.Status != "unknown"));
            wanted = [.. wanted.Where((_, i) => replies[i].Status == "unknown")];
            if (wanted.Count > 0 && !await Fill([.. wanted.Select(one => one.Key)], attempt, ct))
                await Demand();
        }

        return known;
    }

    private Task<ReserveReply[]> Reserve(Guid cart, IReadOnlyList<KeyValuePair<string, int>> wanted, string mode, CancellationToken ct) => node.Wire.Redis(
        mode,
        () => wanted.Select(one => Redis.Book(one.Key).Reserve(cart, mode, one.Value, Lifetime, Longest, Now) is var reply
            ? new ReserveReply(one.Key, reply.Status, (int)reply.Had, reply.Figure, reply.Deadline)
            : default!).ToArray(),
        cart, ct);
}

/// <param name="Figure">Units now held, or available when refused.</param>
internal sealed record ReserveReply(string Variant, string Status, int Had, long Figure, long Deadline);
