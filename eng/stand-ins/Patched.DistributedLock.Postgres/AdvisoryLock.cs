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

/// <summary>
/// A lock that is held as long as one connection lives: PostgreSQL gives it back itself when the holder dies. It needs a session of its own
/// on the server, so no pooler in transaction mode may stand between.
/// </summary>
public sealed class PostgresDistributedLock(PostgresAdvisoryLockKey key, DbDataSource source, Action<PostgresConnectionOptionsBuilder>? options = null)
{
    private static readonly TimeSpan AskAgainAfter = TimeSpan.FromMilliseconds(100);

    /// <summary>The lock, or null when another session holds it until <paramref name="timeout"/> is over.</summary>
    public async ValueTask<PostgresDistributedLockHandle?> TryAcquireAsync(TimeSpan timeout = default, CancellationToken cancellationToken = default)
    {
        options?.Invoke(new PostgresConnectionOptionsBuilder());
        var session = new LockSession(await source.OpenConnectionAsync(cancellationToken).ConfigureAwait(false), key.Key);
        try
        {
            var deadline = Environment.TickCount64 + (long)timeout.TotalMilliseconds;

            // Not cancelled on the way: a question the server has already answered with yes would leave a lock that nobody knows of.
            while (!await session.Ask("pg_try_advisory_lock").ConfigureAwait(false))
            {
                if (timeout != Timeout.InfiniteTimeSpan && Environment.TickCount64 >= deadline)
                {
                    await session.Close().ConfigureAwait(false);
                    return null;
                }

                await Task.Delay(AskAgainAfter, cancellationToken).ConfigureAwait(false);
            }

            return new PostgresDistributedLockHandle(session);
        }
        catch
        {
            await session.GiveBack().ConfigureAwait(false);
            throw;
        }
    }
}
