using System.Diagnostics;
using System.Runtime.CompilerServices;
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
    private uint turn;

    private RedisConnections(ConnectionMultiplexer[] connections, ConnectionMultiplexer subscriptions, string? prefix, ResiliencePipeline pipeline, CircuitBreakerStateProvider circuit)
    {
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
            var options = Options(configuration);
            options.ClientName = $"commerce-{name}";
            return ConnectionMultiplexer.Connect(options);
        }

        return new([.. Enumerable.Range(0, count).Select(i => Connect($"{i}"))], Connect("subscriptions"), configuration["Redis:KeyPrefix"], pipelines.GetPipeline(Resilience.Redis), circuit);
    }

    /// <summary>A database for commands that are safe to lose or that the caller guards itself; others go through <see cref="Run{T}"/>.</summary>
    public IDatabase Next() => databases[Interlocked.Increment(ref turn) % (uint)databases.Length];

    /// <summary>Runs an idempotent operation: repeated on faults of the connection, refused at once while the circuit is open.</summary>
    /// <exception cref="DependencyUnavailableException">Redis does not answer.</exception>
    public async Task<T> Run<T>(Func<IDatabase, Task<T>> operation, CancellationToken ct, [CallerFilePath] string file = "", [CallerMemberName] string member = "")
    {
        var (started, isAnswered) = (Stopwatch.GetTimestamp(), false);
        try
        {
            var answer = circuit.CircuitState == CircuitState.Closed && await First(operation, ct) is { HasAnswered: true } first ? first.Answer : await Again(operation, ct);
            isAnswered = true;
            return answer;
        }
        catch (Exception fault) when (fault is BrokenCircuitException || Resilience.IsRedisFault(fault))
        {
            Telemetry.RedisErrors.Add(1);
            throw Unavailable(fault);
        }
        finally
        {
            OperationTimes.Record(started, file, member, isAnswered);
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

    private ValueTask<T> Again<T>(Func<IDatabase, Task<T>> operation, CancellationToken ct) =>
        pipeline.ExecuteAsync(static async (state, token) => await state.operation(state.self.Next()).WaitAsync(token), (self: this, operation), ct);

    public static DependencyUnavailableException Unavailable(Exception? fault = null) =>
        new("redis_unavailable", "Redis does not answer; nothing was changed for good. Repeat the request.", fault);

    public async ValueTask DisposeAsync()
    {
        foreach (var connection in connections)
            await connection.DisposeAsync();

        await Subscriptions.DisposeAsync();
    }

    private static ConfigurationOptions Options(IConfiguration configuration)
    {
        ConfigurationOptions options;
        try
        {
            options = ConfigurationOptions.Parse(configuration.Need("ConnectionStrings:redis"));
        }
        catch (ArgumentException wrong)
        {
            throw new UnusableSettingException("ConnectionStrings:redis", $"not a Redis connection string ({wrong.Message})");
        }

        // Fail fast and look around often: the defaults let every caller wait in the queue of a dead node (docs/performance.md).
        options.AbortOnConnectFail = false;
        // The client counts INFO, which the health check reads, among the commands of administrators.
        options.AllowAdmin = true;
        options.ChannelPrefix = RedisChannel.Literal(configuration["Redis:KeyPrefix"] ?? "");
        options.BacklogPolicy = BacklogPolicy.FailFast;
        options.AsyncTimeout = options.SyncTimeout = options.ConnectTimeout = configuration.GetValue("Redis:TimeoutMilliseconds", 1000);
        options.HeartbeatInterval = TimeSpan.FromMilliseconds(200);
        options.ConfigCheckSeconds = 1;
        options.ReconnectRetryPolicy = new LinearRetry(200);
        return options;
    }
}
