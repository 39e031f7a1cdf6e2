using System.Text;
using Commerce.Integration.Support;
using Commerce.Integration.Support.Faults;
using Npgsql;
using StackExchange.Redis;

namespace Commerce.Integration.Faults;

/// <summary>What the fault kit does to servers really happens to them.</summary>
[Collection(FaultsCollection.Name)]
public class FaultKitSpecs
{
    [NeedsOwnServersFact]
    public async Task a_killed_postgres_is_gone_and_comes_back_with_what_was_committed()
    {
        await using var postgres = await LocalPostgres.Start();
        await Run(postgres.ConnectionString, "create table kept (line text); insert into kept values ('yes')");

        await postgres.Kill();
        await Assert.ThrowsAnyAsync<NpgsqlException>(() => Run(postgres.ConnectionString, "select 1"));
        await postgres.Restart();

        Assert.Equal("yes", await Ask(postgres.ConnectionString, "select line from kept"));
    }

    [NeedsOwnServersFact]
    public async Task a_frozen_postgres_answers_nothing_until_it_is_thawed()
    {
        await using var postgres = await LocalPostgres.Start();

        await postgres.Freeze();
        await Assert.ThrowsAnyAsync<NpgsqlException>(() => Run($"{postgres.ConnectionString};Timeout=1;Command Timeout=1", "select 1"));
        await postgres.Thaw();

        Assert.Equal(1, await Ask(postgres.ConnectionString, "select 1"));
    }

    [NeedsRedisServerFact]
    public async Task a_redis_forgets_everything_or_its_scripts()
    {
        await using var redis = await LocalRedis.Start();
        await redis.Do("SET", "kept", "yes");
        var hash = $"{await redis.Do("SCRIPT", "LOAD", "return 1")}";

        await redis.ForgetScripts();
        await Assert.ThrowsAsync<RedisServerException>(() => redis.Do("EVALSHA", hash, "0"));
        Assert.Equal("yes", $"{await redis.Do("GET", "kept")}");

        await redis.Flush();
        Assert.True((await redis.Do("GET", "kept")).IsNull);
    }

    [NeedsRedisServerFact]
    public async Task a_redis_whose_log_lost_its_end_starts_without_the_last_writes()
    {
        await using var redis = await LocalRedis.Start();
        await redis.Do("CONFIG", "SET", "appendfsync", "always");
        await redis.Do("SET", "first", "1");
        await redis.Do("SET", "last", "1");

        await redis.LoseTail(bytes: 3);
        await redis.Restart();

        Assert.Equal("1", $"{await redis.Do("GET", "first")}");
        Assert.True((await redis.Do("GET", "last")).IsNull);
    }

    [NeedsRedisServerFact]
    public async Task a_replica_frozen_earlier_is_promoted_without_what_came_later()
    {
        await using var primary = await LocalRedis.Start();
        await using var replica = await LocalRedis.Start();
        await using var wire = TcpProxy.To(primary.Port);
        await replica.Follow(primary, wire);
        await primary.Do("SET", "heard", "1");
        await primary.Do("WAIT", 1, 5000);

        wire.Silence();
        await primary.Do("SET", "missed", "1");
        await primary.Kill();
        await wire.Refuse();
        await replica.Promote();

        Assert.Equal("1", $"{await replica.Do("GET", "heard")}");
        Assert.True((await replica.Do("GET", "missed")).IsNull);
        await replica.Do("SET", "its-own", "1");
    }

    [NeedsRedisServerFact]
    public async Task a_wire_can_be_gone_cut_or_silent()
    {
        await using var redis = await LocalRedis.Start();
        await using var proxy = TcpProxy.To(redis.Port);
        var address = ConfigurationOptions.Parse($"127.0.0.1:{proxy.Port},password={redis.Password},asyncTimeout=300,connectTimeout=1000");
        (address.BacklogPolicy, address.HeartbeatInterval) = (BacklogPolicy.FailFast, TimeSpan.FromMilliseconds(100));
        await using var connection = await ConnectionMultiplexer.ConnectAsync(address);
        var database = connection.GetDatabase();

        proxy.Silence();
        await Assert.ThrowsAsync<RedisTimeoutException>(() => database.PingAsync());
        proxy.Resume();
        await Eventually.True(() => Answers(database));

        proxy.Cut();
        await Eventually.True(() => Answers(database));

        await proxy.Refuse();
        await Assert.ThrowsAnyAsync<RedisException>(() => ConnectionMultiplexer.ConnectAsync(address));
        proxy.Accept();
        await Eventually.True(() => Answers(database));
    }

    [NeedsOwnServersFact]
    public async Task a_wire_swallows_the_reply_of_a_commit_that_happened()
    {
        await using var postgres = await LocalPostgres.Start();
        await using var proxy = TcpProxy.To(postgres.Port);
        var wired = new NpgsqlConnectionStringBuilder(postgres.ConnectionString) { Port = proxy.Port, Pooling = false }.ConnectionString;
        await Run(wired, "create table kept (line text)");

        var swallowed = proxy.SwallowReplyTo("insert into kept"u8.ToArray(), "COMMIT"u8.ToArray());
        await Assert.ThrowsAnyAsync<NpgsqlException>(() => InTransaction(wired, "insert into kept values ('yes')"));
        await swallowed;

        Assert.Equal("yes", await Ask(wired, "select line from kept"));
    }

    [NeedsRedisServerFact]
    public async Task a_wire_swallows_the_reply_of_a_command_that_redis_has_run()
    {
        await using var redis = await LocalRedis.Start();
        await using var proxy = TcpProxy.To(redis.Port);
        await using var connection = await ConnectionMultiplexer.ConnectAsync($"127.0.0.1:{proxy.Port},password={redis.Password},asyncTimeout=2000");

        var swallowed = proxy.SwallowReplyTo(Encoding.ASCII.GetBytes("this-one"));
        await Assert.ThrowsAnyAsync<RedisException>(() => connection.GetDatabase().StringIncrementAsync("this-one"));
        await swallowed;

        Assert.Equal("1", $"{await redis.Do("GET", "this-one")}");
    }

    private static async Task<bool> Answers(IDatabase database)
    {
        try
        {
            await database.PingAsync();
            return true;
        }
        catch (Exception silent) when (silent is RedisException or TimeoutException)
        {
            return false;
        }
    }

    private static Task Run(string server, string sql) => Ask(server, sql);

    private static async Task<object?> Ask(string server, string sql)
    {
        await using var connection = new NpgsqlConnection($"{server};Pooling=false");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync();
    }

    private static async Task InTransaction(string server, string sql)
    {
        await using var connection = new NpgsqlConnection(server);
        await connection.OpenAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await using var command = new NpgsqlCommand(sql, connection, transaction);
        await command.ExecuteNonQueryAsync();
        await transaction.CommitAsync();
    }
}
