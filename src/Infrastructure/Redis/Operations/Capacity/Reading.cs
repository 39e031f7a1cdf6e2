using System.Globalization;

namespace Commerce.Infrastructure.Redis.Operations.Capacity;

/// <summary>What a server used at one moment.</summary>
/// <param name="Memory">Bytes.</param>
/// <param name="MemoryLimit">Bytes.</param>
internal sealed record Reading(string Server, DateTimeOffset At, long Memory, long MemoryLimit, long Clients, long ClientLimit)
{
    /// <param name="info">The answer to INFO.</param>
    public static Reading Parse(string server, DateTimeOffset at, string info)
    {
        var lines = info.Split('\n').Select(line => line.TrimEnd('\r').Split(':', 2)).Where(pair => pair.Length == 2).GroupBy(pair => pair[0]).ToDictionary(pair => pair.Key, pair => pair.First()[1]);
        long Number(string name) => long.TryParse(lines.GetValueOrDefault(name), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;

        // Without a limit of its own a server grows until the machine is full.
        return new(server, at, Number("used_memory"), Number("maxmemory") is > 0 and var limit ? limit : Number("total_system_memory"), Number("connected_clients"), Number("maxclients"));
    }
}
