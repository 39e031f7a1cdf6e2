using Commerce.Application.Operations;
using Commerce.Domain;
using Commerce.Domain.Operations;
using Commerce.Infrastructure.Operations;
using Commerce.Infrastructure.Redis.Connections;
using Commerce.Infrastructure.Redis.Inventory;
using Commerce.Infrastructure.Streams;
using Commerce.Infrastructure.Streams.Checkouts;
using Npgsql;

namespace Commerce.Infrastructure.Redis.Projection;

/// <summary>One way through the layer for all who look at it: portions of variants, then portions of live checkouts. What differs between verifying, reconciling and auditing is only the <see cref="Course"/>.</summary>
internal sealed class RedisRealTimeLayer(
    RedisConnections redis, Marker marker, StockLevels levels, LiveCheckouts checkouts, LevelUpkeep variants, CheckoutUpkeep sessions, CartUpkeep carts, UpkeepLog log, NpgsqlDataSource source) : IRealTimeLayer
{
    private const int VariantsAtOnce = 1_000;
    private const int CheckoutsAtOnce = 250;

    public async Task<LayerReport> Verify(IProgress<LayerProgress>? progress, CancellationToken ct)
    {
        await Answering(ct);
        var ledger = new Ledger();
        await Pass(new(ledger, Mends: false, InUse: true), progress, TimeSpan.Zero, ct);
        return ledger.Report("verify", dryRun: true);
    }

    public Task<Result<LayerReport>> Reconcile(string by, bool dryRun, IProgress<LayerProgress>? progress, CancellationToken ct) => InTurn(
        async servers =>
        {
            var ledger = new Ledger();
            await Pass(new(ledger, Mends: !dryRun, InUse: servers.IsInPartUpToDate), progress, TimeSpan.Zero, ct);
            if (dryRun)
                return ledger.Report("reconcile", dryRun);

            await marker.Set(servers, ct);
            await log.Reconciled("operator", by, ledger, ct);
            return ledger.Report("reconcile", dryRun);
        },
        ct);

    public Task<Result<LayerReport>> Rebuild(string by, bool dryRun, IProgress<LayerProgress>? progress, CancellationToken ct) => InTurn(
        async servers =>
        {
            if (dryRun)
                return await Verify(progress, ct) with { Operation = "rebuild" };

            await marker.Clear(servers, ct);
            await new Wipe(redis).All(ct);
            var ledger = new Ledger();
            var total = await levels.Count(ct);
            var made = 0L;
            await foreach (var portion in levels.All(VariantsAtOnce, ct))
            {
                await variants.Make(portion, ct);
                progress?.Report(new(Ledger.Levels, made += portion.Count, total));
            }

            await Look(await checkouts.Ids(ct), new(new(), Mends: true, InUse: false), progress, ct);
            await marker.Set(servers, ct);

            // A checkout that was locked before its node noticed has lost its hold with all the others.
            await Pass(new(ledger, Mends: true, InUse: true), progress, TimeSpan.Zero, ct);
            await log.Rebuilt(by, ledger, ct);
            return ledger.Report("rebuild", dryRun);
        },
        ct);

    /// <summary>For the node that found Redis not up to date. False: another node is at it, or was since this one looked.</summary>
    public async Task<bool> BringUpToDate(Look found, string node, CancellationToken ct)
    {
        await using var turn = await AdvisoryTurn.Take(source, AdvisoryTurn.Upkeep, ct);
        if (turn is null)
            return false;

        // What was brought up to date meanwhile is in use, and must not be taken for what nobody uses.
        var servers = await marker.Look(ct);
        if (servers.IsUpToDate || servers.Servers != found.Servers)
            return false;

        var ledger = new Ledger();
        await Pass(new(ledger, Mends: true, InUse: servers.IsInPartUpToDate), null, TimeSpan.Zero, ct);
        if (!servers.IsEmpty)
            await carts.ForgetOlder(ct);

        await marker.Set(servers, ct);
        if (ledger.Count > 0)
            await log.Reconciled(servers.IsEmpty ? "empty" : "restarted", node, ledger, ct);

        return true;
    }

    /// <summary>All variants, then all live checkouts.</summary>
    /// <param name="pause">After each portion.</param>
    public async Task Pass(Course course, IProgress<LayerProgress>? progress, TimeSpan pause, CancellationToken ct)
    {
        var (done, total) = (0L, progress is null ? 0 : await levels.Count(ct));
        await foreach (var portion in levels.All(VariantsAtOnce, ct))
        {
            if (!course.GoesOn())
                return;

            await variants.Look(portion, course, ct);
            progress?.Report(new(Ledger.Levels, done += portion.Count, total));
            await Task.Delay(pause, ct);
        }

        await Look(await checkouts.Ids(ct), course, progress, ct, pause);
        Telemetry.Drift(course.Ledger);
    }

    private async Task Look(IReadOnlyList<Guid> ids, Course course, IProgress<LayerProgress>? progress, CancellationToken ct, TimeSpan pause = default)
    {
        var done = 0;
        foreach (var portion in ids.Chunk(CheckoutsAtOnce).TakeWhile(_ => course.GoesOn()))
        {
            await sessions.Look(portion, course, ct);
            progress?.Report(new(Ledger.Checkouts, done += portion.Length, ids.Count));
            await Task.Delay(pause, ct);
        }
    }

    private async Task<Result<LayerReport>> InTurn(Func<Look, Task<LayerReport>> work, CancellationToken ct)
    {
        await using var turn = await AdvisoryTurn.Take(source, AdvisoryTurn.Upkeep, ct);
        if (turn is null)
            return OperationsRefusals.Busy;

        return await work(await Answering(ct));
    }

    private async Task<Look> Answering(CancellationToken ct)
    {
        try
        {
            return await marker.Look(ct);
        }
        catch (Exception fault) when (Resilience.IsRedisFault(fault))
        {
            throw RedisConnections.Unavailable(fault);
        }
    }
}
