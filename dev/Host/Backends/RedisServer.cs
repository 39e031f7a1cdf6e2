namespace Commerce.Host.Backends;

/// <summary>A private redis-server: its own data, its own port on 127.0.0.1, a password of its own, every write in the append-only file.</summary>
internal static class RedisServer
{
    private const int Tries = 3;

    /// <param name="name">Sets several servers of one folder apart.</param>
    /// <param name="secret">The name of the one whose password it shares; its own when there is none.</param>
    /// <param name="lines">Further lines of its configuration.</param>
    public static async Task<Backend> Start(RedisPrograms program, ServerFolder folder, CancellationToken ct, string name = "redis", string? secret = null, params IReadOnlyList<string> lines)
    {
        var directory = await folder.Closed(name, ct);
        var (password, log) = (folder.Secret(secret ?? name), Path.Combine(directory, "redis.log"));
        for (var attempt = 1; ; attempt++)
        {
            var port = folder.Port(name);
            await Configure(directory, port, password, lines, folder, ct);
            var leash = await Leash.Start(new Command(program.Path, [Path.Combine(directory, "redis.conf")], folder.Machine.Account), "TERM", log, ct);
            try
            {
                return new Backend(await RedisReady.Await(port, password, leash.Ended, ct), $"Redis {program.Version} from {program.Path}", leash);
            }
            catch (BackendFailed) when (attempt < Tries && leash.HasEnded && !Ports.IsFree(port))
            {
                await leash.DisposeAsync();
            }
            catch (Exception failed)
            {
                await leash.DisposeAsync();
                throw failed is BackendFailed ? new BackendFailed($"{program.Path} does not start:\n{Tail.Of(log)}", failed) : failed;
            }
        }
    }

    /// <summary>Ends a server of an earlier run that is still up, and clears the pid file of one that is not.</summary>
    public static Task EndLeftover(ServerFolder folder, CancellationToken ct) =>
        Leftover.End(Path.Combine(folder.Location, "redis", "redis.pid"), $"127.0.0.1:{folder.LastPort("redis")}", "TERM", ct);

    /// <summary>Written by the account that reads it: the password in it is nobody else's business.</summary>
    private static async Task Configure(string directory, int port, string password, IReadOnlyList<string> lines, ServerFolder folder, CancellationToken ct)
    {
        var settings = $"""
            bind 127.0.0.1
            port {port}
            requirepass {password}
            dir "{directory}"
            pidfile "{directory}/redis.pid"
            appendonly yes
            appendfsync everysec
            save ""
            maxmemory-policy noeviction
            {string.Join('\n', lines)}

            """;
        var write = new Command("bash", ["-c", "umask 077; cat > \"$0\"", Path.Combine(directory, "redis.conf")], folder.Machine.Account) { Input = settings };

        await write.Succeed(ct);
    }
}
