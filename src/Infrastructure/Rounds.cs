using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Commerce.Infrastructure;

/// <summary>What is done again and again while the program runs. A round that fails is logged and left to the next, whatever the fault: one that got out of here would end the whole program.</summary>
/// <param name="pause">From one round to the next.</param>
/// <param name="afterFault">What it means that a round failed, for the log.</param>
internal abstract partial class Rounds(TimeSpan pause, string afterFault, ILogger log) : BackgroundService
{
    protected ILogger Log => log;

    protected abstract Task Round(CancellationToken ct);

    protected sealed override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(pause);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await Round(stoppingToken);
            }
            catch (Exception fault) when (fault is not OperationCanceledException || !stoppingToken.IsCancellationRequested)
            {
                Failed(log, fault, afterFault);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{AfterFault}")]
    private static partial void Failed(ILogger log, Exception fault, string afterFault);
}
