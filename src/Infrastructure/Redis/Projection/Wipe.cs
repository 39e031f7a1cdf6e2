using Commerce.Infrastructure.Redis.Connections;
using StackExchange.Redis;

namespace Commerce.Infrastructure.Redis.Projection;

/// <summary>Removes everything that can be made again from PostgreSQL. Carts and idempotency records are left: Redis is where they are written first.</summary>
internal sealed class Wipe(RedisConnections redis)
{
    private const int AtOnce = 1_000;

    public async Task All(CancellationToken ct)
    {
        var database = redis.All[0].GetDatabase();
        foreach (var server in redis.All[0].GetServers().Where(server => server is { IsConnected: true, IsReplica: false }))
            foreach (var store in Keys.Projection.Stores)
                await Remove(server, database, $"{redis.Prefix}{store}*", ct);
    }

    private static async Task Remove(IServer server, IDatabase database, string pattern, CancellationToken ct)
    {
#pragma warning disable RS0030 // An operator's tool: it means the whole keyspace, and walks it by SCAN.
        await foreach (var keys in server.KeysAsync(pattern: pattern, pageSize: AtOnce).WithCancellation(ct).Portions(AtOnce))
#pragma warning restore RS0030
            await Task.WhenAll(keys.Select(key => database.KeyDeleteAsync(key))).WaitAsync(ct);
    }
}

/// <summary>Takes an endless sequence in portions.</summary>
internal static class Portioned
{
    public static async IAsyncEnumerable<IReadOnlyList<T>> Portions<T>(this System.Runtime.CompilerServices.ConfiguredCancelableAsyncEnumerable<T> source, int size)
    {
        var portion = new List<T>(size);
        await foreach (var item in source)
        {
            portion.Add(item);
            if (portion.Count < size)
                continue;

            yield return portion;
            portion = new(size);
        }

        if (portion.Count > 0)
            yield return portion;
    }
}
