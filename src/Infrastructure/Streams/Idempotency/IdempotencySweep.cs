using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Commerce.Infrastructure.Streams.Idempotency;

/// <summary>
/// Forgets answers whose day is over. A payment is safe from repetition for as long as its checkout exists all the same: its attempt is named after the key. On every node: what is gone already costs nothing.
/// </summary>
internal sealed partial class IdempotencySweep(IdempotencyRecords records, TimeProvider clock, ILogger<IdempotencySweep> log) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromHours(1);

    /// <summary>One round; what is older than its time goes.</summary>
    public Task Sweep(CancellationToken ct) => records.Forget(clock.GetUtcNow(), ct);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await Sweep(stoppingToken);
            }
            catch (Exception fault) when (fault is not OperationCanceledException)
            {
                Skipped(log, fault);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Old idempotency records were not swept this time; the next sweep is in an hour.")]
    private static partial void Skipped(ILogger log, Exception fault);
}
