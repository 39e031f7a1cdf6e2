using System.Net;
using Commerce.Application.Pipeline;
using Polly;
using StackExchange.Redis;

namespace Commerce.Infrastructure.Redis.Operations;

/// <summary>All keys of one Redis, for the commands of operators: of one server, of the primary of a Sentinel set, or of all primaries of a cluster.</summary>
internal sealed partial class Keyspace : IAsyncDisposable
{
    private readonly ConnectionMultiplexer connection;
    private readonly IDatabase database;
    private readonly ConfigurationOptions options;
    private readonly ResiliencePipeline retries;

    /// <summary>Who has which slot of a cluster, as last seen; what has moved since costs time and is found all the same.</summary>
    private ClusterNode[]? routes;

    private Keyspace(string name, ConnectionMultiplexer connection, ConfigurationOptions options, ResiliencePipeline retries) =>
        (Name, this.connection, this.options, this.retries, database) = (name, connection, options, retries, connection.GetDatabase());

    /// <summary>For people; without a password.</summary>
    public string Name { get; }

    /// <exception cref="DependencyUnavailableException">It does not answer, or lets nobody in.</exception>
    public static async Task<Keyspace> Open(ConfigurationOptions options, ResiliencePipeline retries)
    {
        var name = string.Join(", ", options.EndPoints.Select(Text));
        try
        {
            return new(name, await ConnectionMultiplexer.ConnectAsync(options), options, retries);
        }
        catch (RedisConnectionException down)
        {
            throw new DependencyUnavailableException("redis_unavailable", $"The Redis at {name} cannot be reached: {down.Message}", down);
        }
    }

    /// <summary>Of a connection that is there already.</summary>
    public static Keyspace Of(string name, ConnectionMultiplexer connection, ConfigurationOptions options, ResiliencePipeline retries) => new(name, connection, options, retries);

    /// <summary>Those that hold keys, in a steady order. All of them, or a fault: a shard that is left out would be lost unseen.</summary>
    public Task<IReadOnlyList<IServer>> Primaries(CancellationToken ct) => Run<IReadOnlyList<IServer>>(
        async () =>
        {
            var seen = await database.IdentifyEndpointAsync(flags: CommandFlags.DemandMaster) ?? throw new TimeoutException("no primary answers");
            var server = connection.GetServer(seen);
            if (server.ServerType is not ServerType.Cluster)
                return [server];

            var nodes = (await server.ClusterNodesAsync())!.Nodes.Where(node => node is { IsReplica: false, Slots.Count: > 0 }).ToList();
            if (nodes.Sum(node => node.Slots.Sum(slots => slots.To - slots.From + 1)) != Slots)
                throw new TimeoutException("some slots of the cluster are served by nobody");

            var known = new ClusterNode[Slots];
            foreach (var (node, slots) in nodes.SelectMany(node => node.Slots, (node, slots) => (node, slots)))
                Array.Fill(known, node, slots.From, slots.To - slots.From + 1);

            routes = known;
            return [.. nodes.OrderBy(node => node.Slots.Min(slots => slots.From)).Select(node => connection.GetServer(node.EndPoint!))];
        },
        ct);

    /// <summary>Keys on all primaries, expired ones that nobody has met yet among them.</summary>
    public async Task<long> Count(CancellationToken ct)
    {
        var sum = 0L;
        foreach (var server in await Primaries(ct))
            sum += await Run(() => server.DatabaseSizeAsync(database.Database), ct);

        return sum;
    }

    /// <summary>One for each primary's process, whatever addresses lead there.</summary>
    public async Task<IReadOnlyList<string>> RunIds(CancellationToken ct)
    {
        var ids = new List<string>();
        foreach (var server in await Primaries(ct))
            ids.Add((await Run(() => server.InfoAsync("server"), ct)).SelectMany(section => section).First(line => line.Key == "run_id").Value);

        return ids;
    }

    /// <summary>Milliseconds by which its clock is ahead of ours.</summary>
    public async Task<long> ClockAhead(CancellationToken ct)
    {
        var server = (await Primaries(ct))[0];
        return await Run(
            async () =>
            {
                var before = TimeProvider.System.GetUtcNow();
                var told = await server.TimeAsync();
                return (long)(told - (before + ((TimeProvider.System.GetUtcNow() - before) / 2)).UtcDateTime).TotalMilliseconds;
            },
            ct);
    }

    public static string Text(EndPoint? endpoint) => endpoint switch
    {
        DnsEndPoint dns => $"{dns.Host}:{dns.Port}",
        _ => $"{endpoint}",
    };

    public ValueTask DisposeAsync() => connection.DisposeAsync();

    private const int Slots = 16_384;

    /// <summary>Everything asked here may be asked twice.</summary>
    /// <exception cref="DependencyUnavailableException">It failed for good.</exception>
    private async Task<T> Run<T>(Func<Task<T>> operation, CancellationToken ct)
    {
        try
        {
            return await retries.ExecuteAsync(async token => await operation().WaitAsync(token), ct);
        }
        catch (Exception fault) when (fault is RedisException or TimeoutException)
        {
            throw new DependencyUnavailableException("redis_unavailable", $"The Redis at {Name} does not do it: {fault.Message}", fault);
        }
    }
}
