using System.Diagnostics;
using System.Net;
using Commerce.Application.Pipeline;
using Commerce.Infrastructure.Redis.Connections;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using StackExchange.Redis;

namespace Commerce.Infrastructure.Redis.Projection;

/// <summary>
/// Gives this node its trust in Redis and takes it away, shard by shard: looks every second, and at once when a connection breaks or the topology changes. If a shard is not the one that was brought
/// up to date, the first node to take the turn does it; the others wait for its mark. Should that node die its turn ends with it, and the next to look goes on.
/// </summary>
internal sealed partial class Steward(RedisConnections redis, Marker marker, Trust trust, RedisRealTimeLayer layer, UpkeepLog facts, ILogger<Steward> log) : BackgroundService
{
    private static readonly TimeSpan WhileTrusted = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Otherwise = TimeSpan.FromMilliseconds(200);
    internal static readonly string Node = $"node {Environment.MachineName}/{Environment.ProcessId}";

    /// <summary>How each shard was found when it was last trusted.</summary>
    private readonly Dictionary<string, ShardLook> trusted = new(StringComparer.Ordinal);

    private string? known;
    private long? missedSince;

    public override Task StartAsync(CancellationToken cancellationToken)
    {
        redis.Watch(connection =>
        {
            connection.ConnectionFailed += (_, change) => Shaken(change.ConnectionType, change.EndPoint);
            connection.ConnectionRestored += (_, change) => Shaken(change.ConnectionType, change.EndPoint);
            connection.ConfigurationChanged += (_, _) => Moved();
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
        IReadOnlyList<Shard> shards = [];
        try
        {
            await redis.Shards.Refresh(ct);
            shards = redis.Shards.All();
            var isWhole = redis.Shards.IsWhole;
            trust.Know([.. shards.Select(shard => shard.Name), .. isWhole ? [] : (string[])[RedisShards.Nobody]]);
            if (!isWhole)
                trust.Lose(RedisShards.Nobody);

            var doubts = shards.Select(shard => trust.Doubts(shard.Name)).ToArray();
            var looks = await Task.WhenAll(shards.Zip(doubts, (shard, seen) => Look(shard, seen, ct)));

            // What is brought up to date may lie in all of them.
            if (shards.Count == 0 || !isWhole || looks.Any(look => look is null))
            {
                missedSince ??= Stopwatch.GetTimestamp();
                return Otherwise;
            }

            var found = new Look([.. looks.OfType<ShardLook>()]);
            var isOurs = !found.IsUpToDate && await BringUpToDate(found, doubts, ct);
            if (!found.IsUpToDate && !isOurs)
                return Otherwise;

            await Serve(found, isOurs, ct);
            return trust.IsGiven ? WhileTrusted : Otherwise;
        }
        catch (Exception fault) when (Resilience.IsRedisFault(fault) || fault is DependencyUnavailableException)
        {
            missedSince ??= Stopwatch.GetTimestamp();
            foreach (var shard in shards.Where(shard => !trust.IsGivenTo(shard.Name)))
                trust.Lose(shard.Name);

            return Otherwise;
        }
        catch (Exception fault) when (!ct.IsCancellationRequested)
        {
            Failed(log, fault);
            return WhileTrusted;
        }
    }

    /// <summary>One shard, which is trusted again as soon as it is found to be what it was, whatever the others are.</summary>
    /// <returns>Null when it does not answer.</returns>
    private async Task<ShardLook?> Look(Shard shard, int doubts, CancellationToken ct)
    {
        try
        {
            var look = await marker.Look(shard, ct);
            if (!look.IsUpToDate && IsOnlyMoved(look))
            {
                await marker.Set(look, ct);
                look = look with { IsUpToDate = true };
            }

            if (look.IsUpToDate)
            {
                trust.Give(shard.Name, doubts);
                lock (trusted)
                    trusted[shard.Name] = look;
            }
            else
            {
                missedSince ??= Stopwatch.GetTimestamp();
                trust.Withhold(shard.Name);
            }

            return look;
        }
        catch (RedisTimeoutException) when (trust.IsGivenTo(shard.Name))
        {
            missedSince ??= Stopwatch.GetTimestamp();
            trust.Miss();
            return null;
        }
        catch (Exception fault) when (Resilience.IsRedisFault(fault) || fault is DependencyUnavailableException)
        {
            missedSince ??= Stopwatch.GetTimestamp();
            trust.Lose(shard.Name);
            return null;
        }
    }

    /// <summary>Slots were moved, and with them the place of the mark: the server is the one that was trusted.</summary>
    private bool IsOnlyMoved(ShardLook look)
    {
        lock (trusted)
            return trusted.TryGetValue(look.Shard.Name, out var before) && before.Identity == look.Identity && before.Shard.Mark != look.Shard.Mark;
    }

    private async Task<bool> BringUpToDate(Look look, int[] doubts, CancellationToken ct)
    {
        if (!await layer.BringUpToDate(look, Node, ct))
            return false;

        for (var i = 0; i < doubts.Length; i++)
            if (!look.Shards[i].IsUpToDate)
                trust.Give(look.Shards[i].Shard.Name, doubts[i]);

        UpToDate(log, look.IsEmpty ? "was empty" : "is another server, or has restarted");
        return true;
    }

    /// <summary>All there are can be trusted.</summary>
    private async Task Serve(Look look, bool isOurs, CancellationToken ct)
    {
        var (before, since) = (known, missedSince);
        (known, missedSince) = (look.Servers, null);
        lock (trusted)
            foreach (var shard in look.Shards)
                trusted[shard.Shard.Name] = shard;

        if (before is null || before == known)
            return;

        var milliseconds = since is { } from ? (long)Stopwatch.GetElapsedTime(from).TotalMilliseconds : 0;
        FailedOver(log, milliseconds, known);
        if (isOurs)
            await facts.FailedOver(Node, known, milliseconds, ct);
    }

    private void Shaken(ConnectionType connection, EndPoint? server)
    {
        if (connection is not ConnectionType.Interactive)
            return;

        if (redis.Shards.IsCluster)
            trust.Doubt(RedisShards.Name(server));
        else
            trust.Doubt();
    }

    private void Moved()
    {
        if (redis.Shards.IsCluster)
            trust.LookAgain();
        else
            trust.Doubt();
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Redis {What} and was brought up to date.")]
    private static partial void UpToDate(ILogger log, string what);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Redis has failed over or restarted: other primaries serve, {Milliseconds} ms after one was first missed ({Servers}).")]
    private static partial void FailedOver(ILogger log, long milliseconds, string servers);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Redis could not be brought up to date; no stock is held until it is. It is tried again in a second.")]
    private static partial void Failed(ILogger log, Exception fault);
}
