using System.Text.Json;
using Commerce.Application.Pipeline;
using Commerce.Infrastructure.Redis.Connections;
using Marten;
using Marten.Services;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;
using StackExchange.Redis;

namespace Commerce.Infrastructure.Snapshots;

/// <summary>
/// Keeps something of PostgreSQL whole in this node's memory. A commit of its own is taken in before the caller hears of it; one of another node when Redis tells,
/// and at the latest with the next look at the version. One change at a time; readers see the old state or the new one, never one in the making.
/// </summary>
/// <param name="subject">What it is, for the log.</param>
/// <param name="interval">How long after a commit a node may learn of it when no message comes through.</param>
internal abstract partial class SnapshotNode(string subject, RedisConnections redis, TimeSpan interval, ILogger log) : BackgroundService
{
    private static readonly TimeSpan UntilSubscribed = TimeSpan.FromSeconds(1);

    private readonly SemaphoreSlim turn = new(1);

    /// <summary>Where other nodes tell of their commits.</summary>
    protected abstract IReadOnlyList<RedisChannel> Channels { get; }

    /// <summary>Before the first request is answered.</summary>
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await Refresh(cancellationToken);
        await base.StartAsync(cancellationToken);
    }

    /// <summary>Takes in what the session is about to change, once it is committed, and tells the other nodes.</summary>
    public void FollowCommitOf(IDocumentOperations session)
    {
        if (session is IDocumentSession own && !own.Listeners.OfType<OwnCommits>().Any(listener => listener.Node == this))
            own.Listeners.Add(new OwnCommits(this));
    }

    /// <summary>After a commit of this node: takes it in and tells the others. Whatever fails here, the commit stays, and the next look takes it in.</summary>
    public virtual async Task Committed(CancellationToken ct)
    {
        try
        {
            await Refresh(ct);
            await Tell(ct);
        }
        catch (Exception fault)
        {
            StaysBehind(fault);
        }
    }

    public override void Dispose()
    {
        turn.Dispose();
        base.Dispose();
    }

    /// <summary>Takes in what is new. Called by one at a time.</summary>
    protected abstract Task Advance(CancellationToken ct);

    /// <summary>Compares versions and refreshes when they differ.</summary>
    protected abstract Task Look(CancellationToken ct);

    /// <summary>Tells the other nodes what this one has.</summary>
    protected abstract Task Tell(CancellationToken ct);

    /// <summary>Whether a message speaks of something this node does not have.</summary>
    protected abstract bool IsNews(RedisChannel channel, RedisValue told);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var subscribed = false;
        using var timer = new PeriodicTimer(interval);
        do
        {
            try
            {
                subscribed = subscribed || await Subscribe(stoppingToken);
                await Look(stoppingToken);
            }
            catch (Exception fault) when (!stoppingToken.IsCancellationRequested)
            {
                StaysBehind(fault);
            }

            // Who hears nothing does not wait as long as who hears everything.
            timer.Period = subscribed || interval < UntilSubscribed ? interval : UntilSubscribed;
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    /// <param name="isDone">Asked when it is this caller's turn: those before may have done it.</param>
    protected async Task Refresh(CancellationToken ct, Func<bool>? isDone = null)
    {
        await turn.WaitAsync(ct);
        try
        {
            if (isDone?.Invoke() != true)
                await Advance(ct);
        }
        finally
        {
            turn.Release();
        }
    }

    /// <summary>False while Redis does not answer, or does not let it. Once made, the client renews the subscription with each connection.</summary>
    private async Task<bool> Subscribe(CancellationToken stopping)
    {
        try
        {
            foreach (var channel in Channels)
            {
                var messages = await redis.Subscriber.SubscribeAsync(channel);
                messages.OnMessage(message => Told(channel, message.Message, stopping));
            }

            return true;
        }
        catch (Exception fault) when (Resilience.IsWithout(fault))
        {
            return false;
        }
    }

    private async Task Told(RedisChannel channel, RedisValue told, CancellationToken stopping)
    {
        try
        {
            if (IsNews(channel, told))
                await Refresh(stopping);
        }
        catch (Exception fault)
        {
            StaysBehind(fault);
        }
    }

    /// <summary>This node goes on with what it has. What nobody expected is told with its trace.</summary>
    protected void StaysBehind(Exception fault) => Behind(log, subject, fault.Message, IsPassing(fault) ? null : fault);

    /// <summary>Text this program does not understand is one of them: a newer one wrote it.</summary>
    private static bool IsPassing(Exception fault) =>
        fault is NpgsqlException or TimeoutException or OperationCanceledException or JsonException or DependencyUnavailableException || Resilience.IsRedisFault(fault);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The {Subject} in memory could not be brought up to date and stays as it is: {Reason}")]
    private static partial void Behind(ILogger log, string subject, string reason, Exception? unexpected);

    private sealed class OwnCommits(SnapshotNode node) : DocumentSessionListenerBase
    {
        public SnapshotNode Node => node;

        public override Task AfterCommitAsync(IDocumentSession session, IChangeSet commit, CancellationToken token) => node.Committed(token);
    }
}
