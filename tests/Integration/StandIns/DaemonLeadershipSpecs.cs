using Commerce.Integration.Support;
using Marten;
using Npgsql;

namespace Commerce.Integration.StandIns;

/// <summary>What the advisory lock is there for: of several hosts one runs the projections, and another goes on when it is gone.</summary>
public sealed class DaemonLeadershipSpecs : IAsyncLifetime
{
    private string postgres = null!;
    private DocumentStore store = null!;

    public async Task InitializeAsync()
    {
        postgres = await TestDatabase.Create((await Backends.Running.Value).Postgres);
        store = DocumentStore.For(options => ShoutingHost.Configure(options, postgres));
        await store.Storage.ApplyAllConfiguredChangesToDatabaseAsync();
    }

    public async Task DisposeAsync() => await store.DisposeAsync();

    [Fact]
    public async Task passes_on_when_the_leading_host_is_killed()
    {
        await using var first = Host();
        await Append(1);
        Assert.Equal("heard 1", await first.Says());
        await using var second = Host();
        await Append(2);
        Assert.Equal("heard 2", await first.Says());

        first.Kill();
        await Append(3);

        // Not necessarily at once: what the first had heard and not yet noted is told again.
        await second.SaysAtLast("heard 3");
    }

    [Fact]
    public async Task passes_on_or_is_taken_again_when_the_leaders_connections_are_cut()
    {
        await using var first = Host();
        await Append(1);
        Assert.Equal("heard 1", await first.Says());
        await using var second = Host();

        await Sql("select pg_terminate_backend(pid) from pg_locks where locktype = 'advisory' and granted and database = (select oid from pg_database where datname = current_database())");
        await Append(2);

        await await Task.WhenAny(first.SaysAtLast("heard 2"), second.SaysAtLast("heard 2"));
    }

    private Puppet Host() => Puppet.Start("run-a-daemon", postgres);

    private async Task Append(int number)
    {
        await using var session = store.LightweightSession();
        session.Events.StartStream(Guid.CreateVersion7(), new ShoutingHost.Happened(number));
        await session.SaveChangesAsync();
    }

    private async Task Sql(string sql)
    {
        await using var source = NpgsqlDataSource.Create(postgres);
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }
}
