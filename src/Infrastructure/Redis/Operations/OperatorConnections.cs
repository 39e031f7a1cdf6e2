using Microsoft.Extensions.Configuration;
using Polly;
using Polly.Registry;
using StackExchange.Redis;

namespace Commerce.Infrastructure.Redis.Operations;

/// <summary>
/// How the commands of operators reach a Redis: by the name of a connection string in the settings, or by one itself. They wait where the shop fails fast: nobody holds a basket meanwhile, and
/// a command that ends at the first hiccup has to be started again.
/// </summary>
internal sealed class OperatorConnections(IConfiguration configuration, ResiliencePipelineProvider<string> pipelines)
{
    public const string Retries = "redis-operators";

    private const int TimeoutMilliseconds = 60_000;

    public ResiliencePipeline Pipeline => pipelines.GetPipeline(Retries);

    public Task<Keyspace> Open(string nameOrString) => Keyspace.Open(Options(nameOrString), Pipeline);

    /// <exception cref="UnusableSettingException">It is neither.</exception>
    public ConfigurationOptions Options(string nameOrString)
    {
        var name = $"ConnectionStrings:{nameOrString}";
        try
        {
            var options = ConfigurationOptions.Parse(configuration[name] is { Length: > 0 } named ? named : nameOrString);
            if (configuration[name] is null or "" && !nameOrString.Contains(':', StringComparison.Ordinal))
                throw new UnusableSettingException(name);

            options.ClientName = "commerce-operator";
            options.AllowAdmin = true;
            options.AsyncTimeout = options.SyncTimeout = TimeoutMilliseconds;
            return options;
        }
        catch (ArgumentException wrong)
        {
            throw new UnusableSettingException(name, $"not a Redis connection string ({wrong.Message})");
        }
    }
}
