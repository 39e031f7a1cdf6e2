using System.Diagnostics;
using Commerce.Application.Pipeline;
using Commerce.Infrastructure.Operations;
using Microsoft.Extensions.Configuration;
using Polly;
using Polly.CircuitBreaker;
using Polly.Registry;
using StackExchange.Redis;
using StackExchange.Redis.KeyspaceIsolation;

namespace Commerce.Infrastructure.Redis.Connections;

/// <summary>
/// A few multiplexers, used in turn, and one of their own for subscriptions. A multiplexer pipelines everybody's commands over one socket, so this is no pool:
/// nothing is rented or given back.
/// </summary>
internal sealed class RedisConnections : IAsyncDisposable
{
    private readonly ConnectionMultiplexer[] connections;
    private readonly IDatabase[] databases;
    private readonly ResiliencePipeline pipeline;
    private readonly CircuitBreakerStateProvider circuit;
    private readonly TimeSpan longest;
    private uint turn;
    private long lastAnswered;

    private RedisConnections(ConnectionMultiplexer[] connections, ConnectionMultiplexer subscriptions, string? prefix, ResiliencePipeline pipeline, CircuitBreakerStateProvider circuit)
    {
        longest = 1.5 * TimeSpan.FromMilliseconds(connections[0].TimeoutMilliseconds);
        this.connections = connections;
        databases = [.. connections.Select(connection => prefix is { Length: > 0 } ? connection.GetDatabase().WithKeyPrefix(prefix) : connection.GetDatabase())];
        (this.pipeline, this.circuit, Prefix) = (pipeline, circuit, prefix ?? "");
        Subscriptions = subscriptions;
    }

    /// <summary>Of this deployment's keys; the databases put it in front, servers do not know it.</summary>
    public string Prefix { get; }

    public ConnectionMultiplexer Subscriptions { get; }

    public ISubscriber Subscriber => Subscriptions.GetSubscriber();

    public IReadOnlyList<ConnectionMultiplexer> All => connections;

    public static RedisConnections Open(IConfiguration configuration, ResiliencePipelineProvider<string> pipelines, CircuitBreakerStateProvider circuit)
    {
        var count = configuration.GetValue("Redis:Connections", 2);
        if (count is < 1 or > 10)
            throw new UnusableSettingException("Redis:Connections", $"{count}, which is not between 1 and 10");

        // Connects in the background and never fails here: start does not depend on Redis, readiness does.
        ConnectionMultiplexer Connect(string name)
        {
            var options = ConnectionSettings.Of(configuration);
            options.ClientName = $"commerce-{name}";
            return ConnectionMultiplexer.Connect(options);
        }

        return new([.. Enumerable.Range(0, count).Select(i => Connect($"{i}"))], Connect("subscriptions"), configuration["Redis:KeyPrefix"], pipelines.GetPipeline(Resilience.Redis), circuit);
    }

    /// <summary>A database for commands that are safe to lose or that the caller guards itself; others go through <see cref="Run{T}"/>.</summary>
    public IDatabase Next() => databases[Interlocked.Increment(ref turn) % (uint)databases.Length];

    /// <summary>Runs an idempotent operation: repeated on faults of the connection until one and a half time-outs are over, refused at once while the circuit is open.</summary>
    /// <exception cref="DependencyUnavailableException">Redis does not answer.</exception>
    public async Task<T> Run<T>(Func<IDatabase, Task<T>> operation, CancellationToken ct)
    {
        var started = Stopwatch.GetTimestamp();
        try
        {
            var answer = circuit.CircuitState == CircuitState.Closed && await First(operation, ct) is { HasAnswered: true } first ? first.Answer : await Again(operation, started, ct);
            Volatile.Write(ref lastAnswered, started);
            return answer;
        }
        catch (Exception fault) when (fault is BrokenCircuitException or TimeoutException or DependencyUnavailableException || Resilience.IsRedisFault(fault))
        {
            Telemetry.RedisErrors.Add(1);
            throw fault as DependencyUnavailableException ?? Unavailable(fault);
        }
        finally
        {
            Telemetry.RedisDuration.Record(Stopwatch.GetElapsedTime(started).TotalSeconds);
        }
    }

    /// <summary>Outside the pipeline, whose chain of wrappers costs as much as the call itself. A fault is not told here: the tries that follow count it.</summary>
    private async ValueTask<(bool HasAnswered, T Answer)> First<T>(Func<IDatabase, Task<T>> operation, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        try
        {
            // The client's own time-out bounds the wait.
            return (true, await operation(Next()));
        }
        catch (Exception fault) when (Resilience.IsRedisFault(fault))
        {
            return default;
        }
    }

    /// <summary>A first try that was not answered leaves its successor half a time-out: enough to tell the circuit.</summary>
    private ValueTask<T> Again<T>(Func<IDatabase, Task<T>> operation, long started, CancellationToken ct) =>
        pipeline.ExecuteAsync(static async (state, token) => await state.self.Once(state.operation, state.started, token), (self: this, operation, started), ct);

    /// <summary>While others are answered, what fails is one shard of a cluster: told as a refusal, which does not open the circuit for the rest.</summary>
    private async Task<T> Once<T>(Func<IDatabase, Task<T>> operation, long started, CancellationToken ct)
    {
        try
        {
            return await operation(Next()).WaitAsync(Left(started), ct);
        }
        catch (Exception fault) when ((fault is TimeoutException || Resilience.IsRedisFault(fault)) && IsPartial)
        {
            throw Unavailable(fault);
        }
    }

    private bool IsPartial => Stopwatch.GetElapsedTime(Volatile.Read(ref lastAnswered)) < longest && connections[0].GetServers().Any(server => server.ServerType is ServerType.Cluster);

    private TimeSpan Left(long started) => longest - Stopwatch.GetElapsedTime(started) is { Ticks: > 0 } left ? left : TimeSpan.Zero;

    public static DependencyUnavailableException Unavailable(Exception? fault = null) =>
        new("redis_unavailable", "Redis does not answer; nothing was changed for good. Repeat the request.", fault);

    public async ValueTask DisposeAsync()
    {
        foreach (var connection in connections)
            await connection.DisposeAsync();

        await Subscriptions.DisposeAsync();
    }
}
