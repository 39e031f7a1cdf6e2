using Commerce.Application.Inventory;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Commerce.Infrastructure.Redis.Inventory;

/// <summary>Sends all levels once at start, one node at a time. Requests are answered meanwhile; a level that is older than the one Redis knows changes nothing.</summary>
internal sealed partial class StockResend(IInventory inventory, StockLevels levels, NpgsqlDataSource source, ILogger<StockResend> log) : BackgroundService
{
    private const long Turnstile = 7_201_947;
    private const int Portion = 1_000;

    protected override async Task ExecuteAsync(CancellationToken ct)
    {
        try
        {
            await SendAll(ct);
        }
        catch (Exception fault) when (!ct.IsCancellationRequested)
        {
            Delayed(log, fault);
        }
    }

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

    [LoggerMessage(Level = LogLevel.Warning, Message = "Not all stock levels were sent to Redis; the rest is loaded on first touch.")]
    private static partial void Delayed(ILogger log, Exception fault);
}
