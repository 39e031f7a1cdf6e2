using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Commerce.Application.Operations;
using Microsoft.Extensions.Configuration;

namespace Commerce.Infrastructure.Redis.Acl;

/// <summary>
/// The users of a deployment. What the shop may do is derived: its keys and channels from the key builders, its commands from the scripts and from the program itself. The operator may do anything
/// with this deployment's keys, and what its tools need of the servers; whoever watches sees figures and no keys.
/// </summary>
internal sealed partial class RedisUsers(IConfiguration configuration) : IRedisUsers
{
    private static readonly string[] Operator = ["+@all", "-debug", "-module", "-shutdown", "-acl|setuser", "-acl|deluser", "-acl|load", "-acl|save"];

    private static readonly string[] Watching =
    [
        "client|id", "client|list", "client|setname", "cluster|info", "cluster|nodes", "cluster|shards", "cluster|slots", "dbsize", "echo", "info", "lastsave", "latency|histogram", "latency|latest",
        "memory|stats", "ping", "role", "slowlog|get", "slowlog|len", "time",
    ];

    public IReadOnlyList<RedisUser> All()
    {
        var prefix = configuration["Redis:KeyPrefix"] ?? "";
        return [One("admin", OfTheOperator(prefix)), One("app", OfTheShop(prefix)), One("monitor", OfWatchers)];
    }

    /// <param name="prefix">Of the deployment's keys and channels.</param>
    public static IReadOnlyList<string> OfTheOperator(string prefix) => ["resetkeys", $"~{Literal(prefix)}*", "resetchannels", $"&{Literal(prefix)}*", .. Operator];

    /// <param name="prefix">Of the deployment's keys and channels.</param>
    public static IReadOnlyList<string> OfTheShop(string prefix) =>
    [
        "resetkeys", .. KeyCatalogue.Keys.Select(key => $"~{Literal(prefix)}{key}"), "resetchannels", .. KeyCatalogue.Channels.Select(channel => $"&{Literal(prefix)}{channel}"),
        "-@all", .. UsedCommands.OfTheShop().Select(command => $"+{command}"),
    ];

    /// <summary>What the shop asks of the Sentinels, where it is known by the same name.</summary>
    public static IReadOnlyList<string> AtSentinels { get; } =
    [
        "resetkeys", "resetchannels", "&+sentinel", "&+switch-master", "-@all", "+client|id", "+client|setname", "+info", "+ping", "+role", "+subscribe", "+unsubscribe",
        "+sentinel|get-master-addr-by-name", "+sentinel|masters", "+sentinel|replicas", "+sentinel|sentinels", "+sentinel|slaves",
    ];

    public static IReadOnlyList<string> OfWatchers { get; } = ["resetkeys", "resetchannels", "-@all", .. Watching.Select(command => $"+{command}")];

    private RedisUser One(string name, IReadOnlyList<string> rules) =>
        new(name, configuration.Secret($"Redis:Acl:{name}:Password") is { } password ? Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(password))) : null, rules);

    /// <summary>A prefix stands for itself, whatever characters it has.</summary>
    private static string Literal(string prefix) => Wildcard().Replace(prefix, @"\$0");

    [GeneratedRegex(@"[*?\[\]\\]")]
    private static partial Regex Wildcard();
}
