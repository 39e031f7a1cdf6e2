using Commerce.Domain;

namespace Commerce.Application.Operations;

/// <summary>Takes what Redis holds out of it as files, and puts it into an empty Redis again.</summary>
public interface IRedisBackups
{
    /// <summary>Saves every primary as its own replica would get it, without stopping anybody, then deletes what is too old. What fails half-way leaves no backup and deletes none.</summary>
    Task<Result<BackupReport>> Backup(BackupPlan plan, IProgress<LayerProgress>? progress, CancellationToken ct);

    /// <summary>
    /// Fills an empty Redis from a backup and compares both. Stopped anywhere, the same call goes on. Refused with <c>operations.target_not_empty</c>, <c>operations.no_such_backup</c>,
    /// <c>operations.backup_damaged</c>, or <c>operations.tool_missing</c> when there is no redis-server on this machine to read the files.
    /// </summary>
    Task<Result<RestoreReport>> Restore(RestorePlan plan, IProgress<LayerProgress>? progress, CancellationToken ct);
}

/// <param name="From">The name of a connection string in the settings, or one itself.</param>
/// <param name="Place">A folder, or <c>s3://bucket/prefix</c>.</param>
/// <param name="KeepDays">Older backups of the same place are deleted afterwards.</param>
/// <param name="DryRun">Only says what would be saved and deleted.</param>
public sealed record BackupPlan(string From, string Place, int KeepDays, bool DryRun);

/// <param name="DryRun">Nothing was saved or deleted.</param>
/// <param name="Backup">Its name: when it was made, UTC.</param>
/// <param name="Deleted">Backups that were too old.</param>
/// <param name="Milliseconds">How long it took.</param>
public sealed record BackupReport(bool DryRun, string Backup, IReadOnlyList<BackupShard> Shards, IReadOnlyList<string> Deleted, long Milliseconds);

/// <summary>What one primary held.</summary>
/// <param name="Server">Its address.</param>
/// <param name="Version">Of the server.</param>
/// <param name="Slots">Of a cluster, e.g. <c>0-5460</c>; else empty.</param>
/// <param name="Keys">In the file.</param>
/// <param name="File">Its name beside the manifest.</param>
/// <param name="Bytes">Of the file.</param>
/// <param name="Sha256">Of the file, in lower-case hex.</param>
public sealed record BackupShard(string Server, string Version, string Slots, long Keys, string File, long Bytes, string Sha256);

/// <param name="Place">A folder, or <c>s3://bucket/prefix</c>.</param>
/// <param name="Backup">Its name; null for the newest.</param>
/// <param name="To">The name of a connection string in the settings, or one itself.</param>
/// <param name="DryRun">Only checks the files and the target.</param>
/// <param name="Checkpoint">The file that tells how far it is. Gone when all is done.</param>
public sealed record RestorePlan(string Place, string? Backup, string To, bool DryRun, string Checkpoint);

/// <param name="DryRun">Nothing was restored.</param>
/// <param name="Backup">Its name.</param>
/// <param name="Agrees">The target has every key of the files that has not expired, equal, and with its time to live.</param>
/// <param name="Keys">Keys that were compared; in a dry run, keys of the files.</param>
/// <param name="Source">Digest of the keys as the files have them.</param>
/// <param name="Target">Digest of the same keys as the target has them.</param>
/// <param name="Milliseconds">How long it took.</param>
public sealed record RestoreReport(bool DryRun, string Backup, bool Agrees, long Keys, string Source, string Target, long Milliseconds);
