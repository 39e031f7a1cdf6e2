using Commerce.Application.Operations;
using StackExchange.Redis;

namespace Commerce.Infrastructure.Redis.Operations;

/// <summary>
/// Brings one keyspace into another. The first pass copies; each further pass compares both whole, copies what differs and deletes what is gone, until one finds nothing to do.
/// So nothing depends on the order in which keys are met, on cursors that outlived a restart, or on when others write.
/// </summary>
internal sealed class Transfer(Keyspace source, Keyspace target, Checkpoint checkpoint, TransferOptions options, IProgress<LayerProgress>? progress)
{
    /// <summary>Less is the time that asking took; more is a clock that is wrong.</summary>
    private const int ClockNoiseMilliseconds = 250;

    private const int NearEndMilliseconds = 1_000;

    /// <summary>Of a key that need not be written again.</summary>
    private const int ExpiryToleranceMilliseconds = 500;

    /// <summary>Milliseconds by which the target's clock is ahead: of the source's, and of ours.</summary>
    private long ahead, targetAhead;

    /// <returns>The last comparison, and how many were made.</returns>
    public async Task<(Comparison Last, long Mended, int Passes)> Run(CancellationToken ct)
    {
        await CompareClocks(ct);
        if (checkpoint.IsNew)
            await checkpoint.Begin(target.Walk(options.Match, options.Batch, _ => "0", ct), ct);

        if (!checkpoint.IsCopied)
            await Copy(ct);

        var mended = 0L;
        for (var pass = 1; ; pass++)
        {
            var comparison = await Compare($"pass {pass}", apply: true, ct);
            mended += comparison.Changes;
            if (comparison.Changes == 0 || pass >= options.Passes)
                return (comparison, mended, pass);
        }
    }

    public async Task<Comparison> DryRun(CancellationToken ct)
    {
        await CompareClocks(ct);
        return await Compare("compare", apply: false, ct);
    }

    private async Task CompareClocks(CancellationToken ct)
    {
        targetAhead = await target.ClockAhead(ct);
        ahead = targetAhead - await source.ClockAhead(ct) is var difference && !options.KeepsInstants && Math.Abs(difference) > ClockNoiseMilliseconds ? difference : 0;
    }

    private async Task Copy(CancellationToken ct)
    {
        var done = new Steps("copy", await source.Count(ct), progress);
        try
        {
            await foreach (var page in source.Walk(options.Match, options.Batch, checkpoint.Of, ct))
            {
                // What the target had before is looked at in the comparison, which knows whether it differs.
                var copied = await Copy([.. page.Keys.Where(key => !checkpoint.IsTheirs(key))], ct);
                await checkpoint.Passed(page, copied);
                done.Add(page.Keys.Count);
            }

            await checkpoint.Through();
        }
        finally
        {
            await checkpoint.Save();
        }
    }

    private async Task<int> Copy(List<RedisKey> keys, CancellationToken ct)
    {
        if (keys.Count == 0)
            return 0;

        var parcels = (await source.Pack(keys, ct)).Select(parcel => parcel.Expires > 0 ? parcel with { Expires = Math.Max(1, parcel.Expires + ahead) } : parcel).ToList();
        if (parcels.Count > 0)
            await target.Unpack(parcels, ct);

        return parcels.Count;
    }

    private async Task<Comparison> Compare(string name, bool apply, CancellationToken ct)
    {
        var comparison = new Comparison();
        var done = new Steps(name, await source.Count(ct) + await target.Count(ct), progress);
        var met = new HashSet<UInt128>();
        await foreach (var page in source.Walk(options.Match, options.Batch, _ => "0", ct))
        {
            await CompareWithTarget([.. page.Keys.Where(key => met.Add(KeyspaceDigest.OfName(key)))], comparison, apply, ct);
            done.Add(page.Keys.Count);
        }

        if (apply)
        {
            await foreach (var page in target.Walk(options.Match, options.Batch, _ => "0", ct))
            {
                await RemoveWhatIsGone([.. page.Keys.Where(key => !met.Contains(KeyspaceDigest.OfName(key)) && !checkpoint.IsTheirs(key))], comparison, ct);
                done.Add(page.Keys.Count);
            }
        }

        return comparison;
    }

    private async Task CompareWithTarget(RedisKey[] keys, Comparison comparison, bool apply, CancellationToken ct)
    {
        if (keys.Length == 0)
            return;

        var (here, there) = (source.Prints(keys, ct), target.Prints(keys, ct));
        var (given, found) = (await here, await there);
        var wrong = new List<RedisKey>();
        for (var i = 0; i < keys.Length; i++)
        {
            var expected = given[i].Later(ahead);
            if (expected.Content is null || IsEnding(expected))
                continue;

            if (expected.Equals(found[i], ExpiryToleranceMilliseconds))
                comparison.Same(keys[i], given[i], found[i]);
            else if (found[i].Content is not null && !options.Overwrite && (checkpoint.IsNew || checkpoint.IsTheirs(keys[i])))
                comparison.Keep(keys[i], given[i], found[i]);
            else
            {
                comparison.Differ(keys[i], given[i], found[i]);
                wrong.Add(keys[i]);
            }
        }

        if (apply)
            await Copy(wrong, ct);
    }

    private async Task RemoveWhatIsGone(RedisKey[] keys, Comparison comparison, CancellationToken ct)
    {
        if (keys.Length == 0)
            return;

        var there = await source.Exist(keys, ct);
        var gone = keys.Where((_, i) => !there[i]).ToList();
        if (gone.Count == 0)
            return;

        var prints = await target.Prints(gone, ct);
        var remove = gone.Where((_, i) => prints[i].Content is not null && !IsEnding(prints[i])).ToList();
        comparison.Removed += remove.Count;
        await target.Delete(remove, ct);
    }

    /// <summary>So near its end that it may be gone from one server and not yet from the other, and neither is wrong.</summary>
    private bool IsEnding(Print print) => print.Expiring && print.Expires < TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds() + targetAhead + NearEndMilliseconds;
}
