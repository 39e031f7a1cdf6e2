using Commerce.Host.Backends;

namespace Commerce.Host;

/// <summary>The API as production runs it: a process of its own that is told everything by environment variables.</summary>
internal sealed class Api : IAsyncDisposable
{
    private const int PreferredPort = 5080;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    private readonly Leash leash;

    private Api(Leash leash, string address, string staffKey) => (this.leash, Address, StaffKey) = (leash, address, staffKey);

    /// <summary>Where it listens, e.g. <c>http://127.0.0.1:5080</c>.</summary>
    public string Address { get; }

    /// <summary>An API key with every scope.</summary>
    public string StaffKey { get; }

    public Task Ended => leash.Ended;

    /// <summary>Starts it and waits for its first answer. Its log goes to our standard error.</summary>
    public static async Task<Api> Start(SourceTree tree, ServerFolder folder, Backend postgres, Backend redis, CancellationToken ct)
    {
        var pidFile = Path.Combine(folder.Location, "api.pid");
        await Leftover.End(pidFile, tree.Api, "TERM", ct);
        var address = $"http://127.0.0.1:{folder.Port("api", PreferredPort)}";
        var (staffKey, signingKey) = (folder.Secret("staff"), folder.Secret("signing"));
        var dotnet = folder.Machine.Find("dotnet") ?? Environment.ProcessPath!;
        var command = new Command(dotnet, [tree.Api])
        {
            Folder = Path.GetDirectoryName(tree.Api)!,
            Environment = Settings(address, staffKey, signingKey, postgres, redis),
        };

        var leash = await Leash.Start(command, "TERM", "-", ct);
        await File.WriteAllTextAsync(pidFile, $"{leash.Server}", ct);
        var api = new Api(leash, address, staffKey);
        try
        {
            await api.Answers(ct);
            return api;
        }
        catch
        {
            await api.DisposeAsync();
            throw;
        }
    }

    public ValueTask DisposeAsync() => leash.DisposeAsync();

    /// <summary>What the terminal has set already stays, except where the servers are.</summary>
    private static Dictionary<string, string> Settings(string address, string staffKey, string signingKey, Backend postgres, Backend redis)
    {
        var settings = new Dictionary<string, string>
        {
            ["ASPNETCORE_ENVIRONMENT"] = "Development",
            ["Logging__LogLevel__Default"] = "Warning",
            ["Access__BootstrapKey"] = staffKey,
            ["Access__SigningKey"] = signingKey,
            ["PublicUrl"] = address,
        };
        foreach (var name in settings.Keys.Where(name => Environment.GetEnvironmentVariable(name) is not null).ToList())
            settings.Remove(name);

        settings["ASPNETCORE_URLS"] = address;
        settings["ConnectionStrings__postgres"] = postgres.ConnectionString;
        settings["ConnectionStrings__redis"] = redis.ConnectionString;
        return settings;
    }

    private async Task Answers(CancellationToken ct)
    {
        using var http = new HttpClient { Timeout = TimeSpan.FromSeconds(10) };
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(ct);
        deadline.CancelAfter(Patience);
        while (true)
        {
            try
            {
                using var answer = await http.GetAsync($"{Address}/health/live", deadline.Token);
                return;
            }
            catch (Exception notYet) when (notYet is HttpRequestException or OperationCanceledException && !ct.IsCancellationRequested)
            {
                if (Ended.IsCompleted)
                    throw new BackendFailed("The API ended while starting; its reason is above.", notYet);
                if (deadline.IsCancellationRequested)
                    throw new BackendFailed($"The API did not answer within {Patience.TotalMinutes} minutes.", notYet);
            }

            await Task.Delay(50, ct);
        }
    }
}
