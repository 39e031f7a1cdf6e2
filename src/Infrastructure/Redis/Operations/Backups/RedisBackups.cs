using System.Diagnostics;
using Commerce.Application.Operations;
using Commerce.Domain;

namespace Commerce.Infrastructure.Redis.Operations.Backups;

internal sealed class RedisBackups(OperatorConnections connections, BackupPlaces places, TimeProvider clock) : IRedisBackups
{
    public async Task<Result<BackupReport>> Backup(BackupPlan plan, IProgress<LayerProgress>? progress, CancellationToken ct)
    {
        var started = Stopwatch.GetTimestamp();
        using var place = places.Open(plan.Place);
        await using var source = await connections.Open(plan.From);
        var run = new BackupRun(source, place, clock, progress);
        var (name, shards) = plan.DryRun ? ("", await run.Plan(ct)) : await run.Make(ct);

        var old = await run.TooOld(plan.KeepDays, name, ct);
        foreach (var one in plan.DryRun ? [] : old)
            await place.Delete(one, ct);

        return new BackupReport(plan.DryRun, name, shards, old, (long)Stopwatch.GetElapsedTime(started).TotalMilliseconds);
    }

    public async Task<Result<RestoreReport>> Restore(RestorePlan plan, IProgress<LayerProgress>? progress, CancellationToken ct)
    {
        var started = Stopwatch.GetTimestamp();
        using var place = places.Open(plan.Place);
        if ((plan.Backup ?? (await place.All(ct) is [.., var newest] ? newest : null)) is not { } name || await place.Read(name, BackupManifest.File, ct) is not { } written)
            return Refused.NoSuchBackup(plan.Backup, place.Name);

        await using var target = await connections.Open(plan.To);
        using var reader = new StreamReader(written);
        if (BackupManifest.Parse(await reader.ReadToEndAsync(ct)) is not { } manifest)
            return Refused.Damaged(name, BackupManifest.File);

        var run = new RestoreRun(place, name, manifest, target, plan.Checkpoint, progress);
        if ((await run.Refusal(ct) ?? (plan.DryRun ? await run.Check(ct) : null)) is { } refusal)
            return refusal;

        if (plan.DryRun)
            return Report(false, manifest.Shards.Sum(shard => shard.Keys), "", "");

        return (await run.Run(ct)).Map(found => Report(found.Agrees, found.Source.Keys, $"{found.Source}", $"{found.Target}"));

        RestoreReport Report(bool agrees, long keys, string files, string restored) =>
            new(plan.DryRun, name, agrees, keys, files, restored, (long)Stopwatch.GetElapsedTime(started).TotalMilliseconds);
    }
}
