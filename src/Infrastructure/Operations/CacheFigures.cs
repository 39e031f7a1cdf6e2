using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace Commerce.Infrastructure.Operations;

/// <summary>How often a cache had what was asked for. Counted without the detour over an instrument: a page of products is looked up quicker than a counter with a name is told.</summary>
internal sealed class CacheFigures
{
    private static readonly ConcurrentDictionary<string, CacheFigures> Caches = new(StringComparer.Ordinal);

    private static readonly ObservableCounter<long> AllHits = Telemetry.Meter.CreateObservableCounter(
        "commerce.cache.hits", () => Caches.SelectMany(cache => cache.Value.Hits(cache.Key)), description: "Values found in a cache, by cache and level: memory, redis.");

    private static readonly ObservableCounter<long> AllMisses = Telemetry.Meter.CreateObservableCounter(
        "commerce.cache.misses", () => Caches.Select(cache => new Measurement<long>(Volatile.Read(ref cache.Value.misses), Named(cache.Key))), description: "Values that had to be made, by cache.");

    private long inMemory, inRedis, misses;

    private CacheFigures()
    {
    }

    public static CacheFigures Of(string cache) => Caches.GetOrAdd(cache, _ => new());

    public void HitInMemory() => Interlocked.Increment(ref inMemory);

    public void HitInRedis() => Interlocked.Increment(ref inRedis);

    public void Missed() => Interlocked.Increment(ref misses);

    /// <summary>In a cache that is in memory only.</summary>
    /// <returns>What it was told.</returns>
    public bool Looked(bool found)
    {
        Interlocked.Increment(ref found ? ref inMemory : ref misses);
        return found;
    }

    private static KeyValuePair<string, object?> Named(string cache) => new("cache", cache);

    private Measurement<long>[] Hits(string cache) =>
        [new(Volatile.Read(ref inMemory), Named(cache), new("level", "memory")), new(Volatile.Read(ref inRedis), Named(cache), new("level", "redis"))];
}
