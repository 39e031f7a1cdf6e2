using StackExchange.Redis;

namespace Commerce.Integration.Support.Faults;

/// <summary>What else can befall a <see cref="LocalRedis"/>.</summary>
internal static class RedisFaults
{
    /// <summary>FLUSHALL: everything is forgotten, mid-traffic.</summary>
    public static Task Flush(this LocalRedis redis) => redis.Do("FLUSHALL");

    /// <summary>SCRIPT FLUSH: every script the program has loaded is unknown.</summary>
    public static Task ForgetScripts(this LocalRedis redis) => redis.Do("SCRIPT", "FLUSH");

    /// <summary>The last writes never reached the disk: kills it and cuts so many bytes off the end of its append-only file, perhaps in the middle of a command. Start it again afterwards.</summary>
    public static async Task LoseTail(this LocalRedis redis, int bytes)
    {
        await redis.Kill();
        var file = Directory.EnumerateFiles(Path.Combine(redis.Folder, "appendonlydir"), "*.incr.aof").Max()!;
        await using var log = new FileStream(file, FileMode.Open, FileAccess.Write);
        log.SetLength(Math.Max(0, log.Length - bytes));
    }

    /// <summary>Becomes the copy of another, with its password, and is in step with it when this returns.</summary>
    /// <param name="wire">
    /// The way to the primary. Silenced, the replica stays where it is while the primary goes on: freezing its process would not do, because what was sent to it waits in the kernel for its thaw.
    /// </param>
    public static Task Follow(this LocalRedis replica, LocalRedis primary, TcpProxy? wire = null) => replica.Follow(primary, wire?.Port ?? primary.Port);

    /// <param name="port">At which the primary is spoken to.</param>
    public static async Task Follow(this LocalRedis replica, LocalRedis primary, int port)
    {
        await primary.Do("CONFIG", "SET", "repl-diskless-sync-delay", 0);
        await replica.Do("CONFIG", "SET", "masterauth", primary.Password);
        await replica.Do("REPLICAOF", "127.0.0.1", $"{port}");
        await Eventually.True(async () => $"{await replica.Do("INFO", "replication")}".Contains("master_link_status:up", StringComparison.Ordinal));
    }

    /// <summary>Stops listening to its primary and is one itself, with whatever it had heard by then.</summary>
    public static Task Promote(this LocalRedis replica) => replica.Do("REPLICAOF", "NO", "ONE");

    /// <summary>The server keeps a list of what it has refused for want of a right.</summary>
    public static async Task<IReadOnlyList<string>> Denied(this LocalRedis redis) =>
        [.. ((RedisResult[])(await redis.Do("ACL", "LOG"))!).Select(entry => string.Join(' ', (RedisResult[])entry!))];

    /// <summary>Runs one command as its administrator, over a connection of its own.</summary>
    public static async Task<RedisResult> Do(this LocalRedis redis, string command, params object[] arguments)
    {
        await using var connection = await ConnectionMultiplexer.ConnectAsync($"{RedisAccounts.Admin(redis.ConnectionString)},allowAdmin=true");
        return await connection.GetServers()[0].ExecuteAsync(command, arguments);
    }
}
