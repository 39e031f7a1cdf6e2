namespace Commerce.Infrastructure.Redis.Operations.Backups;

/// <summary>A folder with a folder for each backup.</summary>
internal sealed class FolderPlace(string root) : IBackupPlace
{
    public string Name => root;

    /// <summary>In the place itself, so that finishing it is one rename.</summary>
    public string Desk(string backup)
    {
        var desk = Path.Combine(root, $".{backup}");
        Directory.CreateDirectory(root);
        // What was left behind by one that was killed a day ago or more.
        foreach (var old in Directory.EnumerateDirectories(root, ".*Z").Where(folder => BackupName.When(Path.GetFileName(folder)[1..]) < BackupName.When(backup)?.AddDays(-1)))
            Directory.Delete(old, recursive: true);

        return (OperatingSystem.IsWindows() ? Directory.CreateDirectory(desk) : Directory.CreateDirectory(desk, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute)).FullName;
    }

    public Task Keep(string backup, string desk, IReadOnlyList<string> files, CancellationToken ct)
    {
        Directory.Move(desk, Path.Combine(root, backup));
        return Task.CompletedTask;
    }

    public Task<IReadOnlyList<string>> All(CancellationToken ct) => Task.FromResult<IReadOnlyList<string>>(Directory.Exists(root)
        ? [.. Directory.EnumerateDirectories(root).Where(folder => File.Exists(Path.Combine(folder, BackupManifest.File)))
            .Select(folder => Path.GetFileName(folder)).Where(BackupName.IsOne).Order(StringComparer.Ordinal)]
        : []);

    public Task<Stream?> Read(string backup, string file, CancellationToken ct) =>
        Task.FromResult<Stream?>(Path.Combine(root, backup, file) is var path && File.Exists(path) ? File.OpenRead(path) : null);

    public Task Delete(string backup, CancellationToken ct)
    {
        Directory.Delete(Path.Combine(root, backup), recursive: true);
        return Task.CompletedTask;
    }

    public void Dispose()
    {
    }
}
