using Commerce.Infrastructure.Operations;
using Commerce.Infrastructure.Redis;
using Microsoft.Extensions.Caching.Memory;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using StackExchange.Redis;
using ZiggyCreatures.Caching.Fusion;

namespace Commerce.Infrastructure.Caching;

/// <summary>
/// What would be read from PostgreSQL again and again: in this node's memory, then in Redis for all nodes, and at last made by the first who asks while the others wait for it. A key names the
/// version of what its value is made of, so a value is never out of date; it is made anew after half of its lifetime all the same, and the second half it is there for the time in which
/// PostgreSQL does not answer. Without Redis everything is as before, only slower. See docs/adr.
/// </summary>
internal sealed class ApplicationCache : IDisposable
{
    private readonly MemoryCache memory;
    private readonly FusionCache cache;

    public ApplicationCache(RedisLevel level, Ttl ttl, IConfiguration configuration, ILogger<FusionCache> log)
    {
        memory = new(new MemoryCacheOptions { SizeLimit = configuration.GetValue("Redis:ApplicationCache:MemoryBytes", 32L << 20) });
        cache = new(
            new FusionCacheOptions
            {
                DefaultEntryOptions = new()
                {
                    Duration = ttl.ApplicationCache / 2,
                    IsFailSafeEnabled = true,
                    FailSafeMaxDuration = ttl.ApplicationCache,
                    FailSafeThrottleDuration = TimeSpan.FromSeconds(1),
                    DistributedCacheHardTimeout = TimeSpan.FromMilliseconds(250),
                    AllowBackgroundDistributedCacheOperations = true,
                    // Of what comes without a weight of its own: memory takes in nothing that has none.
                    Size = 1_000,
                },
                DistributedCacheCircuitBreakerDuration = TimeSpan.FromSeconds(2),
                // The key is the keyspace's, without a mark of the library.
                DistributedCacheKeyModifierMode = CacheKeyModifierMode.None,
                // Tags would cost a look at each use. Here a version in the key is the tag.
                DisableTagging = true,
                EnableAutoRecovery = false,
                EnableSyncEventHandlersExecution = true,
                // That Redis does not answer is told once, by those who cannot do without it.
                DistributedCacheErrorsLogLevel = LogLevel.Debug,
                DistributedCacheSyntheticTimeoutsLogLevel = LogLevel.Debug,
                FailSafeActivationLogLevel = LogLevel.Debug,
            },
            memory,
            log);
        cache.SetupDistributedCache(level, new CacheJson());
        cache.Events.Memory.Hit += (_, hit) => Figures(hit.Key).HitInMemory();
        cache.Events.Distributed.Hit += (_, hit) => Figures(hit.Key).HitInRedis();
    }

    /// <param name="key">One of <see cref="Keys.Application"/>.</param>
    /// <param name="make">Reads it; the same for all who ask with this key.</param>
    /// <param name="bytes">What the value weighs in memory, roughly.</param>
    /// <param name="ct">Cancels the wait, and the making if this caller was the one to do it; then the next one does.</param>
    public async ValueTask<T> Of<T>(RedisKey key, Func<CancellationToken, Task<T>> make, Func<T, long> bytes, CancellationToken ct)
    {
        const long Entry = 300;
        var text = key.ToString();

        return await cache.GetOrSetAsync<T>(
            text,
            async (entry, stop) =>
            {
                Figures(text).Missed();
                var value = await make(stop);
                entry.Options.SetSize(bytes(value) + Entry);
                return value;
            },
            token: ct);
    }

    public void Dispose()
    {
        cache.Dispose();
        memory.Dispose();
    }

    private static CacheFigures Figures(string key)
    {
        foreach (var (start, name) in Keys.Application.Caches)
            if (key.StartsWith(start, StringComparison.Ordinal))
                return CacheFigures.Of(name);

        return CacheFigures.Of("other");
    }
}
