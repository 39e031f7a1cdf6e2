using Microsoft.Extensions.Configuration;
using StackExchange.Redis;

namespace Commerce.Infrastructure.Redis.Connections;

/// <summary>
/// What the settings say of a connection. The connection string tells the topology: one server, several of which the primary is followed, those of a cluster, or with <c>serviceName</c> the
/// Sentinels of a set. Who we are and whom we believe may lie in files, where secrets are mounted. Nobody is told a password: messages name the setting.
/// </summary>
internal static class ConnectionSettings
{
    private const string ConnectionString = "ConnectionStrings:redis";

    /// <exception cref="UnusableSettingException">A setting is missing, cannot be read, or contradicts another.</exception>
    public static ConfigurationOptions Of(IConfiguration configuration)
    {
        ConfigurationOptions options;
        try
        {
            options = ConfigurationOptions.Parse(configuration.Need(ConnectionString));
        }
        catch (ArgumentException wrong)
        {
            throw new UnusableSettingException(ConnectionString, $"not a Redis connection string ({wrong.Message})");
        }

        options.User = configuration["Redis:User"] ?? options.User;
        options.Password = configuration.Secret("Redis:Password", options.Password);
        RedisTls.Apply(configuration, options);

        // Fail fast and look around often: the defaults let every caller wait in the queue of a dead node (docs/performance.md).
        options.AbortOnConnectFail = false;
        // The client counts INFO, which the health check reads, among the commands of administrators.
        options.AllowAdmin = true;
        // What a user of few rights (redis acl) is not granted, and the client only asks for out of curiosity.
        options.CommandMap = CommandMap.Create(["CONFIG"], available: false);
        (options.TieBreaker, options.ConfigurationChannel, options.SetClientLibrary) = ("", "", false);
        options.ChannelPrefix = RedisChannel.Literal(configuration["Redis:KeyPrefix"] ?? "");
        options.BacklogPolicy = BacklogPolicy.FailFast;
        options.AsyncTimeout = options.SyncTimeout = options.ConnectTimeout = configuration.GetValue("Redis:TimeoutMilliseconds", 750);
        options.HeartbeatInterval = TimeSpan.FromMilliseconds(200);
        options.ConfigCheckSeconds = 1;
        options.ReconnectRetryPolicy = new LinearBackOff();
        return options;
    }
}
