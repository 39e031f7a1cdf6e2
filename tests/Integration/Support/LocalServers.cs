using Commerce.Host.Backends;

namespace Commerce.Integration.Support;

/// <summary>Server processes of this run, in a folder that goes with it. They end with the test process even when that is killed.</summary>
internal static class LocalServers
{
    private static readonly Lazy<Task<ServerFolder>> Shared = new(Open);

    public static Task<ServerFolder> Folder => Shared.Value;

    /// <summary>Without fsync: nobody misses these data after a power cut, and killing the server loses none.</summary>
    public static async Task<string> Postgres() => Owned(await PostgresBackend.Start(null, await Folder, durable: false, Console.WriteLine, CancellationToken.None));

    public static async Task<string> Redis() => Owned(await RedisBackend.Start(null, await Folder, Console.WriteLine, CancellationToken.None));

    private static string Owned(Backend backend)
    {
        AtExit.Do(async () => await backend.DisposeAsync());
        return backend.ConnectionString;
    }

    private static async Task<ServerFolder> Open()
    {
        var folder = ServerFolder.Temporary(await Machine.This(CancellationToken.None));
        AtExit.Do(() =>
        {
            folder.Remove();
            return Task.CompletedTask;
        });

        return folder;
    }
}
