using Commerce.Application.Pipeline;
using Commerce.Infrastructure.Redis.Connections;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Polly;
using Polly.CircuitBreaker;
using Polly.Retry;
using Polly.Telemetry;
using Polly.Timeout;
using StackExchange.Redis;

namespace Commerce.Infrastructure;

/// <summary>One named pipeline per dependency, for Redis one per layer, all registered here. A refusal is an answer like any other: none of them repeats it.</summary>
internal static class Resilience
{
    /// <summary>What is left of the time the caller has.</summary>
    public static readonly ResiliencePropertyKey<Func<TimeSpan>> Left = new("left");

    /// <summary>What fails is a part of Redis, which must not open the circuit for the rest.</summary>
    public static readonly ResiliencePropertyKey<Func<bool>> OthersAnswer = new("others-answer");

    private static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(1);

    public static IServiceCollection AddResilience(this IServiceCollection services)
    {
        foreach (var layer in Enum.GetValues<RedisLayer>())
            services.AddKeyedSingleton<CircuitBreakerStateProvider>(layer).AddResiliencePipeline(layer, (pipeline, context) => pipeline
                .AddRetry(new RetryStrategyOptions
                {
                    ShouldHandle = new PredicateBuilder().Handle<Exception>(IsRedisFault),
                    // The first try is made outside (RedisConnections.Run): these are the second to the fourth.
                    MaxRetryAttempts = 2,
                    Delay = TimeSpan.FromMilliseconds(50),
                    BackoffType = DelayBackoffType.Linear,
                    UseJitter = true,
                })
                .AddCircuitBreaker(new CircuitBreakerStrategyOptions
                {
                    // When the caller's time is up, that is a failure, and nothing to repeat.
                    ShouldHandle = tried => ValueTask.FromResult(
                        tried.Outcome.Exception is { } fault && (fault is TimeoutRejectedException || IsRedisFault(fault)) && !tried.Context.Properties.GetValue(OthersAnswer, () => false)()),
                    FailureRatio = 0.5,
                    MinimumThroughput = 10,
                    SamplingDuration = TimeSpan.FromSeconds(2),
                    BreakDuration = TimeSpan.FromSeconds(1),
                    StateProvider = context.ServiceProvider.GetRequiredKeyedService<CircuitBreakerStateProvider>(layer),
                })
                .AddTimeout(new TimeoutStrategyOptions
                {
                    TimeoutGenerator = tried => ValueTask.FromResult(tried.Context.Properties.GetValue(Left, () => Timeout.InfiniteTimeSpan)() is var left && left > Shortest ? left : Shortest),
                }));

        // Polly would write a line with a stack for every attempt: a thousand callers would bury the one line that matters. The metrics stay. Said last: each pipeline puts the logger back.
        services.PostConfigure<TelemetryOptions>(telemetry => telemetry.LoggerFactory = NullLoggerFactory.Instance);
        return services;
    }

    /// <summary>Faults of the connection or of a failover in progress. An error a script raises on purpose is none of them.</summary>
    public static bool IsRedisFault(Exception fault) => fault switch
    {
        RedisConnectionException or RedisTimeoutException => true,
        // What was asked of a connection in the moment the client gives it up for another.
        ObjectDisposedException => true,
        // The client has heard that the server is no primary any more, and not yet of another.
        RedisCommandException command => command.Message.Contains("replica", StringComparison.Ordinal),
        RedisServerException server => IsPassing(server.Message),
        _ => false,
    };

    /// <summary>What Redis did not do, because it is gone or because it refuses (<c>WRONGTYPE</c>, <c>NOPERM</c>, <c>BUSY</c>): for whoever has another way.</summary>
    public static bool IsWithout(Exception fault) => fault is DependencyUnavailableException or RedisException || IsRedisFault(fault);

    private static bool IsPassing(string message) =>
        message.Contains("READONLY", StringComparison.Ordinal) || message.Contains("LOADING", StringComparison.Ordinal) || message.Contains("MOVED", StringComparison.Ordinal)
        || message.Contains("CLUSTERDOWN", StringComparison.Ordinal) || message.Contains("TRYAGAIN", StringComparison.Ordinal) || message.Contains("MASTERDOWN", StringComparison.Ordinal)
        || message.Contains("NOREPLICAS", StringComparison.Ordinal)
        // Full, and not allowed to evict: it reads on and writes again once there is room.
        || message.StartsWith("OOM", StringComparison.Ordinal);
}
