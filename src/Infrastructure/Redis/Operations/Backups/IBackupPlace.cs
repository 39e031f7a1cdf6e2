namespace Commerce.Infrastructure.Redis.Operations.Backups;

/// <summary>Where backups are kept: files of a name, in a backup of a name.</summary>
internal interface IBackupPlace : IDisposable
{
    /// <summary>For people.</summary>
    string Name { get; }

    /// <summary>Makes and returns an empty folder of this machine, for the files of a backup while they are written.</summary>
    string Desk(string backup);

    /// <summary>Files of the desk become a backup all at once, when <see cref="BackupManifest.File"/> is there; until then nobody sees it.</summary>
    Task Keep(string backup, string desk, IReadOnlyList<string> files, CancellationToken ct);

    /// <summary>Backups that were finished, the oldest first.</summary>
    Task<IReadOnlyList<string>> All(CancellationToken ct);

    /// <summary>Null when there is no such file.</summary>
    Task<Stream?> Read(string backup, string file, CancellationToken ct);

    Task Delete(string backup, CancellationToken ct);
}
