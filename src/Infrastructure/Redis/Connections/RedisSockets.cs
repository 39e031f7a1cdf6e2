using Microsoft.Extensions.Configuration;
using StackExchange.Redis;

namespace Commerce.Infrastructure.Redis.Connections;

/// <summary>The multiplexers of a node, open. One that is not connected (yet) connects by itself.</summary>
internal sealed record RedisSockets(IReadOnlyList<ConnectionMultiplexer> Connections, ConnectionMultiplexer Subscriptions) : IAsyncDisposable
{
    /// <summary>
    /// While the client follows Sentinel to another primary it blocks several threads of the pool for each multiplexer. With no more threads than processors nobody would be answered meanwhile.
    /// </summary>
    private const int ThreadsForSentinel = 32;

    /// <summary>Never fails for a Redis that is away.</summary>
    /// <param name="count">Besides the one for subscriptions.</param>
    /// <returns>Null while no Sentinel tells of a primary.</returns>
    /// <exception cref="UnusableSettingException">The settings cannot be used.</exception>
    public static async Task<RedisSockets?> Open(IConfiguration configuration, int count)
    {
        if (ConnectionSettings.Of(configuration) is { ServiceName: { } set } options)
        {
            ThreadPool.GetMinThreads(out var workers, out var ports);
            ThreadPool.SetMinThreads(Math.Max(workers, ThreadsForSentinel), ports);
            if (!await IsTold(options, set))
                return null;
        }

        var opened = new List<ConnectionMultiplexer>();
        try
        {
            foreach (var name in (IEnumerable<string>)[.. Enumerable.Range(0, count).Select(i => $"{i}"), "subscriptions"])
            {
                var one = ConnectionSettings.Of(configuration);
                one.ClientName = $"commerce-{name}";
                opened.Add(await ConnectionMultiplexer.ConnectAsync(one));
            }

            return new(opened[..^1], opened[^1]);
        }
        catch (RedisConnectionException)
        {
            // Sentinel changed its mind meanwhile.
            foreach (var one in opened)
                await one.DisposeAsync();

            return null;
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var connection in Connections)
            await connection.DisposeAsync();

        await Subscriptions.DisposeAsync();
    }

    /// <summary>Asked over a connection of its own, because the client leaves one behind, reconnecting for ever, whenever it finds no primary.</summary>
    private static async Task<bool> IsTold(ConfigurationOptions options, string set)
    {
        var asking = options.Clone();
        (asking.User, asking.Password) = (options.SentinelUser, options.SentinelPassword);
        await using var sentinels = await ConnectionMultiplexer.SentinelConnectAsync(asking);
        foreach (var sentinel in sentinels.GetServers().Where(server => server.IsConnected))
            if (await Primary(sentinel, set) is not null)
                return true;

        return false;
    }

    private static async Task<System.Net.EndPoint?> Primary(IServer sentinel, string set)
    {
        try
        {
            return await sentinel.SentinelGetMasterAddressByNameAsync(set);
        }
        catch (Exception fault) when (fault is RedisException or TimeoutException)
        {
            return null;
        }
    }
}
