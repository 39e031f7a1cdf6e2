using System.Data;
using System.Data.Common;

namespace Medallion.Threading.Postgres;

/// <summary>The connection whose session holds the lock, or asks for it.</summary>
internal sealed class LockSession(DbConnection connection, long key)
{
    private const int PatienceSeconds = 2;
    private const int Tries = 3;

    /// <summary>What pg_locks calls the key: a bigint in two halves, told apart from a pair of integers by the last column.</summary>
    private const string StillMine = """
        select exists (select from pg_locks where locktype = 'advisory' and granted and pid = pg_backend_pid()
            and database = (select oid from pg_database where datname = current_database())
            and (classid::bigint << 32) | objid::bigint = $1 and objsubid = 1)
        """;

    /// <summary>Calls one of PostgreSQL's lock functions with the key.</summary>
    public Task<bool> Ask(string function) => Query($"select {function}($1)");

    /// <summary>Whether this session holds the lock. Asks for the lock and not only for a sign of life: something in between may have given us another session.</summary>
    public async Task<bool> IsHeld()
    {
        try
        {
            return await Query(StillMine).ConfigureAwait(false);
        }
        catch (Exception gone) when (IsGone(gone))
        {
            return false;
        }
    }

    /// <summary>Gives the lock back by name, because a session outlives its owner in the pool and would keep it there.</summary>
    public async Task GiveBack()
    {
        for (var attempt = 0; attempt < Tries && connection.State is ConnectionState.Open; attempt++)
        {
            try
            {
                await Ask("pg_advisory_unlock").ConfigureAwait(false);
                break;
            }
            catch (Exception gone) when (IsGone(gone))
            {
                // Mostly the session is gone, and the lock with it; then the connection is no longer open.
            }
        }

        await Close().ConfigureAwait(false);
    }

    public ValueTask Close() => connection.DisposeAsync();

    private async Task<bool> Query(string sql)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.CommandTimeout = PatienceSeconds;
        var parameter = command.CreateParameter();
        parameter.Value = key;
        command.Parameters.Add(parameter);
        return (bool)(await command.ExecuteScalarAsync().ConfigureAwait(false))!;
    }

    private static bool IsGone(Exception fault) => fault is DbException or TimeoutException or IOException or InvalidOperationException or ObjectDisposedException;
}
