using System.Diagnostics;
using System.Net.Sockets;
using Commerce.Application.Pipeline;
using StackExchange.Redis;

namespace Commerce.Infrastructure.Redis.Operations.Backups;

/// <summary>A redis-server that reads one RDB file. Only this account can reach it, through a socket in a folder of its own, and it ends with this process, however that ends.</summary>
internal sealed class TemporaryRedis : IAsyncDisposable
{
    /// <summary>The shell waits for our end of its input, which the system closes with us, and ends the server.</summary>
    private const string Leash = """exec 3<&0; "$@" </dev/null >/dev/null 2>&1 & server=$!; (cat <&3 >/dev/null; kill $server 2>/dev/null) & wait $server""";

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    private readonly string folder = Directory.CreateTempSubdirectory("redis-restore-").FullName;
    private Process? shell;

    private TemporaryRedis() { }

    /// <summary>Null when there is none on the PATH.</summary>
    public static string? Program { get; } = OnPath.Find("redis-server") ?? OnPath.Find("valkey-server");

    /// <summary>Where the RDB file has to be.</summary>
    public string File => Path.Combine(folder, "dump.rdb");

    private string Log => Path.Combine(folder, "redis.log");

    public static TemporaryRedis Prepare() => new();

    /// <summary>The keys of the file.</summary>
    /// <exception cref="DependencyUnavailableException">The server cannot read it, e.g. because it is older than the one that wrote it.</exception>
    public async Task<Keyspace> Start(CancellationToken ct)
    {
        var socket = Path.Combine(folder, "s");
        string[] settings =
        [
            "--port", "0", "--unixsocket", socket, "--unixsocketperm", "700", "--dir", folder, "--dbfilename", "dump.rdb", "--save", "", "--appendonly", "no", "--logfile", Log,
        ];
        shell = Process.Start(new ProcessStartInfo("/bin/sh", ["-c", Leash, "sh", Program!, .. settings]) { RedirectStandardInput = true })!;

        var options = new ConfigurationOptions { EndPoints = { new UnixDomainSocketEndPoint(socket) }, AllowAdmin = true, AsyncTimeout = 60_000, SyncTimeout = 60_000, ConnectRetry = 0 };
        while (true)
        {
            ct.ThrowIfCancellationRequested();
            if (shell.HasExited)
                throw new DependencyUnavailableException("redis_unavailable", $"{Program} does not read the backup: {LastWords()}");

            if (System.IO.File.Exists(socket) && await Loaded(options) is { } keys)
                return keys;

            await Task.Delay(Pause, ct);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (shell is not null)
        {
            shell.StandardInput.Close();
            await shell.WaitForExitAsync();
            shell.Dispose();
        }

        Directory.Delete(folder, recursive: true);
    }

    private string LastWords() => System.IO.File.Exists(Log) && System.IO.File.ReadAllLines(Log) is [.., var last] ? last : "it did not start";

    /// <summary>Null while the server is reading.</summary>
    private static async Task<Keyspace?> Loaded(ConfigurationOptions options)
    {
        try
        {
            var connection = await ConnectionMultiplexer.ConnectAsync(options);
            if (!(await connection.GetServers()[0].InfoRawAsync("persistence"))!.Contains("loading:1", StringComparison.Ordinal))
                return Keyspace.Of("the backup", connection, options, OperatorConnections.Retries);

            await connection.DisposeAsync();
            return null;
        }
        catch (RedisException)
        {
            return null;
        }
    }
}
