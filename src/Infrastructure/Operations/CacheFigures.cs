using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace Commerce.Infrastructure.Operations;

/// <summary>How often a cache had what was asked for. Counted without the detour over an instrument: a page of products is looked up quicker than a counter with a name is told.</summary>
internal sealed class CacheFigures
{
    private static readonly ConcurrentDictionary<string, CacheFigures> Caches = new(StringComparer.Ordinal);

    private static readonly ObservableCounter<long> AllHits = Telemetry.Meter.CreateObservableCounter(
        "commerce.cache.hits", () => Told(cache => cache.hits), description: "Look-ups in a cache that found what they looked for, by cache.");

    private static readonly ObservableCounter<long> AllMisses = Telemetry.Meter.CreateObservableCounter(
        "commerce.cache.misses", () => Told(cache => cache.misses), description: "Look-ups in a cache that found nothing (any more), by cache.");

    private long hits, misses;

    private CacheFigures()
    {
    }

    public static CacheFigures Of(string cache) => Caches.GetOrAdd(cache, _ => new());

    /// <returns>What it was told.</returns>
    public bool Looked(bool found)
    {
        Interlocked.Increment(ref found ? ref hits : ref misses);
        return found;
    }

    private static IEnumerable<Measurement<long>> Told(Func<CacheFigures, long> figure) =>
        Caches.Select(cache => new Measurement<long>(figure(cache.Value), new KeyValuePair<string, object?>("cache", cache.Key)));
}
