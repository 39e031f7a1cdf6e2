using System.Globalization;

namespace Commerce.Infrastructure.Operations;

/// <summary>What a Redis server says of itself in INFO.</summary>
/// <param name="Server">Where it is reached.</param>
internal sealed record ServerFigures(string Server, long MemoryUsed, long MemoryLimit, double Fragmentation, long Clients, long Keys, long Expired, long Evicted)
{
    public static ServerFigures Of(string server, string info)
    {
        var lines = info.Split('\n', StringSplitOptions.TrimEntries);
        return new(
            server, Number("used_memory"), Number("maxmemory"), Real("mem_fragmentation_ratio"), Number("connected_clients"),
            lines.Where(line => line.StartsWith("db", StringComparison.Ordinal)).Sum(KeysOf), Number("expired_keys"), Number("evicted_keys"));

        string? Text(string name) => lines.FirstOrDefault(line => line.StartsWith($"{name}:", StringComparison.Ordinal))?[(name.Length + 1)..];
        long Number(string name) => long.TryParse(Text(name), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
        double Real(string name) => double.TryParse(Text(name), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : 0;
    }

    /// <summary>From <c>db0:keys=12,expires=3,avg_ttl=0</c>.</summary>
    private static long KeysOf(string line) =>
        line.Split("keys=", 2) is [_, var rest] && long.TryParse(rest.Split(',')[0], NumberStyles.None, CultureInfo.InvariantCulture, out var keys) ? keys : 0;
}
