namespace Commerce.Host.Backends;

/// <summary>Finds a Redis: the one configured, else redis-server (or valkey-server) on this machine, else a Docker engine, else Garnet in this process.</summary>
internal static class RedisBackend
{
    public const string Image = "redis:7.4";

    /// <param name="configured">A connection string somebody else answers for: used as it is, nothing is started.</param>
    /// <param name="say">Told what takes long.</param>
    public static async Task<Backend> Start(string? configured, ServerFolder folder, Action<string> say, CancellationToken ct)
    {
        if (!string.IsNullOrWhiteSpace(configured))
            return new Backend(configured, "Redis as configured");

        await RedisServer.EndLeftover(folder, ct);

        if (await RedisPrograms.Find(folder.Machine, ct) is { } program)
            return await RedisServer.Start(program, folder, ct);

        if (await DockerEngine.Find(folder.Machine, ct) is { } docker && await docker.Has(Image, say, ct))
            return await Contain(docker, folder, ct);

        return await GarnetRedis.Start(folder, ct);
    }

    /// <summary>Removes what a container of this folder kept; the folder itself is emptied by its owner.</summary>
    public static async Task Forget(ServerFolder folder, CancellationToken ct)
    {
        await RedisServer.EndLeftover(folder, ct);
        if (await DockerEngine.Find(folder.Machine, ct) is { } docker)
            await docker.Forget($"{folder.Name}-redis", ct);
    }

    private static async Task<Backend> Contain(DockerEngine docker, ServerFolder folder, CancellationToken ct)
    {
        var (name, port) = ($"{folder.Name}-redis", folder.Port("redis"));
        var log = Path.Combine(folder.Location, "redis.log");
        var leash = await docker.Run(
            name, Image, "TERM", log,
            ["-p", $"127.0.0.1:{port}:6379", "-v", $"{name}:/data"],
            ["redis-server", "--dir", "/data", "--appendonly", "yes", "--maxmemory-policy", "noeviction"],
            new Dictionary<string, string>(),
            ct);
        try
        {
            return new Backend(await RedisReady.Await(port, password: null, leash.Ended, ct), $"Redis in Docker ({Image})", leash);
        }
        catch (BackendFailed failed)
        {
            await leash.DisposeAsync();
            throw new BackendFailed($"Redis in Docker does not start:\n{Tail.Of(log)}", failed);
        }
    }
}
