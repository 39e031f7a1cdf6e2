using Microsoft.Extensions.Configuration;
using StackExchange.Redis;
using StackExchange.Redis.KeyspaceIsolation;

namespace Commerce.Infrastructure.Redis.Connections;

/// <summary>The connections of a node from its start on: one look for them that does not fail, and, where no Sentinel told of a primary, further ones in the background.</summary>
internal sealed class RedisOpening : IAsyncDisposable
{
    private readonly Func<Task<RedisSockets?>> open;
    private readonly Lock gate = new();
    private readonly List<Action<ConnectionMultiplexer>> watchers = [];
    private readonly CancellationTokenSource closing = new();
    private readonly Task later;
    private volatile RedisSockets? sockets;
    private volatile IDatabase[] databases = [];
    private volatile bool hasConnected;

    /// <exception cref="UnusableSettingException">The settings cannot be used.</exception>
    public RedisOpening(IConfiguration configuration)
    {
        var count = configuration.GetValue("Redis:Connections", 2);
        if (count is < 2 or > 10)
            throw new UnusableSettingException("Redis:Connections", $"{count}, which is not between 2 and 10");

        (open, Prefix) = (() => RedisSockets.Open(configuration, count), configuration["Redis:KeyPrefix"] ?? "");
        Watch(connection =>
        {
            connection.ConnectionRestored += (_, _) => hasConnected = true;
            hasConnected |= connection.IsConnected;
        });
        Use(open().GetAwaiter().GetResult());
        later = sockets is null ? Task.Run(OpenLater) : Task.CompletedTask;
    }

    /// <summary>Of this deployment's keys.</summary>
    public string Prefix { get; }

    /// <summary>None until there are <see cref="Sockets"/>.</summary>
    public IDatabase[] Databases => databases;

    /// <exception cref="RedisConnectionException">No Sentinel has told of a primary yet.</exception>
    public RedisSockets Sockets => sockets ?? throw NotTold();

    /// <summary>Redis was reached since the start.</summary>
    public bool HasConnected => hasConnected;

    public static RedisConnectionException NotTold() => new(ConnectionFailureType.UnableToConnect, CommandFlags.None, "No Sentinel has told of a primary yet.");

    /// <summary>Calls for each multiplexer but the one for subscriptions, now or as soon as it is there.</summary>
    public void Watch(Action<ConnectionMultiplexer> watcher)
    {
        lock (gate)
        {
            watchers.Add(watcher);
            foreach (var connection in sockets?.Connections ?? [])
                watcher(connection);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await closing.CancelAsync();
        await later;
        closing.Dispose();
        if (sockets is { } opened)
            await opened.DisposeAsync();
    }

    private void Use(RedisSockets? opened)
    {
        if (opened is null)
            return;

        lock (gate)
        {
            databases = [.. opened.Connections.Select(connection => Prefix.Length > 0 ? connection.GetDatabase().WithKeyPrefix(Prefix) : connection.GetDatabase())];
            sockets = opened;
            foreach (var watcher in watchers)
                foreach (var connection in opened.Connections)
                    watcher(connection);
        }
    }

    private async Task OpenLater()
    {
        try
        {
            for (var tries = 1; sockets is null; tries++)
            {
                await Task.Delay(LinearBackOff.After(tries), closing.Token);
                Use(await open());
            }
        }
        catch (OperationCanceledException)
        {
            // The node ends before Redis was there.
        }
    }
}
