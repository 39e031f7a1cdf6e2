using System.Security.Cryptography;
using Commerce.Application.Operations;
using Commerce.Domain;

namespace Commerce.Infrastructure.Redis.Operations.Backups;

/// <summary>One restore, file by file: a server of this machine reads the file, and its keys are transferred as from any other.</summary>
/// <param name="checkpoint">A file that is there from the first write to the last, with one beside it for the shard at work.</param>
internal sealed class RestoreRun(IBackupPlace place, string name, BackupManifest manifest, Keyspace target, string checkpoint, IProgress<LayerProgress>? progress)
{
    private string Identity => $"{place.Name}\n{name}\n{target.Name}";

    /// <summary>Why it must not begin.</summary>
    public async Task<Refusal?> Refusal(CancellationToken ct)
    {
        if (TemporaryRedis.Program is null)
            return Refused.NoServerProgram;
        if (File.Exists(checkpoint))
            return await File.ReadAllTextAsync(checkpoint, ct) is var begun && begun.StartsWith(Identity, StringComparison.Ordinal) ? null : Refused.OfAnother(checkpoint);

        return await target.Count(ct) is > 0 and var keys ? Refused.NotEmpty(target.Name, keys) : null;
    }

    /// <summary>Whether every file is what was saved.</summary>
    public async Task<Refusal?> Check(CancellationToken ct)
    {
        foreach (var shard in manifest.Shards)
            if (await Fetch(shard, Stream.Null, ct) is { } refusal)
                return refusal;

        return null;
    }

    public async Task<Result<Found>> Run(CancellationToken ct)
    {
        await File.WriteAllTextAsync(checkpoint, Identity, ct);
        var found = new Found(new(), new(), true);
        foreach (var shard in manifest.Shards)
        {
            await using var server = TemporaryRedis.Prepare();
            await using (var file = File.Create(server.File))
                if (await Fetch(shard, file, ct) is { } refusal)
                    return refusal;

            await using var source = await server.Start(ct);
            if (await Checkpoint.Open($"{checkpoint}.{shard.File}", $"{Identity}\n{shard.File}", ct) is not { } steps)
                return Refused.OfAnother($"{checkpoint}.{shard.File}");

            var (last, _, _) = await new Transfer(source, target, steps, new(KeepsInstants: true), new Named(shard.File, progress)).Run(ct);
            found = found.And(last);
        }

        foreach (var shard in manifest.Shards)
            Checkpoint.Forget($"{checkpoint}.{shard.File}");
        File.Delete(checkpoint);
        return found;
    }

    /// <summary>Copies a file out of the place and holds it against its checksum.</summary>
    private async Task<Refusal?> Fetch(BackupShard shard, Stream copy, CancellationToken ct)
    {
        if (await place.Read(name, shard.File, ct) is not { } read)
            return Refused.Damaged(name, shard.File);

        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        await using (read)
        {
            var (block, done) = (new byte[1 << 18], new Steps($"read {shard.File}", shard.Bytes, progress));
            for (int bytes; (bytes = await read.ReadAsync(block, ct)) > 0; done.Add(bytes))
            {
                hash.AppendData(block, 0, bytes);
                await copy.WriteAsync(block.AsMemory(0, bytes), ct);
            }
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset()) == shard.Sha256 ? null : Refused.Damaged(name, shard.File);
    }

    /// <summary>All files together.</summary>
    internal sealed record Found(KeyspaceDigest Source, KeyspaceDigest Target, bool Agrees)
    {
        public Found And(Comparison one)
        {
            Source.Add(one.Source);
            Target.Add(one.Target);
            return this with { Agrees = Agrees && one.Changes + one.Kept == 0 };
        }
    }

    /// <summary>The steps of one file, told with its name.</summary>
    private sealed class Named(string file, IProgress<LayerProgress>? progress) : IProgress<LayerProgress>
    {
        public void Report(LayerProgress value) => progress?.Report(value with { Store = $"{file} {value.Store}" });
    }
}
