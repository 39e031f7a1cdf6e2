using System.Net;
using System.Net.Sockets;
using Commerce.Host.Backends;

namespace Commerce.Integration.Support.Faults;

/// <summary>
/// The web program as a process of its own, which a spec may kill or freeze, always at the same address. Either as it was built, or with <see cref="StopPoints"/> around its ports,
/// played by this test program.
/// </summary>
internal sealed class WebProcess : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static int started;

    private readonly Command command;
    private readonly string log;
    private Leash leash;

    private WebProcess(Command command, string log, Leash leash, HttpClient http) => (this.command, this.log, this.leash, Http) = (command, log, leash, http);

    public HttpClient Http { get; }

    public int Port => Http.BaseAddress!.Port;

    /// <summary>What it has complained of.</summary>
    public string Log => File.Exists(log) ? File.ReadAllText(log) : "";

    /// <summary>The program as it was built.</summary>
    public static Task<WebProcess> Start(string postgres, string redis, params (string Name, string Value)[] settings) =>
        Of(AppContext.BaseDirectory, postgres, redis, settings);

    /// <summary>The program as it was built there, perhaps another version.</summary>
    public static Task<WebProcess> Of(string folder, string postgres, string redis, params (string Name, string Value)[] settings) =>
        Launch(folder, [Path.Combine(folder, "Commerce.Web.dll")], postgres, redis, settings);

    /// <summary>The same program with stop points around its ports, see <see cref="Parts"/>.</summary>
    public static Task<WebProcess> WithStops(string postgres, string redis, params (string Name, string Value)[] settings) =>
        Launch(AppContext.BaseDirectory, [typeof(WebProcess).Assembly.Location, "serve-with-stops"], postgres, redis, settings);

    /// <summary>Waits until it holds stock: a Redis is brought up to date before it is believed.</summary>
    public Task Ready() => Eventually.True(async () =>
    {
        using var answer = await Http.GetAsync("/health/ready");
        return (await Shop.Json(answer)).GetProperty("checks").GetProperty("redis").GetProperty("status").GetString() is "Healthy";
    });

    /// <summary>SIGKILL: whatever it was about to do, it does not.</summary>
    public async Task Kill()
    {
        await leash.Signal("KILL", CancellationToken.None);
        await leash.Ended;
    }

    /// <summary>SIGTERM: it is asked to end, and does.</summary>
    public async Task Stop()
    {
        await leash.Signal("TERM", CancellationToken.None);
        await leash.Ended;
    }

    public Task Freeze() => leash.Signal("STOP", CancellationToken.None);

    public Task Thaw() => leash.Signal("CONT", CancellationToken.None);

    /// <summary>Starts it again after it ended, at the same address.</summary>
    /// <param name="settings">On top of those it had.</param>
    public async Task Restart(params (string Name, string Value)[] settings)
    {
        await leash.DisposeAsync();
        var environment = new Dictionary<string, string>(command.Environment);
        foreach (var (name, value) in settings)
            environment[Variable(name)] = value;

        leash = await Leash.Start(command with { Environment = environment }, "KILL", log, CancellationToken.None);
        await Answers();
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await leash.DisposeAsync();
    }

    private static async Task<WebProcess> Launch(string folder, string[] program, string postgres, string redis, (string Name, string Value)[] settings)
    {
        var address = $"http://127.0.0.1:{Ports.Free()}";
        var environment = new Dictionary<string, string>
        {
            ["ASPNETCORE_ENVIRONMENT"] = "Production",
            ["ASPNETCORE_URLS"] = address,
            ["DOTNET_TieredPGO"] = "0",
            [Variable("PublicUrl")] = address,
            [Variable("ConnectionStrings:postgres")] = postgres,
            [Variable("ConnectionStrings:redis")] = redis,
            [Variable("Access:BootstrapKey")] = Shop.AdminKey,
            [Variable("Access:SigningKey")] = Shop.SigningKey,
            [Variable("Access:PasswordIterations")] = "1000",
            [Variable("Http:TrustedProxies:0")] = "127.0.0.0/8",
            [Variable("Logging:LogLevel:Default")] = "Warning",
        };
        foreach (var (name, value) in settings)
            environment[Variable(name)] = value;

        if (!environment.ContainsKey(Variable("Redis:User")))
            environment[Variable("ConnectionStrings:redis")] = await RedisAccounts.App(environment[Variable("ConnectionStrings:redis")], environment.GetValueOrDefault(Variable("Redis:KeyPrefix")));

        var command = new Command(Environment.ProcessPath!, ["exec", .. program]) { Folder = folder, Environment = environment };
        var log = Path.Combine((await LocalServers.Folder).Location, $"web-{Interlocked.Increment(ref started)}.log");
        var leash = await Leash.Start(command, "KILL", log, CancellationToken.None);
#pragma warning disable CA2000 // Owned by the process.
        var http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, MaxConnectionsPerServer = 512 }) { BaseAddress = new Uri(address) };
#pragma warning restore CA2000
        var web = new WebProcess(command, log, leash, http);
        try
        {
            await web.Answers();
            return web;
        }
        catch
        {
            await web.DisposeAsync();
            throw;
        }
    }

    private async Task Answers()
    {
        using var deadline = new CancellationTokenSource(Patience);
        while (!await Eventually.Soon(IsUp))
        {
            Assert.False(leash.HasEnded, $"The program ended while starting:\n{Tail.Of(log)}");
            Assert.False(deadline.IsCancellationRequested, $"The program did not answer within {Patience.TotalSeconds} s:\n{Tail.Of(log)}");
        }
    }

    private async Task<bool> IsUp()
    {
        try
        {
            using var answer = await Http.GetAsync("/health/live");
            return answer.StatusCode is HttpStatusCode.OK;
        }
        catch (Exception notYet) when (notYet is HttpRequestException or IOException or SocketException)
        {
            return false;
        }
    }

    private static string Variable(string setting) => setting.Replace(":", "__", StringComparison.Ordinal);
}
