using Commerce.Host.Backends;
using Commerce.Integration.Support;
using StackExchange.Redis;

namespace Commerce.Integration.Deploy;

/// <summary>A redis-server, or a Sentinel, that runs with the configuration as it is shipped; only where it listens and where it writes is the spec's own.</summary>
internal sealed class ShippedServer : IAsyncDisposable
{
    private static int started;

    private readonly Leash leash;

    private ShippedServer(Leash leash, int port, ConnectionMultiplexer connection) => (this.leash, Port, Connection) = (leash, port, connection);

    public int Port { get; }

    public ConnectionMultiplexer Connection { get; }

    private IServer Server => Connection.GetServers()[0];

    /// <param name="file">The one it is started with, of <c>deploy/redis</c>.</param>
    /// <param name="change">What of the text is of somebody's network and not of this machine.</param>
    public static async Task<ShippedServer> Start(string file, Func<string, string>? change = null, params string[] options)
    {
        var folder = await LocalServers.Folder;
        var program = await RedisPrograms.Find(folder.Machine, CancellationToken.None) ?? throw new InvalidOperationException(NeedsRedisServerFactAttribute.Reason);
        var name = $"shipped-{Interlocked.Increment(ref started)}";
        var (directory, port) = (await folder.Closed(name, CancellationToken.None), Ports.Free());
        foreach (var shipped in Directory.EnumerateFiles(Deployment.Path("redis"), "*.conf"))
        {
            var text = await File.ReadAllTextAsync(shipped);
            await new Command("bash", ["-c", "cat > \"$0\"", Path.Combine(directory, Path.GetFileName(shipped))], folder.Machine.Account) { Input = change?.Invoke(text) ?? text }.Succeed(CancellationToken.None);
        }

        var command = new Command(program.Path, [Path.Combine(directory, file), "--port", $"{port}", "--dir", directory, .. options], folder.Machine.Account) { Folder = directory };
        var log = Path.Combine(directory, "log");
        var leash = await Leash.Start(command, "TERM", log, CancellationToken.None);
        try
        {
            ConnectionMultiplexer? connection = null;
            await Eventually.True(async () =>
            {
                Assert.False(leash.HasEnded, $"It does not start with {file}:\n{Tail.Of(log)}");
                connection = await Connect(port, options.Contains("--sentinel"));
                return connection is not null;
            });
            return new(leash, port, connection!);
        }
        catch
        {
            await leash.DisposeAsync();
            throw;
        }
    }

    /// <summary>One command as its administrator.</summary>
    public Task<RedisResult> Do(string command, params object[] arguments) => Server.ExecuteAsync(command, arguments);

    public async Task<string> Setting(string name) => ((string[])(await Do("CONFIG", "GET", name))!)[1];

    public async ValueTask DisposeAsync()
    {
        await Connection.DisposeAsync();
        await leash.DisposeAsync();
    }

    private static async Task<ConnectionMultiplexer?> Connect(int port, bool isSentinel)
    {
        try
        {
            var options = ConfigurationOptions.Parse($"127.0.0.1:{port},allowAdmin=true,connectRetry=1,connectTimeout=500");
            return isSentinel ? await ConnectionMultiplexer.SentinelConnectAsync(options) : await ConnectionMultiplexer.ConnectAsync(options);
        }
        catch (RedisConnectionException)
        {
            return null;
        }
    }
}
