using System.Globalization;
using System.Text.RegularExpressions;

namespace Commerce.Host.Backends;

/// <summary>A redis-server on disk, or Valkey, which speaks the same.</summary>
internal sealed partial record RedisPrograms(string Path, string Version)
{
    /// <summary>The oldest release whose commands and script rules the shop uses; Valkey began above it.</summary>
    public const int OldestMajor = 7;

    public static async Task<RedisPrograms?> Find(Machine machine, CancellationToken ct)
    {
        foreach (var name in (string[])["redis-server", "valkey-server"])
        {
            if (machine.Find(name) is not { } path)
                continue;

            var (status, output) = await new Command(path, ["--version"]).Run(ct);
            var version = VersionNumber().Match(output);
            if (status == 0 && version.Success && int.Parse(version.Groups["major"].Value, CultureInfo.InvariantCulture) >= OldestMajor)
                return new RedisPrograms(path, version.Groups["full"].Value);
        }

        return null;
    }

    [GeneratedRegex(@"\bv=(?<full>(?<major>\d+)[.\d]*)")]
    private static partial Regex VersionNumber();
}
