namespace Commerce.Domain.Bundles;

/// <summary>A network of capacities and the most that flows through it from node 0 to node 1 (Dinic's algorithm, whole numbers).</summary>
internal sealed class FlowNetwork
{
    public const int Source = 0;
    public const int Sink = 1;

    private readonly List<Arc> arcs = [];
    private readonly List<List<int>> leaving = [[], []];

    /// <summary>Steps from the source along arcs with room; −1 where none lead. After <see cref="Fill"/> those it reaches are the source's side of a smallest cut.</summary>
    private int[] depth = [];

    public int Node()
    {
        leaving.Add([]);
        return leaving.Count - 1;
    }

    /// <param name="tag">Whatever the caller knows the arc by.</param>
    public int Connect(int from, int to, long capacity, int tag = -1)
    {
        leaving[from].Add(arcs.Count);
        arcs.Add(new(to, capacity, capacity, tag));
        leaving[to].Add(arcs.Count);
        arcs.Add(new(from, 0, 0, -1));
        return arcs.Count - 2;
    }

    public long Flow(int arc) => arcs[arc].Capacity - arcs[arc].Room;

    public void Limit(int arc, long capacity) => arcs[arc] = arcs[arc] with { Capacity = capacity };

    /// <summary>Begins anew and fills the network; the answer is what flows.</summary>
    public long Fill()
    {
        for (var i = 0; i < arcs.Count; i++)
            arcs[i] = arcs[i] with { Room = arcs[i].Capacity };

        var total = 0L;
        while (Measure())
        {
            var next = new int[leaving.Count];
            while (Push(Source, long.MaxValue, next) is > 0 and var pushed)
                total += pushed;
        }

        return total;
    }

    /// <summary>After <see cref="Fill"/>: the arcs of a smallest cut, all of them full.</summary>
    public IEnumerable<(int Tag, long Capacity)> Cut()
    {
        for (var from = 0; from < leaving.Count; from++)
            if (depth[from] >= 0)
                foreach (var arc in leaving[from])
                    if (arc % 2 == 0 && depth[arcs[arc].To] < 0)
                        yield return (arcs[arc].Tag, arcs[arc].Capacity);
    }

    private bool Measure()
    {
        depth = new int[leaving.Count];
        Array.Fill(depth, -1);
        depth[Source] = 0;
        var queue = new Queue<int>([Source]);
        while (queue.TryDequeue(out var node))
            foreach (var arc in leaving[node])
                if (arcs[arc].Room > 0 && depth[arcs[arc].To] < 0)
                {
                    depth[arcs[arc].To] = depth[node] + 1;
                    queue.Enqueue(arcs[arc].To);
                }

        return depth[Sink] >= 0;
    }

    private long Push(int node, long most, int[] next)
    {
        if (node == Sink)
            return most;

        for (; next[node] < leaving[node].Count; next[node]++)
        {
            var arc = leaving[node][next[node]];
            var (to, room) = (arcs[arc].To, arcs[arc].Room);
            if (room > 0 && depth[to] == depth[node] + 1 && Push(to, Math.Min(most, room), next) is > 0 and var pushed)
            {
                arcs[arc] = arcs[arc] with { Room = room - pushed };
                arcs[arc ^ 1] = arcs[arc ^ 1] with { Room = arcs[arc ^ 1].Room + pushed };
                return pushed;
            }
        }

        return 0;
    }

    private readonly record struct Arc(int To, long Capacity, long Room, int Tag);
}
