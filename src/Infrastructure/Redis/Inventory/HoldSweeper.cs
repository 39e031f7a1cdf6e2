using Commerce.Infrastructure.Operations;
using Commerce.Infrastructure.Redis.Connections;
using Microsoft.Extensions.Logging;

namespace Commerce.Infrastructure.Redis.Inventory;

/// <summary>Gives back the due holds of variants that nobody touches. Any number of nodes may run it: each variant is handed to one of them.</summary>
internal sealed partial class HoldSweeper(RedisConnections redis, DueVariants due, ILogger<HoldSweeper> log)
    : Rounds(TimeSpan.FromSeconds(1), "Due holds could not be swept; they are swept when somebody touches their variant, or later.", log)
{
    private const int Portion = 200;

    private static readonly Script SweepScript = Script.Load("Redis/Inventory/lapse.lua", "Redis/Inventory/sweep.lua");

    protected override async Task Round(CancellationToken ct)
    {
        while (await Sweep(ct) == Portion)
            Portioned(Log, Portion);
    }

    /// <summary>Sweeps the variants that are due, at most a portion of them.</summary>
    /// <returns>How many were looked at.</returns>
    internal async Task<int> Sweep(CancellationToken ct)
    {
        var variants = await due.Take(Portion, ct);
        if (variants.Count > 0)
            await redis.Run(
                async database =>
                {
                    var swept = await Task.WhenAll(variants.Select(variant => SweepScript.On(database, RedisInventory.Books(variant), [])));
                    Telemetry.HoldsSwept.Add(swept.Sum(reply => (long)reply[1]));
                    await Task.WhenAll(variants.Select((variant, i) => due.Settle(database, variant, (long)swept[i][2])));
                    return variants.Count;
                },
                ct);

        return variants.Count;
    }

    [LoggerMessage(Level = LogLevel.Debug, Message = "Swept {Count} variants; there are more.")]
    private static partial void Portioned(ILogger log, int count);
}
