using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Commerce.Infrastructure.Access;

/// <summary>Forgets sessions that are over and tries nobody remembers. On every node: what is gone already costs nothing.</summary>
internal sealed partial class AccessSweep(NpgsqlDataSource database, TimeProvider clock, ILogger<AccessSweep> log) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromHours(1);

    /// <summary>Ended sessions stay a while, so that a stolen token that turns up late is still recognised.</summary>
    private const string Sweep = """
        delete from session where ends_at < now() - interval '7 days' or ended_at < now() - interval '30 days';
        delete from log_in_attempt where last_at < now() - interval '2 days'
        """;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await using var command = database.CreateCommand(Sweep);
                await command.ExecuteNonQueryAsync(stoppingToken);
            }
            catch (NpgsqlException down)
            {
                Skipped(log, down);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Old sessions were not swept this time; the next sweep is in an hour.")]
    private static partial void Skipped(ILogger log, Exception down);
}
