using System.Globalization;
using Npgsql;
using StackExchange.Redis;

namespace Commerce.Integration.Support;

/// <summary>A fresh database on a server that may hold others, dropped at the end.</summary>
internal static class TestDatabase
{
    private const string Prefix = "commerce_test_";
    private const string Stamp = "yyyyMMddHHmmss";

    /// <summary>What a node holds at most. Ten of them, with ten of its own for each, fit into the server's 500 (docs/operations.md has the rule).</summary>
    private const int Connections = 40;

    /// <summary>Seconds that a connection is kept for nobody: nodes come and go here, and a rush is over soon.</summary>
    private const int IdleSeconds = 10;

    /// <summary>The connection string of a new database on the server of <paramref name="server"/>.</summary>
    public static async Task<string> Create(string server)
    {
        var name = $"{Prefix}{TimeProvider.System.GetUtcNow().ToString(Stamp, CultureInfo.InvariantCulture)}_{Guid.NewGuid():N}"[..44];
        await using var connection = await Connect(server);
        await DropLeftovers(connection);
        await Run(connection, $"create database {name}");
        AtExit.Do(() => Drop(server, name));

        return new NpgsqlConnectionStringBuilder(server)
        {
            Database = name,
            IncludeErrorDetail = true,
            MaxPoolSize = Connections,
            ConnectionIdleLifetime = IdleSeconds,
            ConnectionPruningInterval = IdleSeconds / 2,
        }.ConnectionString;
    }

    /// <summary>The settings of nodes that share nothing with those of the run: whatever ends what is due there is one of them, and has the holds before it.</summary>
    public static async Task<(string, string?)[]> Apart() =>
        [("ConnectionStrings:postgres", await Create((await Backends.Running.Value).Postgres)), ("Redis:KeyPrefix", $"{Guid.NewGuid():N}:")];

    /// <summary>The same connection string, once the Redis behind it is empty: state of an earlier run would contradict the new database.</summary>
    public static async Task<string> Emptied(string redis)
    {
        await using var connection = await ConnectionMultiplexer.ConnectAsync($"{redis},allowAdmin=true");
        foreach (var server in connection.GetServers().Where(server => !server.IsReplica))
            await server.FlushAllDatabasesAsync();

        return redis;
    }

    private static async Task Drop(string server, string name)
    {
        await using var connection = await Connect(server);
        await Run(connection, $"drop database if exists {name} with (force)");
    }

    /// <summary>Those of runs that were killed: an hour old and nobody in them.</summary>
    private static async Task DropLeftovers(NpgsqlConnection connection)
    {
        var names = new List<string>();
        var old = TimeProvider.System.GetUtcNow().AddHours(-1).ToString(Stamp, CultureInfo.InvariantCulture);
        await using (var ask = new NpgsqlCommand("select datname from pg_database d where datname like $1 and not exists (select from pg_stat_activity a where a.datname = d.datname)", connection))
        {
            ask.Parameters.AddWithValue($"{Prefix}%");
            await using var reader = await ask.ExecuteReaderAsync();
            while (await reader.ReadAsync())
                names.Add(reader.GetString(0));
        }

        foreach (var name in names.Where(name => string.CompareOrdinal(name[Prefix.Length..], old) < 0))
            await Run(connection, $"drop database if exists {name}");
    }

    private static async Task<NpgsqlConnection> Connect(string server)
    {
        var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(server) { Pooling = false }.ConnectionString);
        await connection.OpenAsync();
        return connection;
    }

    private static async Task Run(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
