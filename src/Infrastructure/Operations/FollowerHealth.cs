using Microsoft.Extensions.Diagnostics.HealthChecks;
using Npgsql;

namespace Commerce.Infrastructure.Operations;

/// <summary>Whether those who follow the log keep up with it. One that does not is behind with what it tells Redis or other programs; what is sold is right all the same.</summary>
internal sealed class FollowerHealth(NpgsqlDataSource source) : IHealthCheck
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            var lags = await FollowerLag.All(source, cancellationToken);
            var figures = lags.ToDictionary(lag => lag.Follower, object (lag) => new { facts = lag.Facts, seconds = Math.Round(lag.Age.TotalSeconds, 1) });

            return lags.FirstOrDefault(lag => lag.Age > Longest) is { } behind
                ? HealthCheckResult.Degraded($"{behind.Follower} is {behind.Facts} facts behind.", data: figures)
                : HealthCheckResult.Healthy(data: figures);
        }
        catch (Exception fault) when (fault is NpgsqlException or OperationCanceledException)
        {
            return HealthCheckResult.Degraded("How far the followers are is not known: PostgreSQL does not answer.");
        }
    }
}
