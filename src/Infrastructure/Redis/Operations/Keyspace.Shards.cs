using System.Globalization;
using Commerce.Application.Operations;
using Commerce.Infrastructure.Redis.Operations.Backups;
using Commerce.Infrastructure.Redis.Operations.Capacity;

namespace Commerce.Infrastructure.Redis.Operations;

/// <summary>The primaries one by one, as a backup tells them.</summary>
internal sealed partial class Keyspace
{
    /// <summary>Without a file yet.</summary>
    public async Task<IReadOnlyList<BackupShard>> Shards(CancellationToken ct)
    {
        var shards = new List<BackupShard>();
        foreach (var server in await Primaries(ct))
        {
            var name = Text(server.EndPoint);
            var slots = routes?.Index().Where(route => route.Item.EndPoint!.Equals(server.EndPoint)).Select(route => route.Index) ?? [];
            shards.Add(new(name, $"{server.Version}", Ranges([.. slots]), await Run(() => server.DatabaseSizeAsync(database.Database), ct), "", 0, ""));
        }

        return shards;
    }

    /// <summary>What each primary uses.</summary>
    public async Task<IReadOnlyList<Reading>> Read(DateTimeOffset at, CancellationToken ct)
    {
        var readings = new List<Reading>();
        foreach (var server in await Primaries(ct))
            readings.Add(Reading.Parse(Text(server.EndPoint), at, await Run(() => server.InfoRawAsync(), ct) ?? ""));

        return readings;
    }

    /// <param name="server">As <see cref="Shards"/> calls it.</param>
    public RdbDownload Download(string server) => new(connection.GetServers().First(one => Text(one.EndPoint) == server).EndPoint, options);

    /// <summary>Slots in order as <c>0-5460,10923</c>.</summary>
    private static string Ranges(IReadOnlyList<int> slots)
    {
        var ranges = new List<string>();
        for (int from = 0, to; from < slots.Count; from = to + 1)
        {
            for (to = from; to + 1 < slots.Count && slots[to + 1] == slots[to] + 1; to++)
            {
            }

            ranges.Add(string.Create(CultureInfo.InvariantCulture, $"{slots[from]}{(to > from ? $"-{slots[to]}" : "")}"));
        }

        return string.Join(',', ranges);
    }
}
