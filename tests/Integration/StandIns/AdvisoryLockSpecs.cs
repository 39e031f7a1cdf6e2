using Commerce.Integration.Support;
using Medallion.Threading.Postgres;
using Npgsql;

namespace Commerce.Integration.StandIns;

/// <summary>Two hosts are two processes here, or at least two pools of connections.</summary>
public sealed class AdvisoryLockSpecs : IAsyncLifetime
{
    /// <summary>How long there may be no holder after the last one is gone.</summary>
    private static readonly TimeSpan Vacancy = TimeSpan.FromSeconds(5);

    private readonly long key = Random.Shared.NextInt64(long.MinValue, long.MaxValue);
    private string postgres = null!;
    private NpgsqlDataSource source = null!;

    public async Task InitializeAsync()
    {
        postgres = (await Backends.Running.Value).Postgres;
        source = NpgsqlDataSource.Create(postgres);
    }

    public async Task DisposeAsync() => await source.DisposeAsync();

    [Fact]
    public async Task is_held_by_one_at_a_time_however_many_contend()
    {
        var (inside, most, turns) = (0, 0, 0);

        await Task.WhenAll(Enumerable.Range(0, 4).Select(async _ =>
        {
            await using var pool = NpgsqlDataSource.Create(postgres);
            for (var turn = 0; turn < 10; turn++)
            {
                await using var held = await Lock(pool).TryAcquireAsync(Timeout.InfiniteTimeSpan);
                most = Math.Max(most, Interlocked.Increment(ref inside));
                turns++;
                await Task.Yield();
                Interlocked.Decrement(ref inside);
            }
        }));

        Assert.Equal((1, 40), (most, turns));
    }

    [Fact]
    public async Task is_refused_while_its_holder_lives()
    {
        await using var holder = await Contender();
        Assert.Equal("held", await holder.Says());
        var process = await Holder();

        for (var attempt = 0; attempt < 20; attempt++)
        {
            Assert.Null(await Lock(source).TryAcquireAsync(TimeSpan.FromMilliseconds(50)));
            Assert.Equal(process, await Holder());
        }
    }

    [Fact]
    public async Task passes_on_when_its_holder_is_killed()
    {
        await using var first = await Contender();
        Assert.Equal("held", await first.Says());
        await using var second = await Contender();

        first.Kill();

        Assert.Equal("held", await second.Says(Vacancy));
    }

    [Fact]
    public async Task passes_on_when_the_connection_of_its_holder_is_cut_and_tells_the_holder()
    {
        await using var first = await Contender();
        Assert.Equal("held", await first.Says());
        await using var second = await Contender();

        await Sql($"select pg_terminate_backend({await Holder()})");

        Assert.Equal("held", await second.Says(Vacancy));
        Assert.Equal("lost", await first.Says());
    }

    [Fact]
    public async Task is_given_back_although_its_session_stays_in_the_pool()
    {
        await using (await Lock(source).TryAcquireAsync())
            Assert.NotNull(await Holder());

        Assert.Null(await Holder());
        await using var other = NpgsqlDataSource.Create(postgres);
        await using var next = await Lock(other).TryAcquireAsync();
        Assert.NotNull(next);
    }

    [Fact]
    public async Task is_never_left_behind_by_one_who_stopped_waiting()
    {
        for (var attempt = 0; attempt < 50; attempt++)
        {
            using var impatience = new CancellationTokenSource(TimeSpan.FromMilliseconds(Random.Shared.Next(4)));
            try
            {
                await using var held = await Lock(source).TryAcquireAsync(Timeout.InfiniteTimeSpan, impatience.Token);
            }
            catch (OperationCanceledException)
            {
                // The point of it.
            }

            Assert.Null(await Holder());
        }
    }

    private PostgresDistributedLock Lock(NpgsqlDataSource pool) => new(new PostgresAdvisoryLockKey(key), pool);

    /// <summary>Who is about to ask: what is waited for afterwards is the lock alone, and not the start of a process.</summary>
    private async Task<Puppet> Contender()
    {
        var puppet = Puppet.Start("contend", postgres, $"{key}");
        Assert.Equal("asks", await puppet.Says());
        return puppet;
    }

    /// <summary>The server process whose session holds the lock, or null.</summary>
    private Task<object?> Holder() =>
        Sql($"select pid from pg_locks where locktype = 'advisory' and granted and objsubid = 1 and (classid::bigint << 32) | objid::bigint = {key}");

    private async Task<object?> Sql(string sql)
    {
        await using var command = source.CreateCommand(sql);
        return await command.ExecuteScalarAsync();
    }
}
