using System.Net.Sockets;
using Npgsql;

namespace Commerce.Host.Backends;

/// <summary>Waits for a PostgreSQL that is starting and makes the shop's database in it.</summary>
internal static class PostgresReady
{
    private const string Database = "commerce";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <summary>The connection string, once the server takes connections.</summary>
    public static async Task<string> Await(int port, string password, Task ended, CancellationToken ct)
    {
        var address = new NpgsqlConnectionStringBuilder { Host = "127.0.0.1", Port = port, Username = "postgres", Password = password, Database = "postgres", Pooling = false, Timeout = 5 };
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(ct);
        deadline.CancelAfter(Patience);
        while (true)
        {
            try
            {
                await using var connection = new NpgsqlConnection(address.ConnectionString);
                await connection.OpenAsync(deadline.Token);
                await Create(connection, deadline.Token);

                return new NpgsqlConnectionStringBuilder { Host = address.Host, Port = port, Username = address.Username, Password = password, Database = Database }.ConnectionString;
            }
            catch (Exception notYet) when (notYet is NpgsqlException or SocketException or OperationCanceledException && !ct.IsCancellationRequested)
            {
                if (ended.IsCompleted)
                    throw new BackendFailed("PostgreSQL ended while starting.", notYet);
                if (deadline.IsCancellationRequested)
                    throw new BackendFailed($"PostgreSQL on port {port} took no connection within {Patience.TotalSeconds} s.", notYet);
            }

            await Task.Delay(50, ct);
        }
    }

    private static async Task Create(NpgsqlConnection connection, CancellationToken ct)
    {
        await using var ask = new NpgsqlCommand($"select 1 from pg_database where datname = '{Database}'", connection);
        if (await ask.ExecuteScalarAsync(ct) is not null)
            return;

        await using var create = new NpgsqlCommand($"create database {Database}", connection);
        await create.ExecuteNonQueryAsync(ct);
    }
}
