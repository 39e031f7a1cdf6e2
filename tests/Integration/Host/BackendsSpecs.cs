using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Commerce.Host.Backends;
using Commerce.Integration.Support;
using Npgsql;
using StackExchange.Redis;

namespace Commerce.Integration.Host;

public sealed class BackendsSpecs : IAsyncLifetime
{
    private Machine machine = null!;
    private ServerFolder folder = null!;

    public async Task InitializeAsync()
    {
        machine = await Machine.This(default);
        folder = ServerFolder.Temporary(machine);
    }

    public Task DisposeAsync()
    {
        folder.Remove();
        return Task.CompletedTask;
    }

    [Fact]
    public async Task say_in_one_sentence_what_to_install_when_no_postgres_can_be_had()
    {
        using var bare = ServerFolder.Temporary(Bare);

        var nothing = await Assert.ThrowsAsync<BackendFailed>(() => PostgresBackend.Start(null, bare, durable: false, _ => { }, default));

        bare.Remove();
        await Verifier.Verify(nothing.Message);
    }

    [Fact]
    public async Task leave_alone_what_is_configured()
    {
        await using var postgres = await PostgresBackend.Start("Host=elsewhere", folder, durable: false, _ => { }, default);
        await using var redis = await RedisBackend.Start("elsewhere:6379", folder, _ => { }, default);

        Assert.Equal(("Host=elsewhere", "elsewhere:6379"), (postgres.ConnectionString, redis.ConnectionString));
        Assert.Equal((null, null), (postgres.Process, redis.Process));
        Assert.Empty(Directory.EnumerateDirectories(folder.Location));
    }

    [Fact]
    public async Task keep_postgres_its_port_and_data_over_a_restart() => Assert.StartsWith("PostgreSQL", await PostgresKeepsData(machine), StringComparison.Ordinal);

    [NeedsRedisServerFact]
    public async Task keep_redis_its_port_and_data_over_a_restart() => Assert.StartsWith("Redis", await RedisKeepsData(machine), StringComparison.Ordinal);

    [Fact]
    public async Task keep_garnet_its_port_and_data_over_a_restart() => Assert.StartsWith("Garnet", await RedisKeepsData(Bare), StringComparison.Ordinal);

    [NeedsDockerFact]
    public async Task keep_containers_their_ports_and_data_over_a_restart()
    {
        Assert.Contains("Docker", await PostgresKeepsData(OnlyDocker()), StringComparison.Ordinal);
        Assert.Contains("Docker", await RedisKeepsData(OnlyDocker()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task take_another_port_when_the_one_of_last_time_is_taken()
    {
        var port = folder.Port("postgres");
        using var squatter = new TcpListener(IPAddress.Loopback, port);
        squatter.Start();

        Assert.NotEqual(port, folder.Port("postgres"));
    }

    [Fact]
    public async Task refuse_a_folder_that_another_process_uses()
    {
        var refused = await Assert.ThrowsAsync<BackendFailed>(() => ServerFolder.Open(folder.Location, machine, default));

        Assert.Contains(folder.Location, refused.Message, StringComparison.Ordinal);
    }

    [NeedsRedisServerFact]
    public async Task end_a_server_that_an_earlier_run_left_behind_and_no_other()
    {
        await using var bystander = await LocalRedis.Start();
        await using var left = await RedisBackend.Start(null, folder, _ => { }, default);

        await using var next = await RedisBackend.Start(null, folder, _ => { }, default);

        Assert.True(left.Process!.HasEnded);
        Assert.Equal(left.ConnectionString, next.ConnectionString);
        await using var connection = await ConnectionMultiplexer.ConnectAsync(bystander.ConnectionString);
        await connection.GetDatabase().PingAsync();
    }

    [Fact]
    public async Task end_with_the_process_that_started_them_even_when_that_is_killed()
    {
        await using var owner = Puppet.Start("own-a-server", machine.Account ?? "");
        var server = int.Parse(await owner.Says(), CultureInfo.InvariantCulture);
        Assert.True(IsAlive(server));

        owner.Kill();

        await Eventually.True(() => !IsAlive(server));
    }

    private Machine Bare => machine with { Folders = [], PostgresFolders = [] };

    /// <summary>A folder of programs with nothing in it but Docker's.</summary>
    private Machine OnlyDocker()
    {
        var programs = Directory.CreateDirectory(Path.Combine(folder.Location, "programs")).FullName;
        if (!File.Exists(Path.Combine(programs, "docker")))
            File.CreateSymbolicLink(Path.Combine(programs, "docker"), machine.Find("docker")!);

        return Bare with { Folders = [programs] };
    }

    /// <summary>What served.</summary>
    private static async Task<string> PostgresKeepsData(Machine on)
    {
        using var own = ServerFolder.Temporary(on);
        string first;
        await using (var postgres = await PostgresBackend.Start(null, own, durable: false, _ => { }, default))
        {
            first = postgres.ConnectionString;
            await Sql(first, "create table kept as select 42 as answer");
        }

        await using var again = await PostgresBackend.Start(null, own, durable: false, _ => { }, default);

        Assert.Equal(first, again.ConnectionString);
        Assert.Equal(42, await Sql(again.ConnectionString, "select answer from kept"));
        await again.DisposeAsync();
        await PostgresBackend.Forget(own, default);
        own.Remove();
        return again.Origin;
    }

    private static async Task<string> RedisKeepsData(Machine on)
    {
        using var own = ServerFolder.Temporary(on);
        string first;
        await using (var redis = await RedisBackend.Start(null, own, _ => { }, default))
        {
            first = redis.ConnectionString;
            await using var connection = await ConnectionMultiplexer.ConnectAsync(first);
            await connection.GetDatabase().StringSetAsync("kept", 42);
        }

        await using var again = await RedisBackend.Start(null, own, _ => { }, default);
        await using (var connection = await ConnectionMultiplexer.ConnectAsync(again.ConnectionString))
        {
            Assert.Equal(first, again.ConnectionString);
            Assert.Equal(42, await connection.GetDatabase().StringGetAsync("kept"));
        }

        await again.DisposeAsync();
        await RedisBackend.Forget(own, default);
        own.Remove();
        return again.Origin;
    }

    private static bool IsAlive(int process)
    {
        try
        {
            using var found = Process.GetProcessById(process);
            return true;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    private static async Task<object?> Sql(string connectionString, string sql)
    {
        await using var source = NpgsqlDataSource.Create(connectionString);
        await using var command = source.CreateCommand(sql);
        return await command.ExecuteScalarAsync();
    }
}
