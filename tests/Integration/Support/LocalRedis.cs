using System.Net;
using Commerce.Host.Backends;
using StackExchange.Redis;

namespace Commerce.Integration.Support;

/// <summary>
/// A redis-server that belongs to one spec, which may flush, freeze or kill it. Its address and, as far as an append-only file of everysec
/// goes, its data survive.
/// </summary>
internal sealed class LocalRedis : IAsyncDisposable
{
    private static int started;

    private readonly RedisPrograms program;
    private readonly string name;
    private readonly string? secret;
    private readonly string[] lines;
    private Backend server;

    private LocalRedis(RedisPrograms program, string name, string? secret, string[] lines, Backend server) =>
        (this.program, this.name, this.secret, this.lines, this.server) = (program, name, secret, lines, server);

    public string ConnectionString => server.ConnectionString;

    public int Port => ((IPEndPoint)ConfigurationOptions.Parse(ConnectionString).EndPoints[0]).Port;

    public string Password => ConfigurationOptions.Parse(ConnectionString).Password!;

    /// <summary>Where it keeps its append-only file.</summary>
    public string Folder { get; private init; } = "";

    /// <param name="lines">Of its configuration, besides the usual ones.</param>
    public static Task<LocalRedis> Start(params string[] lines) => Start(null, lines);

    /// <summary>Another server of the same deployment: it has the password of the first.</summary>
    public Task<LocalRedis> Sibling(params string[] lines) => Start(name, lines);

    private static async Task<LocalRedis> Start(string? secret, string[] lines)
    {
        var folder = await LocalServers.Folder;
        var program = await RedisPrograms.Find(folder.Machine, CancellationToken.None) ?? throw new InvalidOperationException(NeedsRedisServerFactAttribute.Reason);
        var name = $"redis-{Interlocked.Increment(ref started)}";
        lines = [.. RedisAccounts.Lines, .. lines];

        return new LocalRedis(program, name, secret, lines, await RedisServer.Start(program, folder, CancellationToken.None, name, secret, lines)) { Folder = Path.Combine(folder.Location, name) };
    }

    /// <summary>Takes another one's password, as the servers of one deployment share theirs. Until it is restarted.</summary>
    public async Task Share(LocalRedis other)
    {
        await using (var connection = await ConnectionMultiplexer.ConnectAsync($"{ConnectionString},allowAdmin=true"))
            await connection.GetServers()[0].ConfigSetAsync("requirepass", other.Password);

        server = server with { ConnectionString = $"127.0.0.1:{Port},password={other.Password}" };
    }

    public bool HasEnded => server.Process!.HasEnded;

    /// <summary>SIGKILL: no farewell to clients, nothing written that was not.</summary>
    public async Task Kill()
    {
        await server.Process!.Signal("KILL", CancellationToken.None);
        await server.Process.Ended;
    }

    /// <summary>Starts it again after <see cref="Kill"/>, at the same address.</summary>
    public async Task Restart()
    {
        var before = ConnectionString;
        await server.DisposeAsync();
        server = await RedisServer.Start(program, await LocalServers.Folder, CancellationToken.None, name, secret, lines);
        Assert.Equal(before, ConnectionString);
    }

    /// <summary>Keeps its connections and answers nothing.</summary>
    public Task Freeze() => server.Process!.Signal("STOP", CancellationToken.None);

    public Task Thaw() => server.Process!.Signal("CONT", CancellationToken.None);

    public ValueTask DisposeAsync() => server.DisposeAsync();
}
