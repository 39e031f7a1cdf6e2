using Microsoft.Extensions.Configuration;
using StackExchange.Redis;

namespace Commerce.Infrastructure.Redis.Connections;

/// <summary>
/// What the settings say of a connection. The connection string tells the topology: one server, several of which the primary is followed, those of a cluster, or with <c>serviceName</c> the
/// Sentinels of a set. Who we are and whom we believe may lie in files, where secrets are mounted.
/// </summary>
internal static class ConnectionSettings
{
    private const string ConnectionString = "ConnectionStrings:redis";
    private const string Password = "Redis:Password";
    private const string PasswordFile = "Redis:PasswordFile";

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
        options.Password = PasswordOf(configuration, options.Password);
        RedisTls.Apply(configuration, options);

        // Fail fast and look around often: the defaults let every caller wait in the queue of a dead node (docs/performance.md).
        options.AbortOnConnectFail = false;
        // The client counts INFO, which the health check reads, among the commands of administrators.
        options.AllowAdmin = true;
        options.ChannelPrefix = RedisChannel.Literal(configuration["Redis:KeyPrefix"] ?? "");
        options.BacklogPolicy = BacklogPolicy.FailFast;
        options.AsyncTimeout = options.SyncTimeout = options.ConnectTimeout = configuration.GetValue("Redis:TimeoutMilliseconds", 1000);
        options.HeartbeatInterval = TimeSpan.FromMilliseconds(200);
        options.ConfigCheckSeconds = 1;
        options.ReconnectRetryPolicy = new LinearBackOff();
        return options;
    }

    /// <summary>Given once: of two passwords one is out of date, and which one nobody knows.</summary>
    private static string? PasswordOf(IConfiguration configuration, string? inConnectionString)
    {
        var (given, file) = (configuration[Password], configuration[PasswordFile]);
        if (file is not null && (given ?? inConnectionString) is not null)
            throw new UnusableSettingException(PasswordFile, "given beside another password");
        if (given is not null && inConnectionString is not null)
            throw new UnusableSettingException(Password, "given beside another password");

        return file is null ? given ?? inConnectionString : Settings.Read(PasswordFile, file, path => File.ReadAllText(path).TrimEnd('\r', '\n')) is { Length: > 0 } password
            ? password
            : throw new UnusableSettingException(PasswordFile, "an empty file");
    }
}
