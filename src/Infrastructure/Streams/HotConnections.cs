using Npgsql;

namespace Commerce.Infrastructure.Streams;

/// <summary>
/// A few connections for the statements that every order runs. All of them look rows up by their keys, one by one: there is one plan for that, whatever they are given and however large the tables are,
/// also when it was made while they were empty. Elsewhere PostgreSQL plans as it thinks best.
/// </summary>
internal sealed class HotConnections : IAsyncDisposable
{
    /// <summary>The shared commits, and each kind of question that is asked together.</summary>
    private const int Most = 10;

    // What cannot be looked up (the one row of the order numbers) then seems so dear that it would be compiled: hence the last.
    private const string PlanOnce = "set plan_cache_mode = force_generic_plan; set enable_seqscan = off; set enable_hashjoin = off; set enable_mergejoin = off; set jit = off";

    public HotConnections(string connectionString)
    {
        var builder = new NpgsqlDataSourceBuilder(connectionString);
        var pool = builder.ConnectionStringBuilder;
        (pool.MinPoolSize, pool.MaxPoolSize) = (0, Math.Min(Most, pool.MaxPoolSize));
        builder.UsePhysicalConnectionInitializer(Prepare, PrepareAsync);
        Source = builder.Build();
    }

    public NpgsqlDataSource Source { get; }

    public ValueTask DisposeAsync() => Source.DisposeAsync();

    private static void Prepare(NpgsqlConnection connection)
    {
        using var command = new NpgsqlCommand(PlanOnce, connection);
        command.ExecuteNonQuery();
    }

    private static async Task PrepareAsync(NpgsqlConnection connection)
    {
        await using var command = new NpgsqlCommand(PlanOnce, connection);
        await command.ExecuteNonQueryAsync();
    }
}
