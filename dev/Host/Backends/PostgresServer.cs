using Npgsql;

namespace Commerce.Host.Backends;

/// <summary>A private PostgreSQL from programs on disk: its own data, its own port on 127.0.0.1, no socket file, a password of its own.</summary>
internal static class PostgresServer
{
    private const int Tries = 3;

    /// <param name="durable">False for data that nobody misses when the computer crashes. Killing the server loses nothing either way.</param>
    /// <param name="connections">How many it has to give.</param>
    public static async Task<Backend> Start(PostgresPrograms programs, ServerFolder folder, bool durable, CancellationToken ct, int connections = PostgresBackend.Connections)
    {
        var data = await Initialise(programs, folder, ct);
        var log = $"{data}.log";
        for (var attempt = 1; ; attempt++)
        {
            var port = folder.Port("postgres");
            var command = new Command(Path.Combine(programs.Folder, "postgres"), [.. Arguments(data, port, connections), .. durable ? [] : Careless], folder.Machine.Account);
            var leash = await Leash.Start(command, "INT", log, ct);
            try
            {
                var connectionString = await PostgresReady.Await(port, folder.Secret("postgres"), leash.Ended, ct);

                return new Backend(connectionString, $"PostgreSQL {programs.Version} from {programs.Folder}", leash);
            }
            catch (BackendFailed) when (attempt < Tries && leash.HasEnded && !Ports.IsFree(port))
            {
                await leash.DisposeAsync();
            }
            catch (Exception failed)
            {
                await leash.DisposeAsync();
                throw failed is BackendFailed ? new BackendFailed($"PostgreSQL from {programs.Folder} does not start:\n{Tail.Of(log)}", failed) : failed;
            }
        }
    }

    /// <summary>The programs that can read the data of last time, or, without data, the first.</summary>
    public static PostgresPrograms? Choose(IReadOnlyList<PostgresPrograms> found, ServerFolder folder)
    {
        var version = Path.Combine(Data(folder), "PG_VERSION");
        var major = File.Exists(version) ? File.ReadAllText(version).Trim() : null;

        return found.FirstOrDefault(programs => major is null || major == $"{programs.Major}") ?? (found is [var first, ..] ? first : null);
    }

    /// <summary>Ends a server of an earlier run that is still up, and clears the pid file of one that is not.</summary>
    public static Task EndLeftover(ServerFolder folder, CancellationToken ct) =>
        Leftover.End(Path.Combine(Data(folder), "postmaster.pid"), Data(folder), "INT", ct);

    private static string[] Careless => ["-c", "fsync=off", "-c", "full_page_writes=off"];

    private static string[] Arguments(string data, int port, int connections) =>
        ["-D", data, "-p", $"{port}", "-c", "listen_addresses=127.0.0.1", "-c", "unix_socket_directories=", "-c", $"max_connections={connections}", "-c", "timezone=UTC", "-c", "log_timezone=UTC"];

    private static string Data(ServerFolder folder) => Path.Combine(folder.Location, "postgres", "data");

    private static async Task<string> Initialise(PostgresPrograms programs, ServerFolder folder, CancellationToken ct)
    {
        var parent = await folder.Closed("postgres", ct);
        var data = Data(folder);
        var version = Path.Combine(data, "PG_VERSION");
        if (File.Exists(version))
        {
            var major = (await File.ReadAllTextAsync(version, ct)).Trim();

            return major == $"{programs.Major}"
                ? data
                : throw new BackendFailed($"The data in {data} are PostgreSQL {major}'s and this is PostgreSQL {programs.Version}: install {major} again, or start over with ./run --fresh.");
        }

        // Made elsewhere and moved: a run that is interrupted here leaves nothing that looks finished.
        var draft = Path.Combine(parent, "draft");
        if (Directory.Exists(draft))
            Directory.Delete(draft, recursive: true);

        var password = new Command("bash", ["-c", "umask 077; cat > \"$0\"", $"{draft}.password"], folder.Machine.Account) { Input = folder.Secret("postgres") };
        await password.Succeed(ct);
        var characters = OperatingSystem.IsMacOS() ? "UTF-8" : "C.UTF-8";
        var initdb = new Command(
            Path.Combine(programs.Folder, "initdb"),
            ["-D", draft, "-U", "postgres", "--auth=scram-sha-256", $"--pwfile={draft}.password", "--encoding=UTF8", "--locale=C", $"--lc-ctype={characters}", "--no-sync"],
            folder.Machine.Account);
        await initdb.Succeed(ct);
        File.Delete($"{draft}.password");
        Directory.Move(draft, data);

        return data;
    }
}
