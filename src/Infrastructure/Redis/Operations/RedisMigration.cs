using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using Commerce.Application.Operations;
using Commerce.Domain;

namespace Commerce.Infrastructure.Redis.Operations;

internal sealed class RedisMigration(OperatorConnections connections) : IRedisMigration
{
    public async Task<Result<MigrationReport>> Migrate(MigrationPlan plan, IProgress<LayerProgress>? progress, CancellationToken ct)
    {
        var started = Stopwatch.GetTimestamp();
        await using var source = await connections.Open(plan.From);
        await using var target = await connections.Open(plan.To);
        if ((await source.RunIds(ct)).Intersect(await target.RunIds(ct)).Any())
            return Refused.SameRedis;

        if (await Checkpoint.Open(plan.Checkpoint, Identity(source, target, plan), ct) is not { } checkpoint)
            return Refused.OfAnother(plan.Checkpoint);

        var transfer = new Transfer(source, target, checkpoint, new(plan.Match, plan.Overwrite, plan.Batch, plan.Passes), progress);
        var (last, mended, passes) = plan.DryRun ? (await transfer.DryRun(ct), 0, 1) : await transfer.Run(ct);
        if (plan is { DryRun: false, Prepare: false } && last.Changes == 0)
            checkpoint.Forget();

        return new MigrationReport(
            plan.DryRun, last.Changes + last.Kept == 0, last.Source.Keys, plan.DryRun ? last.Missing : checkpoint.Copied, plan.DryRun ? last.Outdated : mended, last.Kept, last.FirstKept, passes,
            $"{last.Source}", $"{last.Target}", (long)Stopwatch.GetElapsedTime(started).TotalMilliseconds);
    }

    /// <summary>Of what is copied, from where and where to; as whom may change.</summary>
    private static string Identity(Keyspace source, Keyspace target, MigrationPlan plan) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{source.Name}\n{target.Name}\n{plan.Match}\n{plan.Overwrite}")));
}
