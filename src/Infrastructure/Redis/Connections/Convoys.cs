using System.Collections.Concurrent;
using StackExchange.Redis;

namespace Commerce.Infrastructure.Redis.Connections;

/// <summary>A convoy for each database, which is to say for each socket. None in a cluster: there, a shard that does not answer must keep nobody who asks for something of another.</summary>
internal sealed class Convoys(RedisShards shards) : IDisposable
{
    private readonly ConcurrentDictionary<IDatabase, Convoy> convoys = new();

    public Task<RedisResult> Send(IDatabase database, Script script, RedisKey[] keys, RedisValue[] arguments) =>
        shards.IsCluster ? script.On(database, keys, arguments) : convoys.GetOrAdd(database, static on => new(on)).Send(script, keys, arguments);

    public void Dispose()
    {
        foreach (var convoy in convoys.Values)
            convoy.Dispose();
    }
}
