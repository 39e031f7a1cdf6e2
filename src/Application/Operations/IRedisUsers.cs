namespace Commerce.Application.Operations;

/// <summary>Who may do what in Redis, so that each does what it is for and nothing else.</summary>
public interface IRedisUsers
{
    /// <summary>The operator, the shop itself, and whoever watches.</summary>
    IReadOnlyList<RedisUser> All();
}

/// <summary>A user of Redis.</summary>
/// <param name="Name"><c>admin</c>, <c>app</c> or <c>monitor</c>.</param>
/// <param name="PasswordHash">SHA-256 in hexadecimal digits, as Redis takes it; null while no password is set.</param>
/// <param name="Rules">As <c>ACL SETUSER</c> takes them: keys, channels, commands.</param>
public sealed record RedisUser(string Name, string? PasswordHash, IReadOnlyList<string> Rules)
{
    /// <summary>A line of redis.conf or of an ACL file. Nobody logs in without a password.</summary>
    public string Line => $"user {Name} {(PasswordHash is null ? "off" : $"on #{PasswordHash}")} {string.Join(' ', Rules)}";
}
