using System.Diagnostics;
using System.Diagnostics.Metrics;
using Commerce.Infrastructure.Redis.Projection;

namespace Commerce.Infrastructure.Operations;

/// <summary>The program's own traces and metrics; names are listed in docs/operations.md.</summary>
public static class Telemetry
{
    public const string Name = "Commerce";

    internal static ActivitySource Source { get; } = new(Name);

    internal static Meter Meter { get; } = new(Name);

    internal static Histogram<double> RedisDuration { get; } = Meter.CreateHistogram<double>(
        "commerce.redis.operation.duration", "s", "Time of a Redis operation, retries included.", advice: new() { HistogramBucketBoundaries = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1] });

    internal static Counter<long> RedisErrors { get; } = Meter.CreateCounter<long>("commerce.redis.connection.errors", description: "Redis operations that failed for good.");

    internal static Counter<long> OrdersPlaced { get; } = Meter.CreateCounter<long>("commerce.orders.placed", description: "Orders placed.");

    internal static Counter<long> ClaimsRefused { get; } = Meter.CreateCounter<long>("commerce.claims.refused", description: "Orders refused because stock was gone at the claim.");

    internal static Counter<long> WebhooksSent { get; } = Meter.CreateCounter<long>("commerce.webhooks.sent", description: "Tries to tell an endpoint of an event, by outcome: delivered, waiting (it is tried again), dead.");

    internal static Histogram<int> PlacementBatch { get; } = Meter.CreateHistogram<int>("commerce.placement.batch.size", description: "Orders that shared one commit.");

    internal static Counter<long> HoldsSwept { get; } = Meter.CreateCounter<long>("commerce.holds.swept", description: "Holds that ended by their time and were given back in the background.");

    internal static Counter<long> Differences { get; } = Meter.CreateCounter<long>("commerce.redis.drift", description: "Copies in Redis that did not agree with PostgreSQL, by store.");

    internal static Counter<long> RulesetBundles { get; } = Meter.CreateCounter<long>(
        "commerce.ruleset.bundles", description: "Ruleset bundles a node looked for in Redis, by outcome: loaded, missing, refused (what was there was not what was published).");

    internal static Histogram<double> RulesetDelay { get; } = Meter.CreateHistogram<double>(
        "commerce.ruleset.delay", "s", "From the making of a version to its being in force on this node.", advice: new() { HistogramBucketBoundaries = [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 60] });

    internal static Counter<long> CacheHits { get; } = Meter.CreateCounter<long>("commerce.cache.hits", description: "Values found in a cache, by cache and level: memory, redis.");

    internal static Counter<long> CacheMisses { get; } = Meter.CreateCounter<long>("commerce.cache.misses", description: "Values that had to be made, by cache.");

    private static readonly ObservableGauge<long> HoldsLive = Meter.CreateObservableGauge("commerce.holds.live", () => Volatile.Read(ref holdsLive), description: "Live holds, as the last look over all variants found them.");

    private static readonly ObservableGauge<long> RulesetVersions = Meter.CreateObservableGauge(
        "commerce.ruleset.version", () => Told(Volatile.Read(ref rulesets)?.Select(standing => (standing.Ruleset, standing.Version))), description: "The version of a ruleset this node answers with.");

    private static readonly ObservableGauge<long> RulesetLag = Meter.CreateObservableGauge(
        "commerce.ruleset.lag", () => Told(Volatile.Read(ref rulesets)?.Select(standing => (standing.Ruleset, standing.Newest - standing.Version))), description: "Versions of a ruleset this node has heard of and does not have yet.");

    private static long holdsLive;
    private static IReadOnlyList<(string Ruleset, long Version, long Newest)>? rulesets;

    /// <summary>What this node has of each ruleset, and the newest version it has heard of.</summary>
    internal static void Rulesets(IReadOnlyList<(string Ruleset, long Version, long Newest)> standings) => Volatile.Write(ref rulesets, standings);

    private static IEnumerable<Measurement<long>> Told(IEnumerable<(string Ruleset, long Value)>? figures) =>
        (figures ?? []).Select(figure => new Measurement<long>(figure.Value, new KeyValuePair<string, object?>("ruleset", figure.Ruleset)));

    /// <summary>After a whole pass over the real-time layer.</summary>
    internal static void Drift(Ledger seen)
    {
        Volatile.Write(ref holdsLive, seen.LiveHolds);
        foreach (var store in new[] { Ledger.Levels, Ledger.Holds, Ledger.Checkouts })
            Differences.Add(seen.CountOf(store), new KeyValuePair<string, object?>("store", store));
    }
}
