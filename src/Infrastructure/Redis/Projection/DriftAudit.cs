using Commerce.Infrastructure.Streams;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Commerce.Infrastructure.Redis.Projection;

/// <summary>
/// Compares Redis with PostgreSQL all the time, slowly, on one node. What does not agree is mended and leaves a fact that says what it was. The first pass of a node that begins is quick:
/// nobody may have looked for a while. So is the one after an outage, which Redis may have come through as the same and without what was sent meanwhile. <c>Redis:AuditSeconds</c> is the pause between two passes; 0 turns it off.
/// </summary>
internal sealed partial class DriftAudit(RedisRealTimeLayer layer, UpkeepLog facts, Trust trust, NpgsqlDataSource source, IConfiguration configuration, ILogger<DriftAudit> log) : BackgroundService
{
    /// <summary>A thousand variants a second are one per cent of a core.</summary>
    private static readonly TimeSpan BetweenPortions = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Glance = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan BetweenTries = TimeSpan.FromSeconds(5);

    private readonly TimeSpan betweenPasses = TimeSpan.FromSeconds(configuration.GetValue("Redis:AuditSeconds", 60.0));

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (betweenPasses > TimeSpan.Zero)
        {
            try
            {
                await using var turn = await AdvisoryTurn.Take(source, AdvisoryTurn.Audit, stoppingToken);
                if (turn is not null)
                    await Lead(turn, stoppingToken);
            }
            catch (Exception fault) when (!stoppingToken.IsCancellationRequested)
            {
                Interrupted(log, fault);
            }

            await Task.Delay(BetweenTries, stoppingToken);
        }
    }

    private async Task Lead(AdvisoryTurn turn, CancellationToken ct)
    {
        for (var pause = TimeSpan.Zero; ;)
        {
            await turn.Confirm(ct);
            var outages = trust.Outages;
            if (trust.IsGiven)
                await Audit(pause, ct);

            pause = await Rest(outages, ct) ? TimeSpan.Zero : BetweenPortions;
        }
    }

    /// <returns>True when there was an outage and it is over.</returns>
    private async Task<bool> Rest(int outages, CancellationToken ct)
    {
        var over = false;
        for (var rested = TimeSpan.Zero; rested < betweenPasses && !over; rested += Glance)
        {
            await Task.Delay(betweenPasses < Glance ? betweenPasses : Glance, ct);
            over = trust.IsGiven && trust.Outages != outages;
        }

        return over;
    }

    private async Task Audit(TimeSpan pause, CancellationToken ct)
    {
        var ledger = new Ledger();
        try
        {
            await layer.Pass(new(ledger, Mends: true, InUse: true) { GoesOn = () => trust.IsGiven }, null, pause, ct);
        }
        finally
        {
            if (ledger.Count > 0)
                await facts.Reconciled("audit", Steward.Node, ledger, CancellationToken.None);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The comparison of Redis with PostgreSQL was interrupted; it begins again.")]
    private static partial void Interrupted(ILogger log, Exception fault);
}
