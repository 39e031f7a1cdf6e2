using Commerce.Infrastructure.Redis;
using Commerce.Infrastructure.Redis.Connections;
using Microsoft.Extensions.Caching.Distributed;
using Microsoft.Extensions.Configuration;
using StackExchange.Redis;

namespace Commerce.Infrastructure.Caching;

/// <summary>
/// The level all nodes share: the shop's own Redis, unless <c>Redis:ApplicationCache:ConnectionString</c> names another, where a policy may evict. Nothing is repeated here: whoever gets no answer
/// at once goes to PostgreSQL, and the cache stays away for a while.
/// </summary>
internal sealed class RedisLevel : IDistributedCache, IAsyncDisposable
{
    private readonly RedisConnections connections;
    private readonly RedisConnections? own;
    private readonly Ttl ttl;

    public RedisLevel(IConfiguration configuration, RedisConnections redis, Ttl ttl, IServiceProvider services)
    {
        this.ttl = ttl;
        if (configuration["Redis:ApplicationCache:ConnectionString"] is { Length: > 0 } address)
            own = RedisConnections.Open(
                new ConfigurationBuilder().AddConfiguration(configuration).AddInMemoryCollection([new("ConnectionStrings:redis", address)]).Build(), services);

        connections = own ?? redis;
    }

    public async Task<byte[]?> GetAsync(string key, CancellationToken token = default) => await connections.Next().StringGetAsync(Keys.Application.Again(key)).WaitAsync(token);

    /// <summary>Whatever the library asks for, a key lives as long as every key of its kind.</summary>
    public Task SetAsync(string key, byte[] value, DistributedCacheEntryOptions options, CancellationToken token = default) =>
        connections.Next().StringSetAsync(Keys.Application.Again(key), value, ttl.ApplicationCache).WaitAsync(token);

    public Task RemoveAsync(string key, CancellationToken token = default) => connections.Next().KeyDeleteAsync(Keys.Application.Again(key)).WaitAsync(token);

    /// <summary>Lifetimes do not slide.</summary>
    public Task RefreshAsync(string key, CancellationToken token = default) => Task.CompletedTask;

    public byte[]? Get(string key) => connections.Next().StringGet(Keys.Application.Again(key));

    public void Set(string key, byte[] value, DistributedCacheEntryOptions options) => connections.Next().StringSet(Keys.Application.Again(key), value, ttl.ApplicationCache);

    public void Remove(string key) => connections.Next().KeyDelete(Keys.Application.Again(key));

    public void Refresh(string key)
    {
    }

    public ValueTask DisposeAsync() => own?.DisposeAsync() ?? default;
}
