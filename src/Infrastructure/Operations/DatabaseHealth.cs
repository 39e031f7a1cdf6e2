using Microsoft.Extensions.Diagnostics.HealthChecks;
using Npgsql;

namespace Commerce.Infrastructure.Operations;

/// <summary>Whether PostgreSQL answers and takes writes. Without it there is no truth to serve, so this one is unhealthy when it fails.</summary>
internal sealed class DatabaseHealth(NpgsqlDataSource source) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            await using var command = source.CreateCommand(
                "select pg_is_in_recovery(), (select count(*) from pg_stat_activity where datname = current_database()), current_setting('max_connections')::int, pg_database_size(current_database())");
            await using var row = await command.ExecuteReaderAsync(cancellationToken);
            await row.ReadAsync(cancellationToken);
            var figures = new Dictionary<string, object>
            {
                ["connections"] = row.GetInt64(1),
                ["connectionLimit"] = row.GetInt32(2),
                ["sizeBytes"] = row.GetInt64(3),
            };
            return row.GetBoolean(0) ? HealthCheckResult.Unhealthy("PostgreSQL is a standby and takes no writes.", data: figures) : HealthCheckResult.Healthy(data: figures);
        }
        catch (Exception fault) when (fault is NpgsqlException or OperationCanceledException)
        {
            return HealthCheckResult.Unhealthy("PostgreSQL does not answer.");
        }
    }
}
