using Garnet;

namespace Commerce.Host.Backends;

/// <summary>
/// Garnet in this process, where nothing else speaks Redis. It keeps its data through an append-only file; it has no streams, no keyspace
/// notifications and no client tracking. Its Lua has to be switched on, and told to run a script as one transaction, as Redis always does.
/// </summary>
internal static class GarnetRedis
{
    public static async Task<Backend> Start(ServerFolder folder, CancellationToken ct)
    {
        var directory = await folder.Closed("garnet", ct);
        var (port, password) = (folder.Port("redis"), folder.Secret("redis"));
        var server = new Running([
            "--bind", "127.0.0.1", "--port", $"{port}", "--auth", "Password", "--password", password, "--lua", "--lua-transaction-mode",
            "--aof", "--aof-commit-freq", "1000", "--recover", "--checkpointdir", directory, "--device-type", "RandomAccess",
            "--logger-level", "Error", "-q"]);
        var connectionString = await RedisReady.Await(port, password, Task.Delay(Timeout.Infinite, CancellationToken.None), ct);

        return new Backend(connectionString, "Garnet in this process, in the place of Redis", InProcess: server);
    }

    private sealed class Running : IAsyncDisposable
    {
        private readonly GarnetServer server;
        private bool disposed;

        public Running(string[] arguments)
        {
            server = new GarnetServer(arguments);
            server.Start();
        }

        public async ValueTask DisposeAsync()
        {
            if (disposed)
                return;

            disposed = true;

            // What the timer has not written yet would be gone.
            await server.Store.CommitAOFAsync(CancellationToken.None);
            server.Dispose(deleteDir: false);
        }
    }
}
