using Commerce.Application.Inventory;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Commerce.Infrastructure.Redis.Inventory;

/// <summary>
/// Sends what a crash or an outage swallowed: all levels once at start, one node at a time, and then those whose message did not arrive. Requests are answered meanwhile;
/// a level that is older than the one Redis knows changes nothing.
/// </summary>
internal sealed partial class StockResend(IInventory inventory, StockLevels levels, UnsentLevels unsent, NpgsqlDataSource source, ILogger<StockResend> log) : BackgroundService
{
    private const long Turnstile = 7_201_946;
    private const int Portion = 1_000;

    protected override async Task ExecuteAsync(CancellationToken ct)
    {
        await Guarded(() => SendAll(ct), ct);

        using var tick = new PeriodicTimer(TimeSpan.FromSeconds(1));
        while (await tick.WaitForNextTickAsync(ct))
            if (!unsent.IsEmpty)
                await Guarded(() => SendUnsent(ct), ct);
    }

    /// <summary>What does not arrive goes to the unsent by itself.</summary>
    private async Task SendAll(CancellationToken ct)
    {
        await using var connection = await source.OpenConnectionAsync(ct);
        await using var turn = new NpgsqlCommand($"select pg_try_advisory_lock({Turnstile})", connection);
        if (await turn.ExecuteScalarAsync(ct) is not true)
            return;

        try
        {
            await foreach (var portion in levels.All(Portion, ct))
                await inventory.Send(portion, ct);
        }
        finally
        {
            await using var done = new NpgsqlCommand($"select pg_advisory_unlock({Turnstile})", connection);
            await done.ExecuteNonQueryAsync(CancellationToken.None);
        }
    }

    private async Task SendUnsent(CancellationToken ct)
    {
        var variants = unsent.Take();
        try
        {
            foreach (var portion in variants.Chunk(Portion))
                await inventory.Send(await levels.Of(portion, ct), ct);
        }
        catch
        {
            unsent.Add(variants);
            throw;
        }
    }

    /// <summary>Whatever goes wrong, it goes wrong again or it passes; it is no reason to end the program.</summary>
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

    [LoggerMessage(Level = LogLevel.Warning, Message = "Stock levels could not be sent to Redis; they are sent again.")]
    private static partial void Delayed(ILogger log, Exception fault);
}
