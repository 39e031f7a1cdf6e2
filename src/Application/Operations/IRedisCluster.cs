using Commerce.Domain;

namespace Commerce.Application.Operations;

/// <summary>
/// The shape of a cluster. Slots are moved by the cluster's own tool, key by key and each at once, so that nobody who reads or writes meanwhile loses anything. A move that was broken off is
/// brought to its end before anything else is done. Refused with <c>operations.not_a_cluster</c>, <c>operations.tool_missing</c>, <c>operations.tool_failed</c>, <c>operations.no_such_shard</c>.
/// </summary>
public interface IRedisCluster
{
    Task<Result<ClusterReport>> Status(string name, CancellationToken ct);

    /// <summary>Gives every primary the same number of slots, those that have none among them.</summary>
    Task<Result<ClusterReport>> Rebalance(ClusterPlan plan, IProgress<LayerProgress>? progress, CancellationToken ct);

    /// <summary>Takes in empty servers, a primary and perhaps its replicas, and gives it its share of the slots.</summary>
    /// <param name="servers">Addresses; the primary first.</param>
    Task<Result<ClusterReport>> AddShard(ClusterPlan plan, IReadOnlyList<string> servers, IProgress<LayerProgress>? progress, CancellationToken ct);

    /// <summary>Gives the slots of a primary to the others, then makes the cluster forget it and its replicas.</summary>
    /// <param name="primary">Its address or its id.</param>
    Task<Result<ClusterReport>> RemoveShard(ClusterPlan plan, string primary, IProgress<LayerProgress>? progress, CancellationToken ct);
}

/// <param name="Name">The name of a connection string in the settings, or one itself.</param>
/// <param name="DryRun">Only says what would be done.</param>
public sealed record ClusterPlan(string Name, bool DryRun);

/// <summary>A cluster as it is now.</summary>
/// <param name="IsWhole">Every slot is served, and none is on the move.</param>
/// <param name="Steps">What was done to it; in a dry run, what would be.</param>
/// <param name="Milliseconds">How long that took.</param>
public sealed record ClusterReport(bool DryRun, bool IsWhole, IReadOnlyList<ClusterShard> Shards, IReadOnlyList<string> Steps, long Milliseconds);

/// <param name="Primary">Its address.</param>
/// <param name="Id">As the cluster calls it.</param>
/// <param name="Slots">E.g. <c>0-5460,10923</c>.</param>
/// <param name="SlotCount">How many those are.</param>
/// <param name="Keys">On the primary.</param>
/// <param name="MemoryBytes">Used by the primary.</param>
/// <param name="Replicas">Their addresses.</param>
public sealed record ClusterShard(string Primary, string Id, string Slots, int SlotCount, long Keys, long MemoryBytes, IReadOnlyList<string> Replicas);
