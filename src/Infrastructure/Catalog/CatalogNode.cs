using System.Globalization;
using Commerce.Application.Catalog;
using Commerce.Infrastructure.Redis;
using Commerce.Infrastructure.Redis.Connections;
using Marten;
using Marten.Services;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;
using StackExchange.Redis;

namespace Commerce.Infrastructure.Catalog;

/// <summary>
/// Keeps this node's snapshot. A commit of its own is taken in before the caller hears of it; one of another node when Redis tells, and at the latest with the next look
/// at the version in PostgreSQL. Only what changed is read, and readers see the old snapshot or the new one, never one in the making.
/// </summary>
internal sealed partial class CatalogNode(NpgsqlDataSource database, RedisConnections redis, IConfiguration configuration, ILogger<CatalogNode> log)
    : BackgroundService, ICatalog
{
    private readonly TimeSpan interval = TimeSpan.FromMilliseconds(configuration.GetValue("Catalog:PollMilliseconds", 500));
    private readonly CatalogReader reader = new(database);
    private readonly SemaphoreSlim turn = new(1);
    private CatalogSnapshot current = CatalogSnapshot.Empty;

    public CatalogSnapshot Current => Volatile.Read(ref current);

    /// <summary>Before the first request is answered.</summary>
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await Refresh(cancellationToken);
        await base.StartAsync(cancellationToken);
    }

    /// <summary>Takes in what the session is about to change, once it is committed, and tells the other nodes.</summary>
    public void FollowCommitOf(IDocumentOperations session)
    {
        if (session is IDocumentSession own && !own.Listeners.OfType<OwnCommits>().Any())
            own.Listeners.Add(new OwnCommits(this));
    }

    public override void Dispose()
    {
        turn.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var subscribed = false;
        using var timer = new PeriodicTimer(interval);
        do
        {
            try
            {
                subscribed = subscribed || await Subscribe(stoppingToken);
                if (await reader.Version(stoppingToken) != Current.Version)
                    await Refresh(stoppingToken);
            }
            catch (Exception fault) when (fault is NpgsqlException or TimeoutException)
            {
                Behind(log, fault.Message);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private async Task Refresh(CancellationToken ct)
    {
        await turn.WaitAsync(ct);
        try
        {
            Volatile.Write(ref current, await reader.Advance(current, ct));
        }
        finally
        {
            turn.Release();
        }
    }

    /// <summary>False while Redis does not answer. Once made, the client renews the subscription with each connection.</summary>
    private async Task<bool> Subscribe(CancellationToken stopping)
    {
        try
        {
            var messages = await redis.Subscriber.SubscribeAsync(Keys.Catalog.Changes);
            messages.OnMessage(message => Told(message.Message, stopping));
            return true;
        }
        catch (Exception fault) when (Resilience.IsRedisFault(fault))
        {
            return false;
        }
    }

    private async Task Told(RedisValue version, CancellationToken stopping)
    {
        try
        {
            if (!version.TryParse(out long told) || told > Current.Version)
                await Refresh(stopping);
        }
        catch (Exception fault) when (fault is NpgsqlException or TimeoutException or OperationCanceledException)
        {
            Behind(log, fault.Message);
        }
    }

    private async Task Committed(CancellationToken ct)
    {
        try
        {
            await Refresh(ct);
            await redis.Subscriber.PublishAsync(Keys.Catalog.Changes, Current.Version.ToString(CultureInfo.InvariantCulture), CommandFlags.FireAndForget);
        }
        catch (Exception fault) when (fault is NpgsqlException or TimeoutException or OperationCanceledException || Resilience.IsRedisFault(fault))
        {
            // The change is committed and stays so; the next look at the version takes it in.
            Behind(log, fault.Message);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The catalogue in memory could not be brought up to date and stays as it is: {Reason}")]
    private static partial void Behind(ILogger log, string reason);

    private sealed class OwnCommits(CatalogNode node) : DocumentSessionListenerBase
    {
        public override Task AfterCommitAsync(IDocumentSession session, IChangeSet commit, CancellationToken token) => node.Committed(token);
    }
}
