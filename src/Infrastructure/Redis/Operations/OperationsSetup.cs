using Commerce.Infrastructure.Redis.Operations.Backups;
using Microsoft.Extensions.DependencyInjection;
using Polly;
using Polly.Retry;
using StackExchange.Redis;

namespace Commerce.Infrastructure.Redis.Operations;

/// <summary>What the commands of operators need. The commands themselves are found by scan.</summary>
internal static class OperationsSetup
{
    public static IServiceCollection AddRedisOperations(this IServiceCollection services) => services
        .AddSingleton<OperatorConnections>().AddSingleton<BackupPlaces>()
        .AddResiliencePipeline(OperatorConnections.Retries, pipeline => pipeline.AddRetry(new RetryStrategyOptions
        {
            // A failover takes seconds; a command that has run for an hour outlasts it.
            ShouldHandle = new PredicateBuilder().Handle<Exception>(fault => fault is TimeoutException || Resilience.IsRedisFault(fault)),
            MaxRetryAttempts = 8,
            Delay = TimeSpan.FromMilliseconds(200),
            MaxDelay = TimeSpan.FromSeconds(5),
            BackoffType = DelayBackoffType.Exponential,
            UseJitter = true,
        }));
}
