using System.Data.Common;

namespace Medallion.Threading.Postgres;

/// <summary>Names a PostgreSQL session-level advisory lock.</summary>
public readonly struct PostgresAdvisoryLockKey(long key)
{
    internal long Key { get; } = key;
}

/// <summary>Options that Weasel sets. Both describe what this lock does anyway: one connection of its own per lock, no transaction.</summary>
public sealed class PostgresConnectionOptionsBuilder
{
    public PostgresConnectionOptionsBuilder UseTransaction(bool useTransaction = true) => this;

    public PostgresConnectionOptionsBuilder UseMultiplexing(bool useMultiplexing = true) => this;
}

/// <summary>A lock that is held as long as one connection lives: PostgreSQL itself gives it back when the holder dies.</summary>
public sealed class PostgresDistributedLock(PostgresAdvisoryLockKey key, DbDataSource source, Action<PostgresConnectionOptionsBuilder>? options = null)
{
    private readonly Action<PostgresConnectionOptionsBuilder>? options = options;

    /// <summary>The lock, or null when another session holds it until <paramref name="timeout"/> is over.</summary>
    public async ValueTask<PostgresDistributedLockHandle?> TryAcquireAsync(TimeSpan timeout = default, CancellationToken cancellationToken = default)
    {
        options?.Invoke(new PostgresConnectionOptionsBuilder());
        var connection = await source.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            var deadline = Environment.TickCount64 + (long)timeout.TotalMilliseconds;
            while (!await Ask(connection, "select pg_try_advisory_lock($1)", cancellationToken).ConfigureAwait(false))
            {
                if (timeout != Timeout.InfiniteTimeSpan && Environment.TickCount64 >= deadline)
                {
                    await connection.DisposeAsync().ConfigureAwait(false);
                    return null;
                }

                await Task.Delay(TimeSpan.FromMilliseconds(100), cancellationToken).ConfigureAwait(false);
            }

            return new PostgresDistributedLockHandle(connection, () => Ask(connection, "select pg_advisory_unlock($1)", CancellationToken.None));
        }
        catch
        {
            await connection.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    private async Task<bool> Ask(DbConnection connection, string sql, CancellationToken ct)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        var parameter = command.CreateParameter();
        parameter.Value = key.Key;
        command.Parameters.Add(parameter);
        return (bool)(await command.ExecuteScalarAsync(ct).ConfigureAwait(false))!;
    }
}

/// <summary>A held lock. Its token fires when the connection, and with it the lock, is gone.</summary>
public sealed class PostgresDistributedLockHandle : IAsyncDisposable
{
    private static readonly TimeSpan ProbeEvery = TimeSpan.FromSeconds(2);

    private readonly CancellationTokenSource lost = new();
    private readonly CancellationTokenSource released = new();
    private readonly DbConnection connection;
    private readonly Func<Task<bool>> unlock;
    private readonly Task probe;

    internal PostgresDistributedLockHandle(DbConnection connection, Func<Task<bool>> unlock)
    {
        this.connection = connection;
        this.unlock = unlock;
        HandleLostToken = lost.Token;
        probe = Task.Run(Probe);
    }

    public CancellationToken HandleLostToken { get; }

    public async ValueTask DisposeAsync()
    {
        if (released.IsCancellationRequested)
            return;

        await released.CancelAsync().ConfigureAwait(false);
        await probe.ConfigureAwait(false);
        try
        {
            // A pooled connection outlives its owner, and a session lock outlives the pooled session: it has to be given back by name.
            if (!lost.IsCancellationRequested)
                await unlock().ConfigureAwait(false);
        }
        catch (DbException)
        {
            // The connection died, and PostgreSQL released the lock with it.
        }

        await connection.DisposeAsync().ConfigureAwait(false);
        released.Dispose();
    }

    private async Task Probe()
    {
        using var timer = new PeriodicTimer(ProbeEvery);
        try
        {
            while (await timer.WaitForNextTickAsync(released.Token).ConfigureAwait(false))
            {
                await using var command = connection.CreateCommand();
                command.CommandText = "select 1";
                command.CommandTimeout = 2;
                await command.ExecuteScalarAsync(released.Token).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (released.IsCancellationRequested)
        {
            // Given back in peace.
        }
        catch (Exception)
        {
            await lost.CancelAsync().ConfigureAwait(false);
        }
    }
}
