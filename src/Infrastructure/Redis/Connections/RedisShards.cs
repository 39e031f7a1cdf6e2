using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using StackExchange.Redis;

namespace Commerce.Infrastructure.Redis.Connections;

/// <summary>
/// Which primary keeps a key. In a cluster, as each primary says of itself: one that is away, and whose successor is not elected yet, says nothing, and what it kept belongs to nobody. Otherwise
/// there is one shard.
/// </summary>
internal sealed class RedisShards(RedisOpening opening)
{
    /// <summary>Keeps what a primary kept that is away.</summary>
    public const string Nobody = "nobody";

    private const int Slots = 16_384;

    /// <summary>The client itself looks once a second.</summary>
    private static readonly TimeSpan Fresh = TimeSpan.FromMilliseconds(200);

    private readonly ConcurrentDictionary<int, long> tags = new();
    private volatile Map map = new(0, false, []);

    /// <summary>Of a key with a hash tag: a deployment's prefix does not move it.</summary>
    /// <returns>Its shard's name, or <see cref="Nobody"/>.</returns>
    public string Of(RedisKey key) =>
        opening.Databases.Length > 0 && Current() is { IsCluster: true, Owners: var owners } ? owners[opening.Sockets.Connections[0].HashSlot(key)] ?? Nobody : Shard.Whole;

    /// <summary>
    /// Asks the servers of a cluster who keeps what, over every multiplexer: each of them has its own map, and by itself looks again only when it was sent elsewhere, which a dead primary does not do.
    /// One that is slow to answer is left as it was.
    /// </summary>
    /// <exception cref="RedisConnectionException">No Sentinel has told of a primary yet.</exception>
    public async Task Refresh(CancellationToken ct)
    {
        if (!Current().IsCluster)
            return;

        try
        {
            await Task.WhenAll(opening.Sockets.Connections.SelectMany(connection => connection.GetServers()).Where(server => server.IsConnected).Select(Asked)).WaitAsync(Fresh, ct);
        }
        catch (TimeoutException)
        {
            // Those that answered are known.
        }

        map = Look();
    }

    private static async Task Asked(IServer server)
    {
        try
        {
            await server.ClusterNodesAsync();
        }
        catch (Exception fault) when (Resilience.IsRedisFault(fault))
        {
            // It is known by what it said last.
        }
    }

    /// <summary>Where there is more than one part.</summary>
    public bool IsCluster => opening.Databases.Length > 0 && Current().IsCluster;

    /// <summary>Every key has a primary.</summary>
    public bool IsWhole => Current() is not { IsCluster: true, Owners: var owners } || Array.IndexOf(owners, null) < 0;

    /// <summary>All that have a primary.</summary>
    /// <exception cref="RedisConnectionException">No Sentinel has told of a primary yet.</exception>
    public IReadOnlyList<Shard> All()
    {
        var servers = opening.Sockets.Connections[0].GetServers();
        if (Current() is not { IsCluster: true, Owners: var owners })
            return [new(Shard.Whole, [.. servers.Where(server => server is { IsConnected: true, IsReplica: false })], Keys.Projection.Marker())];

        return [.. owners.Distinct().OfType<string>().Select(name => new Shard(name, [.. servers.Where(server => Name(server) == name)], Keys.Projection.Marker(Tag(Array.IndexOf(owners, name)))))];
    }

    public static string Name(System.Net.EndPoint? endpoint) => $"{endpoint}";

    private static string Name(IServer server) => Name(server.EndPoint);

    /// <summary>The first number that lies in this slot when it is a hash tag.</summary>
    private long Tag(int slot) => tags.GetOrAdd(slot, wanted =>
    {
        var tag = 0L;
        while (opening.Sockets.Connections[0].HashSlot(Keys.Projection.Marker(tag)) != wanted)
            tag++;

        return tag;
    });

    private Map Current()
    {
        var known = map;
        return known.At != 0 && Stopwatch.GetElapsedTime(known.At) < Fresh ? known : map = Look();
    }

    private Map Look()
    {
        var servers = opening.Sockets.Connections[0].GetServers();
        if (!servers.Any(server => server.ServerType is ServerType.Cluster))
            return new(Stopwatch.GetTimestamp(), false, []);

        var owners = new string?[Slots];
        var primaries = from server in servers let own = Own(server) where own is not null orderby Epoch(own) select (Name(server), own.Slots);
        foreach (var (name, slots) in primaries)
            foreach (var range in slots)
                Array.Fill(owners, name, range.From, range.To - range.From + 1);

        return new(Stopwatch.GetTimestamp(), true, owners);
    }

    /// <summary>What a primary that can be reached says of itself.</summary>
    private static ClusterNode? Own(IServer server) =>
        server.IsConnected ? server.ClusterConfiguration?.Nodes.FirstOrDefault(node => node is { IsMyself: true, IsReplica: false }) : null;

    /// <summary>Of two that say the same slot is theirs, the later election counts: one that was frozen has not heard of it.</summary>
    private static long Epoch(ClusterNode node) => node.Raw.Split(' ') is { Length: > 6 } parts && long.TryParse(parts[6], NumberStyles.None, CultureInfo.InvariantCulture, out var epoch) ? epoch : 0;

    private sealed record Map(long At, bool IsCluster, string?[] Owners);
}

/// <summary>A part of Redis that fails and is trusted by itself.</summary>
/// <param name="Name">The primary's address; <see cref="Whole"/> where there is only one part.</param>
/// <param name="Servers">Its primaries that can be asked: one, as a rule.</param>
/// <param name="Mark">The key that says with what it was brought up to date.</param>
internal sealed record Shard(string Name, IReadOnlyList<IServer> Servers, RedisKey Mark)
{
    public const string Whole = "";
}
