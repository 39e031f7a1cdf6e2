using Npgsql;

namespace Commerce.Infrastructure.Streams;

/// <summary>The right to do something as the only one of all nodes. It is held by a connection and dies with it, so that another takes over whatever became of the holder.</summary>
internal sealed class AdvisoryTurn : IAsyncDisposable
{
    /// <summary>Bringing Redis up to date.</summary>
    public const long Upkeep = 7_201_951;

    /// <summary>Looking after it all the time.</summary>
    public const long Audit = 7_201_952;

    private readonly NpgsqlConnection connection;
    private readonly long key;

    private AdvisoryTurn(NpgsqlConnection connection, long key) => (this.connection, this.key) = (connection, key);

    /// <summary>Null while somebody else has it.</summary>
    public static async Task<AdvisoryTurn?> Take(NpgsqlDataSource source, long key, CancellationToken ct)
    {
        var turn = new AdvisoryTurn(await source.OpenConnectionAsync(ct), key);
        try
        {
            // Not cancelled on the way: a question the server has answered with yes would leave a lock that nobody knows of.
            if (await turn.Ask("pg_try_advisory_lock"))
                return turn;
        }
        catch
        {
            await turn.connection.DisposeAsync();
            throw;
        }

        await turn.connection.DisposeAsync();
        return null;
    }

    /// <exception cref="NpgsqlException">The connection is gone, and the turn with it.</exception>
    public async Task Confirm(CancellationToken ct)
    {
        await using var command = new NpgsqlCommand("select 1", connection);
        await command.ExecuteScalarAsync(ct);
    }

    public async ValueTask DisposeAsync()
    {
        try
        {
            await Ask("pg_advisory_unlock");
        }
        catch (NpgsqlException)
        {
            // The session is gone, and the lock with it.
        }

        await connection.DisposeAsync();
    }

    private async Task<bool> Ask(string function)
    {
        await using var command = new NpgsqlCommand($"select {function}({key})", connection);
        return await command.ExecuteScalarAsync() is true;
    }
}
