using System.Globalization;
using System.IO.Enumeration;
using System.Text.RegularExpressions;

namespace Commerce.Host.Backends;

/// <summary>PostgreSQL's own programs, <c>initdb</c> and <c>postgres</c>, in one folder.</summary>
internal sealed partial record PostgresPrograms(string Folder, string Version)
{
    /// <summary>The oldest release whose SQL the shop uses.</summary>
    public const int OldestMajor = 14;

    public int Major => int.Parse(Version.Split('.')[0], CultureInfo.InvariantCulture);

    /// <summary>Those on this machine: first the PATH's, then the newest.</summary>
    public static async Task<IReadOnlyList<PostgresPrograms>> Find(Machine machine, CancellationToken ct)
    {
        var found = new List<PostgresPrograms>();
        foreach (var folder in machine.Folders.Concat(machine.PostgresFolders.SelectMany(Expand)).Distinct())
        {
            if (await In(folder, machine, ct) is { Major: >= OldestMajor } programs)
                found.Add(programs);
        }

        return found;
    }

    /// <summary>Those in a folder, or null when it holds none that run here.</summary>
    public static async Task<PostgresPrograms?> In(string folder, Machine machine, CancellationToken ct)
    {
        if (!File.Exists(Path.Combine(folder, "initdb")) || !File.Exists(Path.Combine(folder, "postgres")))
            return null;

        var (status, output) = await new Command(Path.Combine(folder, "postgres"), ["--version"], machine.Account).Run(ct);
        var version = VersionNumber().Match(output);

        return status == 0 && version.Success ? new PostgresPrograms(folder, version.Value) : null;
    }

    /// <summary>Folders that match a pattern with a star in one of its parts, the highest number first.</summary>
    private static IEnumerable<string> Expand(string pattern)
    {
        var star = pattern.IndexOf('*', StringComparison.Ordinal);
        var parent = Path.GetDirectoryName(pattern[..star]) ?? "/";
        var name = pattern[(parent.TrimEnd('/').Length + 1)..].Split('/')[0];
        var rest = pattern[(parent.TrimEnd('/').Length + 1 + name.Length)..].TrimStart('/');

        return Directory.Exists(parent)
            ? Directory.EnumerateDirectories(parent)
                .Where(folder => FileSystemName.MatchesSimpleExpression(name, Path.GetFileName(folder), ignoreCase: false))
                .OrderByDescending(folder => double.TryParse(FirstNumber().Match(Path.GetFileName(folder)).Value, CultureInfo.InvariantCulture, out var number) ? number : double.MaxValue)
                .Select(folder => Path.Combine(folder, rest))
            : [];
    }

    [GeneratedRegex(@"\d+(\.\d+)?")]
    private static partial Regex FirstNumber();

    [GeneratedRegex(@"\d+(\.\d+)+|\d+(?=(beta|rc|devel))")]
    private static partial Regex VersionNumber();
}
