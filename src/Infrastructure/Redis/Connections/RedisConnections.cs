using System.Diagnostics;
using System.Runtime.CompilerServices;
using Commerce.Application.Pipeline;
using Commerce.Infrastructure.Operations;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Polly;
using Polly.CircuitBreaker;
using Polly.Registry;
using Polly.Timeout;
using StackExchange.Redis;

namespace Commerce.Infrastructure.Redis.Connections;

/// <summary>
/// A few multiplexers, used in turn, and one of their own for subscriptions. A multiplexer pipelines everybody's commands over one socket, so this is no pool: nothing is rented or given back.
/// Until the first Sentinel has told of a primary there are none, and whoever asks for one is told that Redis is away.
/// </summary>
internal sealed class RedisConnections : IAsyncDisposable
{
    private static readonly TimeSpan AMoment = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan AWhile = TimeSpan.FromSeconds(2);

    private readonly RedisOpening opening;
    private readonly Guard[] guards;
    private readonly TimeSpan once, longest;
    private uint turn;
    private long lastAnswered, lastFailed;

    private RedisConnections(RedisOpening opening, RedisShards shards, Guard[] guards, TimeSpan once) =>
        (this.opening, this.guards, this.once, longest, Shards, Convoys) = (opening, guards, once, 1.5 * once, shards, new(shards));

    public RedisShards Shards { get; }

    public Convoys Convoys { get; }

    /// <summary>Of this deployment's keys; the databases put it in front, servers do not know it.</summary>
    public string Prefix => opening.Prefix;

    /// <exception cref="RedisConnectionException">No Sentinel has told of a primary yet.</exception>
    public ConnectionMultiplexer Subscriptions => opening.Sockets.Subscriptions;

    /// <exception cref="RedisConnectionException">No Sentinel has told of a primary yet.</exception>
    public ISubscriber Subscriber => Subscriptions.GetSubscriber();

    /// <exception cref="RedisConnectionException">No Sentinel has told of a primary yet.</exception>
    public IReadOnlyList<ConnectionMultiplexer> All => opening.Sockets.Connections;

    /// <summary>
    /// It answered a moment ago, and nothing has failed for a while: what is sent now will be answered, or its sender knows no better than Redis does. What is sent to a server that hangs is done when it
    /// wakes up, long after its sender was told to come again.
    /// </summary>
    public bool IsAnswering => Stopwatch.GetElapsedTime(Volatile.Read(ref lastAnswered)) < AMoment && Stopwatch.GetElapsedTime(Volatile.Read(ref lastFailed)) > AWhile;

    /// <summary>Redis was reached since the start.</summary>
    public bool HasConnected => opening.HasConnected;

    /// <summary>Waits for the first connections, but neither fails nor waits long: start does not depend on Redis, readiness does.</summary>
    /// <exception cref="UnusableSettingException">The settings cannot be used.</exception>
    public static RedisConnections Open(IConfiguration configuration, IServiceProvider services)
    {
        var (pipelines, opening) = (services.GetRequiredService<ResiliencePipelineProvider<RedisLayer>>(), new RedisOpening(configuration));
        return new(
            opening, new(opening),
            [.. Enum.GetValues<RedisLayer>().Select(layer => new Guard(pipelines.GetPipeline(layer), services.GetRequiredKeyedService<CircuitBreakerStateProvider>(layer)))],
            TimeSpan.FromMilliseconds(ConnectionSettings.Of(configuration).AsyncTimeout));
    }

    /// <summary>Calls for each multiplexer that is used in turn, now or as soon as it is there.</summary>
    public void Watch(Action<ConnectionMultiplexer> watcher) => opening.Watch(watcher);

    /// <summary>A database for commands that are safe to lose or that the caller guards itself; others go through <see cref="Run{T}"/>.</summary>
    /// <exception cref="RedisConnectionException">No Sentinel has told of a primary yet.</exception>
    public IDatabase Next() => opening.Databases is { Length: > 0 } databases ? databases[Interlocked.Increment(ref turn) % (uint)databases.Length] : throw RedisOpening.NotTold();

