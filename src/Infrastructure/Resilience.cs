using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Polly;
using Polly.CircuitBreaker;
using Polly.Retry;
using Polly.Telemetry;
using StackExchange.Redis;

namespace Commerce.Infrastructure;

/// <summary>One named pipeline per dependency, all registered here.</summary>
internal static class Resilience
{
    public const string Redis = "redis";

    public static IServiceCollection AddResilience(this IServiceCollection services) =>
        // Polly would write a line with a stack for every attempt: a thousand callers would bury the one line that matters. The metrics stay.
        services.Configure<TelemetryOptions>(telemetry => telemetry.LoggerFactory = NullLoggerFactory.Instance)
            .AddKeyedSingleton<CircuitBreakerStateProvider>(Redis)
            .AddResiliencePipeline(Redis, (pipeline, context) => pipeline
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
                ShouldHandle = new PredicateBuilder().Handle<Exception>(IsRedisFault),
                FailureRatio = 0.5,
                MinimumThroughput = 10,
                SamplingDuration = TimeSpan.FromSeconds(2),
                BreakDuration = TimeSpan.FromSeconds(1),
                StateProvider = context.ServiceProvider.GetRequiredKeyedService<CircuitBreakerStateProvider>(Redis),
            }));

    /// <summary>Faults of the connection or of a failover in progress. An error a script raises on purpose is none of them.</summary>
    public static bool IsRedisFault(Exception fault) => fault switch
    {
        RedisConnectionException or RedisTimeoutException => true,
        RedisServerException server => IsPassing(server.Message),
        _ => false,
    };

    private static bool IsPassing(string message) =>
        message.Contains("READONLY", StringComparison.Ordinal) || message.Contains("LOADING", StringComparison.Ordinal) || message.Contains("MOVED", StringComparison.Ordinal)
        || message.Contains("CLUSTERDOWN", StringComparison.Ordinal) || message.Contains("TRYAGAIN", StringComparison.Ordinal) || message.Contains("MASTERDOWN", StringComparison.Ordinal)
        || message.Contains("NOREPLICAS", StringComparison.Ordinal)
        // Full, and not allowed to evict: it reads on and writes again once there is room.
        || message.StartsWith("OOM", StringComparison.Ordinal);
}
