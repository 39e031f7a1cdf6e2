namespace Commerce.Host.Backends;

/// <summary>What this computer has to offer: where programs may lie, and the account servers run under.</summary>
/// <param name="Folders">Searched for programs, in order.</param>
/// <param name="PostgresFolders">Where PostgreSQL's programs lie when nobody put them on the PATH; a star stands for a version.</param>
/// <param name="Account">For root: an unprivileged account, because PostgreSQL refuses to serve as root. Null: our own.</param>
internal sealed record Machine(IReadOnlyList<string> Folders, IReadOnlyList<string> PostgresFolders, string? Account)
{
    public static async Task<Machine> This(CancellationToken ct) => new(
        [.. (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':', StringSplitOptions.RemoveEmptyEntries), "/opt/homebrew/bin", "/usr/local/bin"],
        [
            "/usr/lib/postgresql/*/bin",
            "/usr/pgsql-*/bin",
            "/opt/homebrew/opt/postgresql@*/bin",
            "/usr/local/opt/postgresql@*/bin",
            "/opt/local/lib/postgresql*/bin",
            "/Applications/Postgres.app/Contents/Versions/*/bin",
        ],
        await UnprivilegedAccount(ct));

    /// <summary>The full path of a program, or null.</summary>
    public string? Find(string program) => Folders.Select(folder => Path.Combine(folder, program)).FirstOrDefault(File.Exists);

    private static async Task<string?> UnprivilegedAccount(CancellationToken ct)
    {
        if (!Environment.IsPrivilegedProcess)
            return null;

        foreach (var name in (string[])["postgres", "_postgres", "nobody"])
        {
            if (await new Command("id", ["-u", name]).Run(ct) is { Status: 0 })
                return name;
        }

        throw new BackendFailed("PostgreSQL does not run as root and there is no account `postgres` or `nobody` to run it as: add one, or start as an ordinary user.");
    }
}
