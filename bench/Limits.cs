using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using Commerce.Host;
using Commerce.Host.Backends;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Commerce.Bench;

/// <summary>What this machine can do at most, measured in the same run: every figure of the program is a share of one of these.</summary>
internal static partial class Limits
{
    /// <summary>L1: a bare Kestrel minimal API that returns the same bytes. Runs as <c>bench bare-server PORT FILE</c> in a process of its own.</summary>
    public static async Task ServeBare(int port, string file)
    {
        var bytes = await File.ReadAllBytesAsync(file);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, port));
        await using var app = builder.Build();
        app.MapGet("/", () => Results.Bytes(bytes, "application/json"));
        app.MapPost("/", () => Results.Bytes(bytes, "application/json"));
        app.MapPut("/", () => Results.Bytes(bytes, "application/json"));
        await app.RunAsync();
    }

    /// <summary>L1 for one answer: same method, same body both ways.</summary>
    public static async Task<Outcome> Bare(byte[] answer, Func<(string Method, string? Body)> request, int buyers, Timing timing)
    {
        var file = Path.GetTempFileName();
        await File.WriteAllBytesAsync(file, answer);
        var port = Ports.Free();
        var command = new Command(Environment.ProcessPath!, Environment.ProcessPath!.EndsWith("dotnet", StringComparison.Ordinal)
            ? [Environment.GetCommandLineArgs()[0], "bare-server", $"{port}", file] : ["bare-server", $"{port}", file])
        { Folder = AppContext.BaseDirectory };
        await using var server = await Leash.Start(command, "TERM", "/dev/null", CancellationToken.None);
        var address = new IPEndPoint(IPAddress.Loopback, port);
        await Reachable(address);
        var (method, body) = request();
        var bytes = Wire.Request(method, "/", body);
        var outcome = await Load.Run(
            address, buyers, timing.WarmUp, timing.Measured,
            (wire, _) => Task.FromResult<Func<Task>>(async () => Expect(200, await wire.Send(bytes))), new ProcessFigures(server.Server));
        File.Delete(file);
        return outcome;
    }

    /// <summary>L3: <c>pgbench -M prepared</c> committing one inserted row, transactions in a second. Null when there is no pgbench.</summary>
    public static async Task<double?> Pgbench(string connectionString, int clients, Timing timing)
    {
        if (Find("pgbench") is not { } pgbench)
            return null;

        var database = new NpgsqlConnectionStringBuilder(connectionString);
        await using var source = NpgsqlDataSource.Create(connectionString);
        await using (var create = source.CreateCommand("create table if not exists bench_row (id bigserial primary key, at timestamptz default now(), note text)"))
            await create.ExecuteNonQueryAsync();

        var script = Path.GetTempFileName();
        await File.WriteAllTextAsync(script, "insert into bench_row (note) values ('x');\n");
        var start = new ProcessStartInfo(pgbench, ["-n", "-M", "prepared", "-f", script, "-c", $"{clients}", "-j", "2", "-T", $"{(int)timing.Measured.TotalSeconds}", "-h", database.Host!, "-p", $"{database.Port}", "-U", database.Username!, database.Database ?? "postgres"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["PGPASSWORD"] = database.Password },
        };
        using var process = Process.Start(start)!;
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        File.Delete(script);
        return Tps().Match(output) is { Success: true } found ? double.Parse(found.Groups[1].Value, CultureInfo.InvariantCulture) : throw new InvalidOperationException(output);
    }

    /// <summary>L2: <c>redis-benchmark</c> on the reserve script with as many connections. Null when there is no redis-benchmark.</summary>
    public static async Task<double?> RedisBenchmark(string connectionString, string script, string[] keysAndArguments, int clients, int requests = 400_000)
    {
        if (Find("redis-benchmark") is not { } benchmark)
            return null;

        var (port, password) = RedisAddress(connectionString);
        string[] auth = password is null ? [] : ["-a", password];
        var start = new ProcessStartInfo(benchmark, ["-h", "127.0.0.1", "-p", port, .. auth, "-c", $"{clients}", "-n", $"{requests}", "--csv", "EVALSHA", script, "5", .. keysAndArguments]) { RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = Process.Start(start)!;
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        var row = output.Split('\n').Last(line => line.Contains(',', StringComparison.Ordinal));
        return double.Parse(row.Split("\",\"")[1].Trim('"'), CultureInfo.InvariantCulture);
    }

    public static void Expect(int status, Answer answer)
    {
        if (answer.Status != status)
            throw new InvalidOperationException($"Expected {status}, got {answer.Status}: {answer.Text}");
    }

    private static (string Port, string? Password) RedisAddress(string connectionString)
    {
        var options = StackExchange.Redis.ConfigurationOptions.Parse(connectionString);
        return ($"{((IPEndPoint)options.EndPoints[0]).Port}", options.Password);
    }

    private static string? Find(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Concat(Directory.Exists("/usr/lib/postgresql") ? Directory.GetDirectories("/usr/lib/postgresql").Select(folder => $"{folder}/bin") : [])
            .Select(folder => Path.Combine(folder, program)).FirstOrDefault(File.Exists);

    private static async Task Reachable(IPEndPoint address)
    {
        using var http = new HttpClient();
        for (var deadline = Stopwatch.StartNew(); deadline.Elapsed < TimeSpan.FromSeconds(20);)
        {
            try
            {
                using var answer = await http.GetAsync($"http://{address}/");
                return;
            }
            catch (HttpRequestException)
            {
                await Task.Delay(20);
            }
        }
    }

    [GeneratedRegex(@"tps = ([0-9.]+)")]
    private static partial Regex Tps();
}

/// <param name="BurnIn">Once before a scenario.</param>
/// <param name="WarmUp">Before each run.</param>
/// <param name="Runs">The median of these counts.</param>
internal sealed record Timing(TimeSpan BurnIn, TimeSpan WarmUp, TimeSpan Measured, int Runs);
