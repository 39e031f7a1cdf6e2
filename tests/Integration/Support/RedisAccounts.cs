using System.Collections.Concurrent;
using Commerce.Infrastructure.Redis.Acl;
using Commerce.Infrastructure.Redis.Connections;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using StackExchange.Redis;
using StackExchange.Redis.KeyspaceIsolation;

namespace Commerce.Integration.Support;

/// <summary>
/// The users of the servers of this run, with the rules <c>redis acl</c> prints: the program comes as <c>app</c>, the fault kit and whoever looks behind the program's back as <c>admin</c>.
/// A connection string that names no user is the server's own, that may do anything.
/// </summary>
internal static class RedisAccounts
{
    private const string AppSecret = "the-app-of-the-tests";
    private const string AdminSecret = "the-admin-of-the-tests";

    private static readonly ConcurrentDictionary<string, Lazy<Task>> Admitted = new();
    private static readonly ConcurrentDictionary<string, Lazy<ConnectionMultiplexer>> Peeping = new();
    private static readonly ConcurrentDictionary<string, bool> Lawless = new();

    /// <summary>Lines of a server's configuration.</summary>
    public static string[] Lines => [Line("app", AppSecret, RedisUsers.OfTheShop("")), Line("admin", AdminSecret, RedisUsers.OfTheOperator(""))];

    /// <summary>A line of a Sentinel's configuration: the client comes to it as who it is at the servers.</summary>
    public static string AtSentinels => Line("app", AppSecret, RedisUsers.AtSentinels);

    /// <summary>A server that is running and was not configured by us: it is told who comes. One that knows no users (Garnet) is as open as it was.</summary>
    public static async Task<string> Admit(string redis)
    {
        try
        {
            await Set(redis, "app", AppSecret, RedisUsers.OfTheShop(""));
            await Set(redis, "admin", AdminSecret, RedisUsers.OfTheOperator(""));
        }
        catch (RedisServerException unknown) when (unknown.Message.StartsWith("ERR", StringComparison.Ordinal))
        {
            Lawless[redis] = true;
        }

        return redis;
    }

    /// <summary>As the program connects. Of a deployment with a prefix of its own, the server is told first.</summary>
    public static async Task<string> App(string redis, string? prefix)
    {
        if (Lawless.ContainsKey(redis) || ConfigurationOptions.Parse(redis).User is not null)
            return redis;

        if (prefix is not { Length: > 0 })
            return As(redis, "app", AppSecret);

        await Admitted.GetOrAdd($"{redis} {prefix}", _ => new(() => Tell(redis, prefix))).Value;
        return As(redis, $"app-{prefix}", AppSecret);
    }

    public static string Admin(string redis) => Lawless.ContainsKey(redis) ? redis : As(redis, "admin", AdminSecret);

    /// <summary>What a node's Redis holds, past the program and its few rights.</summary>
    public static IDatabase Peek(this IServiceProvider services)
    {
        var settings = services.GetRequiredService<IConfiguration>();
        var options = ConnectionSettings.Of(settings);
        (options.User, options.Password) = options.User is null ? (null, options.Password) : ("admin", AdminSecret);

        // Who looks has no hurry.
        options.BacklogPolicy = BacklogPolicy.Default;
        options.AsyncTimeout = options.SyncTimeout = options.ConnectTimeout = 30_000;
        var database = Peeping.GetOrAdd(options.ToString(includePassword: true), _ => new(() => ConnectionMultiplexer.Connect(options))).Value.GetDatabase();
        return settings["Redis:KeyPrefix"] is { Length: > 0 } prefix ? database.WithKeyPrefix(prefix) : database;
    }

    private static string Line(string name, string secret, IReadOnlyList<string> rules) => $"user {name} on >{secret} {string.Join(' ', rules)}";

    private static async Task Tell(string redis, string prefix)
    {
        try
        {
            await Set(redis, $"app-{prefix}", AppSecret, RedisUsers.OfTheShop(prefix));
        }
        catch (RedisConnectionException)
        {
            // A spec of a Redis that is away.
        }
    }

    private static async Task Set(string redis, string name, string secret, IReadOnlyList<string> rules)
    {
        await using var connection = await ConnectionMultiplexer.ConnectAsync($"{redis},allowAdmin=true");
        await connection.GetServers()[0].ExecuteAsync("ACL", ["SETUSER", name, "reset", "on", $">{secret}", .. rules]);
    }

    private static string As(string redis, string name, string secret)
    {
        var options = ConfigurationOptions.Parse(redis);
        (options.User, options.Password) = (name, secret);
        return options.ToString(includePassword: true);
    }
}