    /// <summary>
    /// Runs an idempotent operation: repeated on faults of the connection until one and a half time-outs are over, or what the request had left of them; refused at once while the circuit is open.
    /// </summary>
    /// <exception cref="DependencyUnavailableException">Redis does not answer.</exception>
    public async Task<T> Run<T>(
        Func<IDatabase, Task<T>> operation, CancellationToken ct, RedisLayer layer = RedisLayer.Operational, [CallerFilePath] string file = "", [CallerMemberName] string member = "")
    {
        var (started, isAnswered, guard, patience) = (Stopwatch.GetTimestamp(), false, guards[(int)layer], RequestPatience.Current);
        var left = patience?.Left(longest) ?? longest;
        if (left == TimeSpan.Zero)
            throw Unavailable();

        try
        {
            T answer = default!;
            if (guard.Circuit.CircuitState == CircuitState.Closed)
            {
                // Outside the pipeline, whose chain of wrappers costs as much as the call itself. A fault is not told here: the tries that follow count it.
                ct.ThrowIfCancellationRequested();
                try
                {
                    // The client's own time-out comes with its heartbeat, which rests while it looks for another primary.
                    answer = await operation(Next()).WaitAsync(left < once ? left : once, ct);
                    isAnswered = true;
                }
                catch (Exception fault) when (fault is TimeoutException || IsFault(fault, ct))
                {
                    Volatile.Write(ref lastFailed, Stopwatch.GetTimestamp());
                }
            }

            if (!isAnswered)
                answer = await Again(operation, guard, new(started, left, patience), ct);

            isAnswered = true;
            Volatile.Write(ref lastAnswered, started);
            return answer;
        }
        catch (Exception fault) when (fault is BrokenCircuitException or TimeoutRejectedException || IsFault(fault, ct))
        {
            Telemetry.RedisErrors.Add(1);
            throw Unavailable(fault);
        }
        finally
        {
            OperationTimes.Record(started, file, member, isAnswered);
        }
    }

    /// <summary>One try, past the circuit, for whoever wants to know whether Redis answers: no longer than a first try, and at the expense of the request's patience if there is no answer.</summary>
    /// <exception cref="RedisException">It does not.</exception>
    /// <exception cref="RedisTimeoutException">Likewise.</exception>
    public async Task<T> Ask<T>(Func<Task<T>> question, CancellationToken ct)
    {
        var (started, patience) = (Stopwatch.GetTimestamp(), RequestPatience.Current);
        try
        {
            return await question().WaitAsync(patience?.Left(once) ?? once, ct);
        }
        catch (Exception fault) when (fault is TimeoutException || Resilience.IsRedisFault(fault))
        {
            patience?.Spend(started);
            if (fault is TimeoutException and not RedisTimeoutException)
                throw new RedisTimeoutException(CommandFlags.None, "No answer in time.", CommandStatus.Unknown);

            throw;
        }
    }

    /// <summary>Waits for what is asked for others too: no longer than the request has patience.</summary>
    /// <exception cref="DependencyUnavailableException">Redis does not answer, or not in time.</exception>
    public async Task<T> Await<T>(Task<T> answer, CancellationToken ct)
    {
        var (started, patience) = (Stopwatch.GetTimestamp(), RequestPatience.Current);
        try
        {
            return await (patience is null ? answer.WaitAsync(ct) : answer.WaitAsync(patience.Left(longest), ct));
        }
        catch (Exception fault) when (fault is TimeoutException or DependencyUnavailableException)
        {
            patience?.Spend(started);
            throw fault as DependencyUnavailableException ?? Unavailable(fault);
        }
    }

    /// <summary>A client that loses its connection may call off what was under way, which nobody asked for.</summary>
    private static bool IsFault(Exception fault, CancellationToken ct) => Resilience.IsRedisFault(fault) || (fault is OperationCanceledException && !ct.IsCancellationRequested);

    /// <summary>A first try that was not answered leaves its successors half a time-out: enough to tell the circuit.</summary>
    private async ValueTask<T> Again<T>(Func<IDatabase, Task<T>> operation, Guard guard, Wait wait, CancellationToken ct)
    {
        var context = ResilienceContextPool.Shared.Get(ct);
        try
        {
            context.Properties.Set(Resilience.Left, () => wait.Left);
            context.Properties.Set(Resilience.OthersAnswer, IsPartial);
            return await guard.Pipeline.ExecuteAsync(static async (tries, state) => await state.operation(state.self.Next()).WaitAsync(tries.CancellationToken), context, (self: this, operation));
        }
        finally
        {
            ResilienceContextPool.Shared.Return(context);
            wait.Patience?.Spend(wait.Started);
        }
    }

    /// <summary>While others are answered, what fails is one shard of a cluster.</summary>
    private bool IsPartial() => Stopwatch.GetElapsedTime(Volatile.Read(ref lastAnswered)) < longest && All[0].GetServers().Any(server => server.ServerType is ServerType.Cluster);

    public static DependencyUnavailableException Unavailable(Exception? fault = null) =>
        new("redis_unavailable", "Redis does not answer; nothing was changed for good. Repeat the request.", fault);

    public ValueTask DisposeAsync()
    {
        Convoys.Dispose();
        return opening.DisposeAsync();
    }

    private sealed record Guard(ResiliencePipeline Pipeline, CircuitBreakerStateProvider Circuit);

    /// <param name="Longest">Since <paramref name="Started"/>.</param>
    private sealed record Wait(long Started, TimeSpan Longest, RequestPatience? Patience)
    {
        public TimeSpan Left => Longest - Stopwatch.GetElapsedTime(Started);
    }
}
