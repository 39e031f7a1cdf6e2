using Commerce.Application.Checkouts;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Commerce.Infrastructure.Checkouts;

/// <summary>
/// Ends what is past its time and pushes on what rests too long, with no browser left. One node at a time does it: it holds an advisory lock while it looks, and the lock dies with its
/// connection, so that another node takes over within a tick.
/// </summary>
internal sealed partial class CheckoutRecovery(IServiceScopeFactory scopes, NpgsqlDataSource source, ILogger<CheckoutRecovery> log)
    : Rounds(TimeSpan.FromSeconds(1), "Looking for checkouts that rest too long failed; it is tried again in a second.", log)
{
    /// <summary>Any number, as long as it is always the same.</summary>
    private const long Turn = 7_202_001;

    private const int AtOnce = 50;

    /// <summary>Most of the time goes by while a provider thinks.</summary>
    private const int SideBySide = 8;

    /// <summary>If it is this node's turn.</summary>
    protected override async Task Round(CancellationToken ct)
    {
        await using var connection = await source.OpenConnectionAsync(ct);
        if (!await Ask(connection, $"select pg_try_advisory_lock({Turn})", ct))
            return;

        try
        {
            await using var scope = scopes.CreateAsyncScope();
            var due = await scope.ServiceProvider.GetRequiredService<ICheckoutIndex>().TakeDue(AtOnce, ct);
            await Parallel.ForEachAsync(due, new ParallelOptions { MaxDegreeOfParallelism = SideBySide, CancellationToken = ct }, async (id, token) => await Push(id, token));
        }
        finally
        {
            await Ask(connection, $"select pg_advisory_unlock({Turn})", CancellationToken.None);
        }
    }

    /// <summary>One checkout in a scope of its own: what fails with one is no reason to leave the next.</summary>
    private async Task Push(Guid id, CancellationToken ct)
    {
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            await scope.ServiceProvider.GetRequiredService<Settlement>().Recover(id, ct);
        }
        catch (Exception fault) when (!ct.IsCancellationRequested)
        {
            Stuck(Log, id, fault);
        }
    }

    private static async Task<bool> Ask(NpgsqlConnection connection, string sql, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync(ct) is true;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Checkout {Id} could not be pushed on; it is tried again later.")]
    private static partial void Stuck(ILogger log, Guid id, Exception fault);
}
