using System.Diagnostics;
using Commerce.Application.Pipeline;
using Commerce.Infrastructure.Redis.Connections;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using StackExchange.Redis;

namespace Commerce.Infrastructure.Redis.Projection;

/// <summary>
/// Gives this node its trust in Redis and takes it away: looks every second, and at once when a connection breaks or the topology changes. If Redis is not the one that was brought up to date,
/// the first node to take the turn does it; the others wait for its mark. Should that node die its turn ends with it, and the next to look goes on.
/// </summary>
internal sealed partial class Steward(RedisConnections redis, Marker marker, Trust trust, RedisRealTimeLayer layer, ILogger<Steward> log) : BackgroundService
{
    private static readonly TimeSpan WhileTrusted = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Otherwise = TimeSpan.FromMilliseconds(200);
    internal static readonly string Node = $"node {Environment.MachineName}/{Environment.ProcessId}";

    private string? known;
    private long? missedSince;

    public override Task StartAsync(CancellationToken cancellationToken)
    {
        redis.Watch(connection =>
        {
            connection.ConnectionFailed += (_, change) => Shaken(change.ConnectionType);
            connection.ConnectionRestored += (_, change) => Shaken(change.ConnectionType);
            connection.ConfigurationChanged += (_, _) => trust.Doubt();
        });

        return base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
            await trust.Doubted(await Look(stoppingToken), stoppingToken);
    }

    /// <summary>Whatever goes wrong, there is another look.</summary>
    /// <returns>How long there is no need for it.</returns>
    private async Task<TimeSpan> Look(CancellationToken ct)
    {
        var doubts = trust.Doubts;
        try
        {
            var look = await marker.Look(ct);
            if (!look.IsUpToDate)
            {
                Missed();
                trust.Withhold();
            }

            if (!(look.IsUpToDate || await BringUpToDate(look, ct)) || !trust.Give(doubts))
                return Otherwise;

            Serve(look.Servers);
            return WhileTrusted;
        }
        catch (RedisTimeoutException) when (trust.IsGiven)
        {
            Missed();
            trust.Miss();
            return Otherwise;
        }
        catch (Exception fault) when (Resilience.IsRedisFault(fault) || fault is DependencyUnavailableException)
        {
            Missed();
            trust.Lose();
            return Otherwise;
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            Failed(log, fault);
            return WhileTrusted;
        }
    }

    private void Missed() => missedSince ??= Stopwatch.GetTimestamp();

    private void Serve(string servers)
    {
        if (known is not null && known != servers)
            FailedOver(log, (long)Stopwatch.GetElapsedTime(missedSince ?? Stopwatch.GetTimestamp()).TotalMilliseconds, servers);

        (known, missedSince) = (servers, null);
    }

    private async Task<bool> BringUpToDate(Look look, CancellationToken ct)
    {
        if (!await layer.BringUpToDate(look, Node, ct))
            return false;

        UpToDate(log, look.IsEmpty ? "was empty" : "is another server, or has restarted");
        return true;
    }

    private void Shaken(ConnectionType connection)
    {
        if (connection is ConnectionType.Interactive)
            trust.Doubt();
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Redis {What} and was brought up to date.")]
    private static partial void UpToDate(ILogger log, string what);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Redis has failed over or restarted: other primaries serve, {Milliseconds} ms after one was first missed ({Servers}).")]
    private static partial void FailedOver(ILogger log, long milliseconds, string servers);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Redis could not be brought up to date; no stock is held until it is. It is tried again in a second.")]
    private static partial void Failed(ILogger log, Exception fault);
}
