namespace Commerce.Host.Backends;

/// <summary>Finds a PostgreSQL: the one configured, else programs on this machine, else a Docker engine, else the npm package of its binaries.</summary>
internal static class PostgresBackend
{
    public const string Image = "postgres:17";

    /// <summary>Room for four nodes that use all they may, or for the ten smaller ones of the specs.</summary>
    public const int Connections = 500;

    /// <param name="configured">A connection string somebody else answers for: used as it is, nothing is started.</param>
    /// <param name="durable">False for tests.</param>
    /// <param name="say">Told what takes long.</param>
    public static async Task<Backend> Start(string? configured, ServerFolder folder, bool durable, Action<string> say, CancellationToken ct)
    {
        if (!string.IsNullOrWhiteSpace(configured))
            return new Backend(configured, "PostgreSQL as configured");

        await PostgresServer.EndLeftover(folder, ct);

        // The newest that can read the data of last time, or simply the first.
        var programs = await PostgresPrograms.Find(folder.Machine, ct);
        if (PostgresServer.Choose(programs, folder) is { } chosen)
            return await PostgresServer.Start(chosen, folder, durable, ct);

        var docker = await DockerEngine.Find(folder.Machine, ct);
        if (docker is not null && await docker.Has(Image, say, ct))
            return await Contain(docker, folder, ct);

        var (package, reason) = await PostgresPackage.Install(folder, say, ct);
        if (package is not null)
            return await PostgresServer.Start(package, folder, durable, ct);

        throw new BackendFailed(
            $"There is no PostgreSQL to use: install PostgreSQL {PostgresPrograms.OldestMajor} or later (Debian, Ubuntu: apt-get install postgresql; macOS: brew install postgresql@17), "
            + $"or start Docker, or install Node.js with npm, or set ConnectionStrings__postgres to one that runs ({(docker is null ? "no Docker engine answers" : $"Docker has no {Image}")}; {reason}).");
    }

    /// <summary>Removes what a container of this folder kept; the folder itself is emptied by its owner.</summary>
    public static async Task Forget(ServerFolder folder, CancellationToken ct)
    {
        await PostgresServer.EndLeftover(folder, ct);
        if (await DockerEngine.Find(folder.Machine, ct) is { } docker)
            await docker.Forget($"{folder.Name}-postgres", ct);
    }

    private static async Task<Backend> Contain(DockerEngine docker, ServerFolder folder, CancellationToken ct)
    {
        var (name, port, password) = ($"{folder.Name}-postgres", folder.Port("postgres"), folder.Secret("postgres"));
        var log = Path.Combine(folder.Location, "postgres.log");
        var leash = await docker.Run(
            name, Image, "INT", log,
            ["-p", $"127.0.0.1:{port}:5432", "-v", $"{name}:/var/lib/postgresql/data"],
            ["-c", $"max_connections={Connections}"],
            new Dictionary<string, string> { ["POSTGRES_PASSWORD"] = password },
            ct);
        try
        {
            return new Backend(await PostgresReady.Await(port, password, leash.Ended, ct), $"PostgreSQL in Docker ({Image})", leash);
        }
        catch (BackendFailed failed)
        {
            await leash.DisposeAsync();
            throw new BackendFailed($"PostgreSQL in Docker does not start:\n{Tail.Of(log)}", failed);
        }
    }
}
