using Commerce.Application.Operations;
using Commerce.Domain;
using Microsoft.Extensions.Configuration;

namespace Commerce.Infrastructure.Redis.Operations.Clusters;

internal sealed class RedisCluster(OperatorConnections connections, IConfiguration configuration) : IRedisCluster
{
    public async Task<Result<ClusterReport>> Status(string name, CancellationToken ct)
    {
        await using var cluster = await ClusterWork.Open(connections.Options(name), configuration, new(name, DryRun: false), null);
        return await cluster.Refusal(needsTool: false) is { } refusal ? refusal : await cluster.Report();
    }

    public Task<Result<ClusterReport>> Rebalance(ClusterPlan plan, IProgress<LayerProgress>? progress, CancellationToken ct) =>
        Work(plan, progress, cluster => cluster.Rebalance([], ct), ct);

    public Task<Result<ClusterReport>> AddShard(ClusterPlan plan, IReadOnlyList<string> servers, IProgress<LayerProgress>? progress, CancellationToken ct) =>
        Work(plan, progress, cluster => cluster.Add(servers, ct), ct);

    public Task<Result<ClusterReport>> RemoveShard(ClusterPlan plan, string primary, IProgress<LayerProgress>? progress, CancellationToken ct) =>
        Work(plan, progress, cluster => cluster.Remove(primary, ct), ct);

    private async Task<Result<ClusterReport>> Work(ClusterPlan plan, IProgress<LayerProgress>? progress, Func<ClusterWork, Task<Refusal?>> work, CancellationToken ct)
    {
        await using var cluster = await ClusterWork.Open(connections.Options(plan.Name), configuration, plan, progress);
        return (await cluster.Refusal(needsTool: true) ?? await cluster.Finish(ct) ?? await work(cluster)) is { } refusal ? refusal : await cluster.Report();
    }
}
