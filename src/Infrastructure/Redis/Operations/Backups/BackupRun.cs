using Commerce.Application.Operations;

namespace Commerce.Infrastructure.Redis.Operations.Backups;

/// <summary>One backup, shard by shard. Each file is what its primary held at one instant; instants of different shards are seconds apart.</summary>
internal sealed class BackupRun(Keyspace source, IBackupPlace place, TimeProvider clock, IProgress<LayerProgress>? progress)
{
    public async Task<(string Name, IReadOnlyList<BackupShard> Shards)> Make(CancellationToken ct)
    {
        var made = clock.GetUtcNow();
        var name = BackupName.At(made);
        var desk = place.Desk(name);
        try
        {
            var shards = new List<BackupShard>();
            foreach (var shard in await source.Shards(ct))
                shards.Add(await Save(shard, shards.Count + 1, desk, ct));

            await File.WriteAllTextAsync(Path.Combine(desk, BackupManifest.File), new BackupManifest(BackupManifest.Newest, made, shards).Text(), ct);
            await place.Keep(name, desk, [.. shards.Select(shard => shard.File), BackupManifest.File], ct);
            return (name, shards);
        }
        catch
        {
            if (Directory.Exists(desk))
                Directory.Delete(desk, recursive: true);
            throw;
        }
    }

    /// <summary>What a backup would save; nothing is asked of the servers but how much they hold.</summary>
    public async Task<IReadOnlyList<BackupShard>> Plan(CancellationToken ct) => [.. (await source.Shards(ct)).Select((shard, i) => shard with { File = FileOf(i + 1) })];

    /// <param name="made">The one that was made now; never too old, whatever was asked.</param>
    public async Task<IReadOnlyList<string>> TooOld(int keepDays, string made, CancellationToken ct)
    {
        var end = clock.GetUtcNow().AddDays(-keepDays);
        return [.. (await place.All(ct)).Where(name => name != made && BackupName.When(name) < end)];
    }

    private async Task<BackupShard> Save(BackupShard shard, int number, string desk, CancellationToken ct)
    {
        var (file, done) = (FileOf(number), 0L);
        var path = Path.Combine(desk, file);
        var (bytes, hash) = await source.Download(shard.Server).To(path, (more, total) => progress?.Report(new(file, done += more, total)), ct);
        await using var saved = File.OpenRead(path);
        return shard with { File = file, Keys = RdbHeader.Keys(saved), Bytes = bytes, Sha256 = hash };
    }

    private static string FileOf(int number) => $"shard-{number}.rdb";
}
