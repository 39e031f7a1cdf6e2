using System.Globalization;
using Commerce.Application.Inventory;
using Commerce.Domain.Checkouts;
using Commerce.Infrastructure.Redis.Checkouts;
using Commerce.Infrastructure.Redis.Connections;
using Commerce.Infrastructure.Redis.Inventory;
using Commerce.Infrastructure.Streams.Checkouts;
using StackExchange.Redis;

namespace Commerce.Infrastructure.Redis.Projection;

/// <summary>The copies, locks and goods of live checkouts, a portion at a time. What has run out by its own time is not expected any more.</summary>
internal sealed class CheckoutUpkeep(RedisConnections redis, LiveCheckouts checkouts, RedisCheckoutBoard board, DueVariants due, IInventory inventory, Ttl ttl)
{
    /// <summary>What ends this soon may have ended between two looks.</summary>
    private static readonly TimeSpan Margin = TimeSpan.FromSeconds(30);

    private static readonly Script RestoreScript = Script.Load("Redis/Inventory/lapse.lua", "Redis/Inventory/restore.lua");
    private static readonly Script RelockScript = Script.Load("Redis/Checkouts/relock.lua");

    public async Task Look(Guid[] ids, Course course, CancellationToken ct)
    {
        var live = await Settled(ids, course, ct);
        foreach (var one in live)
            foreach (var line in one.Lines)
                course.Ledger.Enter(line.Store, line.Key, line.Expected, line.Found);

        if (!course.Mends)
            return;

        var wrong = live.Where(one => one.Differs).ToList();
        foreach (var one in wrong.Where(one => one.IsAhead))
            await redis.Run(database => database.KeyDeleteAsync(Keys.Checkouts.Session(one.Checkout.Id)), ct);

        await redis.Run(database => Task.WhenAll(live.Where(one => one.Differs || one.Checkout.State.IsPinned).Select(one => Mend(database, one))), ct);
        await TakeBack(wrong, ct);
    }

    /// <summary>One that moved on while it was mended may hold nothing any more: what was put back goes.</summary>
    private async Task TakeBack(IReadOnlyList<Seen> mended, CancellationToken ct)
    {
        var holding = mended.Where(one => one.Checkout.State.HoldsFor is not null).ToDictionary(one => one.Checkout.Id);
        foreach (var now in holding.Count > 0 ? await checkouts.Load([.. holding.Keys], ct) : [])
            if (now.Version != holding[now.Id].Checkout.Version && now.State.HoldsFor is null)
                await inventory.Release(now.State.Session.CartId, [.. Units(holding[now.Id].Checkout).Keys], ct);
    }

    private async Task<IReadOnlyList<Seen>> Settled(Guid[] ids, Course course, CancellationToken ct)
    {
        var seen = (await Read(await checkouts.Load(ids, ct), ct)).ToDictionary(one => one.Checkout.Id);
        for (var look = 2; course.InUse && look <= Course.Looks && seen.Values.Any(one => one.Differs); look++)
        {
            await course.Settle(ct);
            foreach (var one in await Read(await checkouts.Load([.. seen.Values.Where(one => one.Differs).Select(one => one.Checkout.Id)], ct), ct))
                seen[one.Checkout.Id] = one;
        }

        return [.. seen.Values];
    }

    private Task<Seen[]> Read(IReadOnlyList<LiveCheckout> live, CancellationToken ct) => redis.Run(database => Task.WhenAll(live.Select(one => Read(database, one))), ct);

