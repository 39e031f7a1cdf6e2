using Commerce.Application.Pipeline;
using Commerce.Infrastructure.Redis.Connections;
using Microsoft.Extensions.Configuration;
using Polly;
using Polly.Retry;
using StackExchange.Redis;

namespace Commerce.Infrastructure.Redis.Operations;

/// <summary>
/// How the commands of operators reach a Redis: by the name of a connection string in the settings, or by one itself. They wait where the shop fails fast: nobody holds a basket meanwhile, and
/// a command that ends at the first hiccup has to be started again.
/// </summary>
internal sealed class OperatorConnections(IConfiguration configuration)
{
    /// <summary>The shop's own, of which user, password and certificates may be settings of their own.</summary>
    private const string Own = "redis";

    private const int TimeoutMilliseconds = 60_000;

    /// <summary>A failover takes seconds; a command that has run for an hour outlasts it. It has no circuit and no metrics of its own: one caller at a time, who sees what happens.</summary>
    public static ResiliencePipeline Retries { get; } = new ResiliencePipelineBuilder().AddRetry(new RetryStrategyOptions
    {
        ShouldHandle = new PredicateBuilder().Handle<Exception>(fault => fault is TimeoutException || Resilience.IsRedisFault(fault)),
        MaxRetryAttempts = 8,
        Delay = TimeSpan.FromMilliseconds(200),
        MaxDelay = TimeSpan.FromSeconds(5),
        BackoffType = DelayBackoffType.Exponential,
        UseJitter = true,
    }).Build();

    public Task<Keyspace> Open(string nameOrString) => Keyspace.Open(Options(nameOrString), Retries);

    /// <exception cref="DependencyUnavailableException">It is neither.</exception>
    public ConfigurationOptions Options(string nameOrString)
    {
        var named = configuration[$"ConnectionStrings:{nameOrString}"];
        if (named is null or "" && !nameOrString.Contains(':', StringComparison.Ordinal))
            throw new DependencyUnavailableException("redis_unavailable", $"The settings have no connection string '{nameOrString}'. Set 'ConnectionStrings__{nameOrString}'.");

        try
        {
            var options = ConfigurationOptions.Parse(named is { Length: > 0 } ? named : nameOrString);
            if (nameOrString == Own)
            {
                options.User = configuration["Redis:User"] ?? options.User;
                options.Password = configuration.Secret("Redis:Password", options.Password);
                RedisTls.Apply(configuration, options);
            }

            options.ClientName = "commerce-operator";
            options.AllowAdmin = true;
            options.AsyncTimeout = options.SyncTimeout = TimeoutMilliseconds;
            return options;
        }
        catch (ArgumentException wrong)
        {
            throw new DependencyUnavailableException("redis_unavailable", $"The connection string cannot be read: {wrong.Message}", wrong);
        }
    }
}
