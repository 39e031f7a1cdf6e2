using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Commerce.Infrastructure.Redis.Carts;

/// <summary>Flushes the carts that changed every second, and once more when the program ends.</summary>
internal sealed partial class CartSnapshotWriter(CartSnapshots snapshots, TimeProvider clock, ILogger<CartSnapshotWriter> log) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan PrunePause = TimeSpan.FromHours(1);

    protected override async Task ExecuteAsync(CancellationToken ct)
    {
        using var tick = new PeriodicTimer(Pause, clock);
        var pruned = clock.GetUtcNow();
        while (await tick.WaitForNextTickAsync(ct))
        {
            await Guarded(() => snapshots.Flush(ct), ct);
            if (clock.GetUtcNow() - pruned < PrunePause)
                continue;

            pruned = clock.GetUtcNow();
            await Guarded(() => snapshots.Prune(ct), ct);
        }
    }

    /// <summary>After the last request was answered, so that nothing is left behind.</summary>
    public override async Task StopAsync(CancellationToken ct)
    {
        await base.StopAsync(ct);
        await Guarded(() => snapshots.Flush(ct), ct);
    }

    private async Task Guarded(Func<Task> work, CancellationToken ct)
    {
        try
        {
            await work();
        }
        catch (Exception fault) when (!ct.IsCancellationRequested)
        {
            Delayed(log, fault);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The snapshots of changed carts could not be written; they are written with the next.")]
    private static partial void Delayed(ILogger log, Exception fault);
}