    private async Task<Seen> Read(IDatabaseAsync database, LiveCheckout one)
    {
        var (id, state, copy) = ($"{one.Id:N}", one.State, CheckoutCopy.Of(one.State, one.Version));
        const CommandFlags Primary = CommandFlags.DemandMaster;
        var (session, totals, payment) =
            (database.HashGetAllAsync(Keys.Checkouts.Session(one.Id), Primary), database.StringGetAsync(Keys.Checkouts.Metadata(one.Id), Primary), database.HashGetAllAsync(Keys.Checkouts.Intent(one.Id), Primary));
        var locked = Relock(database, one, mend: false);
        var held = Units(one).Select(line => (line.Key, line.Value, Reply: Restore(database, one, line.Key, line.Value, mend: false))).ToList();
        await Task.WhenAll([session, totals, payment, locked, .. held.Select(line => line.Reply)]);

        var shown = (await session).ToDictionary(field => (string)field.Name!, field => (string)field.Value!);
        var lines = new List<Line>();
        Expect(Ledger.Checkouts, "session", ttl.CheckoutSession, Text(copy.Fields), Text(shown));
        Expect(Ledger.Checkouts, "totals", ttl.CheckoutSession, copy.Totals, (string?)await totals ?? "");
        if (copy.Payment is not null)
            Expect(Ledger.Checkouts, "intent", ttl.PaymentIntent, Text(copy.Payment), Text((await payment).ToDictionary(field => (string)field.Name!, field => (string)field.Value!)));
        if (state.LocksCart)
            Expect(Ledger.Checkouts, "lock", ttl.CheckoutLock, id, (string)(await locked)[1]!);
        foreach (var (variant, units, reply) in held)
            Expect(Ledger.Holds, variant, state.IsPinned ? TimeSpan.MaxValue : state.HoldsFor!.Value, Text(units), Text(Math.Min(units, (long)(await reply)[1])));

        return new(one, lines, shown.TryGetValue("version", out var version) && long.Parse(version, CultureInfo.InvariantCulture) > one.Version);

        void Expect(string store, string what, TimeSpan lifetime, string expected, string found)
        {
            if (lifetime > one.Rest + Margin)
                lines.Add(new(store, $"{id} {what}", expected, found is "" or "0" ? (expected is "" ? "" : null) : found));
        }
    }

    private async Task<bool> Mend(IDatabaseAsync database, Seen one)
    {
        var checkout = one.Checkout;
        var work = new List<Task>();
        if (one.Differs)
            work.Add(board.Copy(database, checkout.Id, checkout.State, checkout.Version));
        if (one.Differs && checkout.State.LocksCart && ttl.CheckoutLock > checkout.Rest)
            work.Add(Relock(database, checkout, mend: true));

        work.AddRange(Units(checkout).Select(async line =>
        {
            var reply = await Restore(database, checkout, line.Key, line.Value, mend: true);
            if ((long)reply[2] is > 0 and var deadline)
                due.Note(database, line.Key, deadline);
        }));
        await Task.WhenAll(work);
        return true;
    }

    private Task<RedisResult> Relock(IDatabaseAsync database, LiveCheckout one, bool mend) => RelockScript.On(
        database, [Keys.Checkouts.Lock(one.State.Session.CartId)], [$"{one.Id:N}", one.State.Session.Fence, (long)Math.Max(1, (ttl.CheckoutLock - one.Rest).TotalMilliseconds), mend ? 1 : 0]);

    private static Task<RedisResult> Restore(IDatabaseAsync database, LiveCheckout one, string variant, int units, bool mend)
    {
        var (cart, pinned) = (one.State.Session.CartId, one.State.IsPinned);
        var lifetime = pinned ? Checkout.PinnedHold : one.State.HoldsFor!.Value - one.Rest;

        return RestoreScript.On(
            database, RedisInventory.Held(cart, variant), [$"{cart:N}", units, (long)lifetime.TotalMilliseconds, pinned ? (long)lifetime.TotalMilliseconds / 2 : 0, mend ? 1 : 0]);
    }

    /// <summary>What it holds at this moment, by variant.</summary>
    private static IReadOnlyDictionary<string, int> Units(LiveCheckout one) =>
        one.State.HoldsFor is { } lifetime && (one.State.IsPinned || lifetime > one.Rest) ? one.State.Frozen!.UnitsByVariant() : new Dictionary<string, int>();

    private static string Text(Dictionary<string, string> fields) => string.Join(' ', fields.OrderBy(field => field.Key, StringComparer.Ordinal).Select(field => $"{field.Key}={field.Value}"));

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);

    private sealed record Line(string Store, string Key, string Expected, string? Found);

    /// <param name="IsAhead">Redis shows a version the stream does not have.</param>
    private sealed record Seen(LiveCheckout Checkout, IReadOnlyList<Line> Lines, bool IsAhead)
    {
        public bool Differs => Lines.Any(line => line.Expected != line.Found);
    }
}
