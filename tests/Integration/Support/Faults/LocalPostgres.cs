using Commerce.Host.Backends;
using Npgsql;

namespace Commerce.Integration.Support.Faults;

/// <summary>A PostgreSQL that belongs to one spec, which may freeze or kill it. Its address and its data survive: what was committed is in the operating system's hands.</summary>
internal sealed class LocalPostgres : IAsyncDisposable
{
    private readonly PostgresPrograms programs;
    private readonly ServerFolder folder;
    private readonly int connections;
    private Backend server;

    private LocalPostgres(PostgresPrograms programs, ServerFolder folder, int connections, Backend server) =>
        (this.programs, this.folder, this.connections, this.server) = (programs, folder, connections, server);

    public string ConnectionString => server.ConnectionString;

    public int Port => new NpgsqlConnectionStringBuilder(ConnectionString).Port;

    /// <param name="connections">How many it has to give.</param>
    public static async Task<LocalPostgres> Start(int connections = 200)
    {
        var folder = ServerFolder.Temporary(await Machine.This(CancellationToken.None));
        var programs = await PostgresPrograms.Find(folder.Machine, CancellationToken.None) is [var first, ..] ? first : throw new InvalidOperationException(NeedsOwnServersFactAttribute.Reason);

        return new LocalPostgres(programs, folder, connections, await PostgresServer.Start(programs, folder, durable: false, CancellationToken.None, connections));
    }

    /// <summary>SIGKILL of the server and of every process it has for its clients: no farewell, nothing written that was not. All of them are gone afterwards: one that is left keeps the next server from starting.</summary>
    public async Task Kill()
    {
        await Do("kill -s STOP $server; all=$(pgrep -P $server); kill -s KILL $server $all; for one in $all; do while ps -o stat= -p $one | grep -q '^ *[^Z ]'; do sleep 0.01; done; done");
        await server.Process!.Ended;
    }

    /// <summary>Starts it again after <see cref="Kill"/>, at the same address. It recovers from its log.</summary>
    public async Task Restart()
    {
        var before = ConnectionString;
        await server.DisposeAsync();
        server = await PostgresServer.Start(programs, folder, durable: false, CancellationToken.None, connections);
        Assert.Equal(before, ConnectionString);
    }

    /// <summary>Keeps its connections and answers nothing.</summary>
    public Task Freeze() => Do("kill -s STOP $server; kill -s STOP $(pgrep -P $server)");

    public Task Thaw() => Do("kill -s CONT $(pgrep -P $server) $server");

    public async ValueTask DisposeAsync()
    {
        await server.DisposeAsync();
        folder.Remove();
    }

    /// <summary>A server that is stopped first makes no more children meanwhile; each of them is a session of its own, so no group has them all.</summary>
    private Task<string> Do(string script) => new Command("bash", ["-c", $"server={server.Process!.Server}; {script}"], folder.Machine.Account).Succeed(CancellationToken.None);
}
