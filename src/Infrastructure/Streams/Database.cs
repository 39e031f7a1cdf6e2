using Marten;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Commerce.Infrastructure.Streams;

/// <summary>Brings the schema up to date before anything else starts. Nodes that start together take turns.</summary>
internal sealed partial class Database(IDocumentStore store, NpgsqlDataSource source, IEnumerable<ISchema> schemas, DatabaseClock clock, ILogger<Database> log) : IHostedLifecycleService
{
    /// <summary>Any number, as long as it is always the same.</summary>
    private const long Turnstile = 7_201_945;

    public async Task StartingAsync(CancellationToken ct)
    {
        await using var connection = await source.OpenConnectionAsync(ct);
        await Run(connection, $"select pg_advisory_lock({Turnstile})", ct);
        try
        {
            await store.Storage.ApplyAllConfiguredChangesToDatabaseAsync();
            await clock.Read(connection, ct);
            foreach (var schema in schemas.OrderBy(schema => schema.Order))
                await Run(connection, schema.Sql, ct);
        }
        finally
        {
            await Run(connection, $"select pg_advisory_unlock({Turnstile})", CancellationToken.None);
        }

        Ready(log);
    }

    public Task StartAsync(CancellationToken ct) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken ct) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken ct) => Task.CompletedTask;

    public Task StopAsync(CancellationToken ct) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken ct) => Task.CompletedTask;

    private static async Task Run(NpgsqlConnection connection, string sql, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(ct);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "The database schema is up to date.")]
    private static partial void Ready(ILogger log);
}
