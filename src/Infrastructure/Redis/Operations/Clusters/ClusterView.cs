using System.Globalization;
using Commerce.Application.Operations;
using StackExchange.Redis;

namespace Commerce.Infrastructure.Redis.Operations.Clusters;

/// <summary>What all servers of a cluster say of it at one moment.</summary>
internal sealed class ClusterView(IReadOnlyList<ClusterView.Node> nodes, IReadOnlyList<string> opinions)
{
    private const int Slots = 16_384;

    public IReadOnlyList<Node> Nodes => nodes;

    /// <summary>Some move of a slot was broken off, or is going on.</summary>
    public bool HasOpenSlots => nodes.Any(node => node.HasOpenSlots);

    /// <summary>All that were asked see the same servers in the same places.</summary>
    public bool IsAgreed => opinions.Distinct().Count() == 1 && nodes.All(node => !node.IsJoining);

    public bool IsWhole => IsAgreed && !HasOpenSlots && nodes.Where(node => node.Primary is null).Sum(node => node.SlotCount) == Slots;

    public Node? Find(string addressOrId) => nodes.FirstOrDefault(node => node.Id == addressOrId || node.Address == addressOrId);

    public IEnumerable<Node> ReplicasOf(Node primary) => nodes.Where(node => node.Primary == primary.Id);

    /// <summary>Asks every server that answers; one that does not is told of by the others. A server that was removed still answers, and sees only itself.</summary>
    public static async Task<ClusterView> Of(ConnectionMultiplexer connection)
    {
        var views = await Task.WhenAll(connection.GetServers().Where(server => server.IsConnected).Select(async server =>
            (await server.ClusterNodesRawAsync() ?? "").Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(Node.Parse).ToList()));
        var members = views.MaxBy(view => view.Count)!.Select(node => node.Id).ToHashSet(StringComparer.Ordinal);
        var inside = views.Where(view => view.Any(node => node.IsMyself && members.Contains(node.Id))).ToList();

        // What a server says of itself is newer than what others have heard of it.
        var nodes = inside.SelectMany(view => view).GroupBy(node => node.Id).Select(told => told.FirstOrDefault(node => node.IsMyself) ?? told.First());
        return new(
            [.. nodes.OrderBy(node => node.Address, StringComparer.Ordinal)],
            [.. inside.Select(view => string.Join('\n', view.Select(node => $"{node.Id} {node.Primary} {node.Slots}").Order(StringComparer.Ordinal)))]);
    }

    public async Task<IReadOnlyList<ClusterShard>> Shards(ConnectionMultiplexer connection)
    {
        var shards = new List<ClusterShard>();
        foreach (var primary in nodes.Where(node => node is { Primary: null, IsJoining: false }))
        {
            var server = connection.GetServers().FirstOrDefault(server => server.IsConnected && Keyspace.Text(server.EndPoint) == primary.Address);
            var memory = server is null ? "0" : (await server.InfoAsync("memory")).SelectMany(section => section).First(line => line.Key == "used_memory").Value;
            shards.Add(new(
                primary.Address, primary.Id, primary.Slots, primary.SlotCount, server is null ? 0 : await server.DatabaseSizeAsync(), long.Parse(memory, CultureInfo.InvariantCulture),
                [.. ReplicasOf(primary).Select(replica => replica.Address)]));
        }

        return shards;
    }

    /// <summary>One server, as a line of <c>CLUSTER NODES</c> tells it.</summary>
    /// <param name="Primary">The id of whose replica it is; null when it is none.</param>
    internal sealed record Node(string Id, string Address, string? Primary, string Slots, int SlotCount, bool HasOpenSlots, bool IsMyself, bool IsJoining)
    {
        /// <summary><c>id ip:port@bus[,host] flags primary ping pong epoch link slot …</c>; a slot on the move is in brackets.</summary>
        public static Node Parse(string line)
        {
            var words = line.TrimEnd('\r').Split(' ');
            var (flags, slots) = (words[2].Split(','), words[8..]);
            var steady = slots.Where(slot => !slot.StartsWith('[')).ToList();
            return new(
                words[0], words[1].Split('@')[0], words[3] == "-" ? null : words[3], string.Join(',', steady), steady.Sum(Count), steady.Count < slots.Length, flags.Contains("myself"),
                flags.Contains("handshake") || flags.Contains("noaddr"));
        }

        private static int Count(string range) => range.Split('-') is [var from, var to]
            ? int.Parse(to, CultureInfo.InvariantCulture) - int.Parse(from, CultureInfo.InvariantCulture) + 1
            : 1;
    }
}
