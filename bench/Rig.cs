using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Runtime.InteropServices;
using System.Text.Json;
using Commerce.Host;
using Commerce.Host.Backends;

namespace Commerce.Bench;

/// <summary>The program as production runs it (Release, its own process) on a private PostgreSQL with fsync on and a private Redis with its append-only file on.</summary>
internal sealed class Rig : IAsyncDisposable
{
    public const string AdminKey = "bench-bootstrap-key-of-32-characters!!";

    private readonly ServerFolder folder;
    private readonly Leash web;

    private Rig(ServerFolder folder, Backend postgres, Backend redis, Leash web, IPEndPoint address, double startSeconds)
    {
        (this.folder, this.web, Postgres, Redis, Address, StartSeconds) = (folder, web, postgres, redis, address, startSeconds);
        Admin = new HttpClient { BaseAddress = new Uri($"http://{address}") };
        Admin.DefaultRequestHeaders.Add("Api-Key", AdminKey);
    }

    public Backend Postgres { get; }

    public Backend Redis { get; }

    public IPEndPoint Address { get; }

    public HttpClient Admin { get; }

    /// <summary>From starting the process to its first answered request, on a database whose schema is up to date.</summary>
    public double StartSeconds { get; }

    public int WebProcess => web.Server;

    /// <summary>CPU of the program alone.</summary>
    public ProcessFigures Web => new(web.Server);

    /// <summary>CPU of program, PostgreSQL and Redis.</summary>
    public ProcessFigures Everything => new(web.Server, Postgres.Process!.Server, Redis.Process!.Server);

    public static async Task<Rig> Start(CancellationToken ct)
    {
        await Publish(ct);
        var folder = ServerFolder.Temporary(await Machine.This(ct));
        var postgres = await PostgresBackend.Start(null, folder, durable: true, Console.Error.WriteLine, ct);
        var redis = await RedisBackend.Start(null, folder, Console.Error.WriteLine, ct);
        if (redis.Process is null)
            throw new BackendFailed("The benchmark needs a real redis-server on the PATH.");

        // Twice: the first start makes the schema, the second is the one to be timed.
        var first = await Open(folder, postgres, redis, ct);
        await first.Web.DisposeAsync();
        var (web, address, seconds) = await Open(folder, postgres, redis, ct);
        return new Rig(folder, postgres, redis, web, address, seconds);
    }

    /// <summary>One more node of the same shop.</summary>
    public async Task<Node> Another()
    {
        var (another, address, _) = await Open(folder, Postgres, Redis, CancellationToken.None, "another");
        return new(another, address);
    }

    public async Task<JsonElement> Post(string path, object body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = JsonContent.Create(body) };
        request.Headers.Add("Idempotency-Key", Guid.NewGuid().ToString());
        using var answer = await Admin.SendAsync(request);
        var text = await answer.Content.ReadAsStringAsync();
        return answer.IsSuccessStatusCode ? JsonDocument.Parse(text.Length == 0 ? "null" : text).RootElement : throw new InvalidOperationException($"POST {path} answered {(int)answer.StatusCode}: {text}");
    }

    public async ValueTask DisposeAsync()
    {
        Admin.Dispose();
        await web.DisposeAsync();
        await Redis.DisposeAsync();
        await Postgres.DisposeAsync();
        folder.Remove();
    }

    private static string Published => Path.Combine(SourceTree.Find().Root, "artifacts", "publish", "web");

    /// <summary>Compiled ahead of time, as docs/operations.md tells operators to. Takes a minute the first time.</summary>
    private static async Task Publish(CancellationToken ct)
    {
        using var dotnet = Process.Start(new ProcessStartInfo(
            "dotnet",
            [
                "publish", Path.Combine(SourceTree.Find().Root, "src", "Web"), "-c", "Release", "-r", RuntimeInformation.RuntimeIdentifier, "--self-contained", "false",
                "-p:PublishReadyToRun=true", "-o", Published, "-v", "quiet", "--nologo",
            ]))!;
        await dotnet.WaitForExitAsync(ct);
        if (dotnet.ExitCode != 0)
            throw new BackendFailed("The program could not be published.");
    }

    private static async Task<(Leash Web, IPEndPoint Address, double Seconds)> Open(ServerFolder folder, Backend postgres, Backend redis, CancellationToken ct, string name = "api")
    {
        var address = new IPEndPoint(IPAddress.Loopback, folder.Port(name));
        var program = Path.Combine(Published, "Commerce.Web.dll");
        var command = new Command(folder.Machine.Find("dotnet") ?? "dotnet", [program])
        {
            Folder = Path.GetDirectoryName(program)!,
            Environment = new Dictionary<string, string>
            {
                ["ASPNETCORE_ENVIRONMENT"] = "Production",
                ["DOTNET_GCgen0size"] = "0x1000000", // As the image and the unit of deploy/ say it.
                ["ASPNETCORE_URLS"] = $"http://{address}",
                ["PublicUrl"] = $"http://{address}",
                ["Logging__LogLevel__Default"] = "Warning",
                ["Access__BootstrapKey"] = AdminKey,
                ["Access__SigningKey"] = "bench-signing-key-of-at-least-32-bytes!!",
                ["ConnectionStrings__postgres"] = postgres.ConnectionString,
                ["ConnectionStrings__redis"] = redis.ConnectionString,
            },
        };

        var started = Stopwatch.GetTimestamp();
        var web = await Leash.Start(command, "TERM", "-", ct);
        using var http = new HttpClient { BaseAddress = new Uri($"http://{address}") };
        while (true)
        {
            try
            {
                using var answer = await http.GetAsync("/health/live", ct);
                if (answer.IsSuccessStatusCode)
                    return (web, address, Stopwatch.GetElapsedTime(started).TotalSeconds);
            }
            catch (HttpRequestException) when (!web.HasEnded)
            {
                await Task.Delay(10, ct);
            }
        }
    }
}

/// <summary>A node beside the first.</summary>
internal sealed record Node(Leash Web, IPEndPoint Address) : IAsyncDisposable
{
    public ValueTask DisposeAsync() => Web.DisposeAsync();
}
