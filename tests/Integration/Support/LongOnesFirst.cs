using Xunit.Abstractions;

[assembly: TestCollectionOrderer("Commerce.Integration.Support.LongOnesFirst", "Commerce.Integration")]

namespace Commerce.Integration.Support;

/// <summary>What takes minutes begins at once, or the others are done long before it.</summary>
public sealed class LongOnesFirst : ITestCollectionOrderer
{
    private static readonly string[] Long = [nameof(Faults), nameof(RedisTools.MigrationSpecs), nameof(Operations.DegradedPostgresSpecs), nameof(RedisTools.ClusterSpecs), nameof(Simulation.SimulationSpecs), nameof(Nodes.SecondNodeSpecs)];

    public IEnumerable<ITestCollection> OrderTestCollections(IEnumerable<ITestCollection> testCollections) =>
        testCollections.OrderBy(collection => Array.FindIndex(Long, name => collection.DisplayName.EndsWith(name, StringComparison.Ordinal)) is var at && at < 0 ? Long.Length : at);
}
