using System.Diagnostics;
using Commerce.Application.Operations;
using Commerce.Application.Pipeline;
using Commerce.Domain;
using Microsoft.Extensions.Configuration;
using StackExchange.Redis;

namespace Commerce.Infrastructure.Redis.Operations.Clusters;

/// <summary>One change of a cluster's shape, step by step. Each step looks at what there is, so that doing all again goes on from where it was stopped.</summary>
internal sealed class ClusterWork : IAsyncDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    /// <summary>Until all servers have heard of a change; they gossip every second.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly ConnectionMultiplexer connection;
    private readonly ClusterTool tool;
    private readonly ClusterPlan plan;
    private readonly IProgress<LayerProgress>? progress;
    private readonly List<string> steps = [];
    private readonly long started = Stopwatch.GetTimestamp();

    private readonly ConfigurationOptions options;

    private ClusterWork(ConnectionMultiplexer connection, ConfigurationOptions options, ClusterTool tool, ClusterPlan plan, IProgress<LayerProgress>? progress) =>
        (this.connection, this.options, this.tool, this.plan, this.progress) = (connection, options, tool, plan, progress);

    /// <exception cref="DependencyUnavailableException">It cannot be reached.</exception>
    public static async Task<ClusterWork> Open(ConfigurationOptions options, IConfiguration configuration, ClusterPlan plan, IProgress<LayerProgress>? progress)
    {
        try
        {
            return new(await ConnectionMultiplexer.ConnectAsync(options), options, new(ClusterTool.Program ?? "", options, configuration), plan, progress);
        }
        catch (RedisConnectionException down)
        {
            throw new DependencyUnavailableException("redis_unavailable", $"The cluster cannot be reached: {down.Message}", down);
        }
    }

    public Task<Refusal?> Refusal(bool needsTool) => Task.FromResult(
        !connection.GetServers().Any(server => server is { IsConnected: true, ServerType: ServerType.Cluster }) ? Refused.NotACluster
        : needsTool && ClusterTool.Program is null ? Refused.NoClusterTool
        : null);

    public async Task<ClusterReport> Report()
    {
        await connection.ConfigureAsync();
        var view = await ClusterView.Of(connection);
        return new(plan.DryRun, view.IsWhole, await view.Shards(connection), steps, (long)Stopwatch.GetElapsedTime(started).TotalMilliseconds);
    }

    /// <summary>Brings to its end what an earlier run, or somebody else, has left half-way.</summary>
    public async Task<Refusal?> Finish(CancellationToken ct) =>
        !(await ClusterView.Of(connection)).HasOpenSlots ? null : await Do("finish the moves of slots that were broken off", ct, "fix", Somebody);

    /// <param name="weights">Shares of primaries that are not 1, as <c>id=share</c>.</param>
    public async Task<Refusal?> Rebalance(IReadOnlyList<string> weights, CancellationToken ct)
    {
        string[] arguments = ["rebalance", Somebody, "--cluster-use-empty-masters", .. weights.SelectMany(weight => (string[])["--cluster-weight", weight])];
        try
        {
            return await Move(weights is [] ? "rebalance" : $"rebalance with {string.Join(' ', weights)}", ct, arguments) ?? await Agreed(_ => true, ct);
        }
        catch (OperationCanceledException) when (!plan.DryRun)
        {
            // The slot that was on its way is brought home, so that what is left behind is whole.
            await tool.Run(["fix", Somebody], null, CancellationToken.None);
            throw;
        }
    }

    public async Task<Refusal?> Add(IReadOnlyList<string> servers, CancellationToken ct)
    {
        var view = await ClusterView.Of(connection);
        if (view.Find(servers[0]) is null && await Do($"add {servers[0]}", ct, "add-node", servers[0], Somebody) is { } refusal)
            return refusal;

        if (await Agreed(now => now.Find(servers[0]) is not null, ct) is { } disagree)
            return disagree;

        var primary = (await ClusterView.Of(connection)).Find(servers[0])?.Id ?? "";
        foreach (var replica in servers.Skip(1).Where(replica => view.Find(replica) is null))
        {
            string[] arguments = ["add-node", replica, Somebody, "--cluster-slave", "--cluster-master-id", primary];
            if ((await Do($"add {replica} as its replica", ct, arguments) ?? await Agreed(now => now.Find(replica)?.Primary == primary, ct)) is { } refused)
                return refused;
        }

        await Serves(servers[0], ct);
        return await Rebalance([], ct);
    }

    public async Task<Refusal?> Remove(string named, CancellationToken ct)
    {
        var view = await ClusterView.Of(connection);
        if (view.Find(named) is not { Primary: null } primary)
            return Refused.NoSuchShard(named);

        if (primary.SlotCount > 0 && await Rebalance([$"{primary.Id}=0"], ct) is { } refusal)
            return refusal;

        // Replicas go first: one without slots to copy would be given to another primary.
        foreach (var node in view.ReplicasOf(primary).Append(primary))
            if ((await Do($"remove {node.Address}", ct, "del-node", Other(view, primary), node.Id) ?? await Agreed(now => now.Find(node.Id) is null, ct)) is { } refused)
                return refused;

        return null;
    }

    public ValueTask DisposeAsync() => connection.DisposeAsync();

    private string Somebody => Keyspace.Text(connection.GetServers().First(server => server is { IsConnected: true, IsReplica: false }).EndPoint);

    private static string Other(ClusterView view, ClusterView.Node primary) => view.Nodes.First(node => node is { Primary: null, IsJoining: false } && node.Id != primary.Id).Address;

    private async Task<Refusal?> Do(string step, CancellationToken ct, params string[] arguments)
    {
        steps.Add(step);
        if (plan.DryRun)
            return null;

        return await tool.Run(arguments, progress, ct) is { } said ? Refused.ByTool(step, said) : null;
    }

    /// <summary>A primary that has just joined refuses what it is sent for a moment longer than the others know it, and they are connected to it before we are.</summary>
    private async Task Serves(string server, CancellationToken ct)
    {
        if (plan.DryRun)
            return;

        var there = options.Clone();
        there.EndPoints.Clear();
        there.EndPoints.Add(server);
        await using var newcomer = await ConnectionMultiplexer.ConnectAsync(there);
        for (var began = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(began) < Patience; await Task.Delay(Pause, ct))
            if ($"{await newcomer.GetServer(server).ExecuteAsync("CLUSTER", "INFO")}".Contains("cluster_state:ok", StringComparison.Ordinal))
                return;
    }

    /// <summary>One that was not heard of for a moment takes no commands for a moment longer: what was broken off by that is finished, and goes on.</summary>
    private async Task<Refusal?> Move(string step, CancellationToken ct, params string[] arguments)
    {
        var (began, refusal) = (Stopwatch.GetTimestamp(), await Do(step, ct, arguments));
        while (refusal is { Message: var said } && IsPassing(said) && Stopwatch.GetElapsedTime(began) < Patience)
        {
            await Task.Delay(Pause, ct);
            refusal = await Finish(ct) ?? await Do(step, ct, arguments);
        }

        return refusal;
    }

    private static bool IsPassing(string said) => said.Contains("CLUSTERDOWN", StringComparison.Ordinal) || said.Contains("fix your cluster problems", StringComparison.Ordinal);

    /// <summary>Waits until every server sees the cluster as every other does, and has heard of the last step; before that the tool refuses to work.</summary>
    private async Task<Refusal?> Agreed(Func<ClusterView, bool> heard, CancellationToken ct)
    {
        for (var began = Stopwatch.GetTimestamp(); !plan.DryRun; await Task.Delay(Pause, ct))
        {
            await connection.ConfigureAsync();
            // The tool asks those as well that we are not connected to yet.
            if (await ClusterView.Of(connection) is { IsAgreed: true } view && heard(view) && await tool.Run(["check", Somebody], null, ct) is null)
                return null;
            if (Stopwatch.GetElapsedTime(began) > Patience)
                return Refused.ByTool("agree", "the servers still see the cluster differently");
        }

        return null;
    }
}
