using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Commerce.Infrastructure.Streams;

/// <summary>Reads the database's clock anew now and then. While the database does not answer the clock goes on by itself.</summary>
internal sealed partial class ClockReader(DatabaseClock clock, NpgsqlDataSource source, ILogger<ClockReader> log) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(30);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Pause);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await using var connection = await source.OpenConnectionAsync(stoppingToken);
                await clock.Read(connection, stoppingToken);
            }
            catch (Exception fault) when (fault is not OperationCanceledException)
            {
                NotRead(log, fault);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The database's clock could not be read; it is read again in half a minute.")]
    private static partial void NotRead(ILogger log, Exception fault);
}
