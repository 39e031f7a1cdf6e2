using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Commerce.Application.Pricing;
using Commerce.Domain.Pricing;
using Commerce.Host.Backends;
using Commerce.Infrastructure.Redis.Projection;
using Commerce.Integration.Http;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;

namespace Commerce.Integration.Support;

/// <summary>
/// The whole program on real backends, entered by HTTP. One for all specs of a run: they are kept apart by fresh ids. A spec that needs settings of its own,
/// or a second node, makes another with <see cref="With"/>.
/// </summary>
public sealed partial class Shop : IAsyncLifetime
{
    public const string AdminKey = "test-bootstrap-key-of-32-characters!!";

    public const string SigningKey = "test-signing-key-of-at-least-32-bytes!";

    private static readonly Lazy<Task<Node>> Shared = new(() => Node.Start([]));

    private Node? node;
    private HttpClient? elsewhere;

    public HttpClient Http => elsewhere ?? node!.Client;

    public IServiceProvider Services => node!.Services;

    /// <summary>Where the program listens, e.g. <c>http://127.0.0.1:40123</c>.</summary>
    public Uri Address => Http.BaseAddress!;

    public async Task InitializeAsync() => node = await Shared.Value;

    public Task DisposeAsync() => Task.CompletedTask;

    /// <summary>Another node on the same backends, with settings of its own.</summary>
    internal static Task<Node> With(params (string Name, string? Value)[] settings) => Node.Start(settings);

    /// <summary>Another node, for which other rules are in force: what it sells and what that costs at first is as everywhere.</summary>
    internal static Task<Node> Under(Func<RulesInForce, RulesInForce> change, params (string Name, string? Value)[] settings) =>
        Node.Start(settings, services => services.Decorate<IRulesets>(inner => new ChangedRules(inner, change)));

    /// <summary>The same calls, sent to another node.</summary>
    internal static Shop On(Node node) => new() { node = node };

    /// <summary>The same calls, sent to a program of another process. Each over a connection of its own: where one is used again, the client repeats by itself what it could not send, unseen.</summary>
    internal static Shop At(Uri address) =>
        new() { elsewhere = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, PooledConnectionLifetime = TimeSpan.Zero }) { BaseAddress = address } };

    /// <summary>Another node on the same backends, whose clock is off by so much.</summary>
    internal static Task<Node> At(TimeSpan offset, params (string, string?)[] settings) => Node.Start(settings, services => services.AddSingleton<TimeProvider>(new ShiftedClock(offset)));

    /// <summary>Sends as staff with every scope.</summary>
    public Task<HttpResponseMessage> Admin(HttpMethod method, string path, object? body = null, params (string Name, string Value)[] headers) =>
        Send(method, path, body, [("Api-Key", AdminKey), .. headers]);

    public async Task<HttpResponseMessage> Send(HttpMethod method, string path, object? body = null, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, path);
        if (body is not null)
            request.Content = body as HttpContent ?? JsonContent.Create(body);

        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);

        return await Http.SendAsync(request);
    }

    [GeneratedRegex("\"(price|discount)Version\": [0-9]+")]
    private static partial Regex RuleVersions();

    /// <summary>An answer as a spec shows it: status, the headers a client reads, and the body, indented. Left out are the versions of prices and rules, which every other spec may move.</summary>
    public static async Task<string> Show(HttpResponseMessage answer)
    {
        var text = new StringBuilder().Append((int)answer.StatusCode).Append(' ').AppendLine(answer.ReasonPhrase);
        text.AppendLine(answer.Content.Headers.ContentType?.MediaType);
        foreach (var name in new[] { "Location", "ETag", "Retry-After", "Idempotency-Replayed" })
            if (answer.Headers.TryGetValues(name, out var values))
                text.Append(name).Append(": ").AppendJoin(", ", values).AppendLine();

        var body = await answer.Content.ReadAsStringAsync();
        if (answer.Content.Headers.ContentType?.MediaType?.EndsWith("json", StringComparison.Ordinal) == true)
            body = RuleVersions().Replace(JsonSerializer.Serialize(JsonDocument.Parse(body), Indented), "\"$1Version\": {version}");

        return text.AppendLine().Append(body).ToString();
    }

    public static async Task<JsonElement> Json(HttpResponseMessage answer) => await answer.Content.ReadFromJsonAsync<JsonElement>();

    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
}

/// <summary>One running program.</summary>
internal sealed class Node : IAsyncDisposable
{
    private static ApiContract? contract;

    private readonly WebApplicationFactory<Program> factory;

    private Node(WebApplicationFactory<Program> factory, HttpClient client) => (this.factory, Client) = (factory, client);

    public HttpClient Client { get; }

    public IServiceProvider Services => factory.Services;

    public static async Task<Node> Start(IReadOnlyList<(string Name, string? Value)> settings, Action<IServiceCollection>? services = null)
    {
        var backends = await Backends.Running.Value;
        var (address, redis) = (FreeAddress(), settings.LastOrDefault(setting => setting.Name == "ConnectionStrings:redis").Value ?? backends.Redis);
        var app = await RedisAccounts.App(redis, settings.LastOrDefault(setting => setting.Name == "Redis:KeyPrefix").Value);
#pragma warning disable CA2000 // Owned by the node.
        var factory = new WebApplicationFactory<Program>().WithWebHostBuilder(web =>
        {
            web.UseEnvironment("Production");
            // As in development, where the program is checked as a whole before it starts.
            web.UseDefaultServiceProvider(services => services.ValidateScopes = services.ValidateOnBuild = true);
            web.UseSetting("ConnectionStrings:postgres", backends.Postgres);
            web.UseSetting("PublicUrl", $"http://{address}");
            web.UseSetting("Access:BootstrapKey", Shop.AdminKey);
            web.UseSetting("Access:SigningKey", Shop.SigningKey);
            web.UseSetting("Access:PasswordIterations", "1000");
            // Specs change what Redis holds behind the program's back; the audit has specs of its own.
            web.UseSetting("Redis:AuditSeconds", "0");
            web.UseSetting("Http:TrustedProxies:0", "127.0.0.0/8");
            web.UseSetting("Logging:LogLevel:Default", "Warning");

            // Three classes at once share few cores: a pause of theirs is no news of Redis. Who has a Redis of its own shows how soon the program gives up.
            if (redis == backends.Redis)
                web.UseSetting("Redis:TimeoutMilliseconds", "5000");
            foreach (var (name, value) in settings)
                web.UseSetting(name, value);

            web.UseSetting("ConnectionStrings:redis", app);
            web.ConfigureTestServices(services ?? (_ => { }));
        });
#pragma warning restore CA2000
        factory.UseKestrel(kestrel => kestrel.Listen(address));
        factory.StartServer();
        var node = new Node(factory, await ClientOf(new Uri($"http://{address}")));

        // The Redis of the run is always there; one of a spec's own may be away.
        if (settings.All(setting => setting.Name != "ConnectionStrings:redis"))
            await node.Ready();

        return node;
    }

    /// <summary>Waits until it holds stock: a Redis of its own has to be brought up to date first, with all that the other specs have put into PostgreSQL.</summary>
    public Task Ready() => Eventually.True(() => Services.GetRequiredService<Trust>().IsGiven);

    /// <summary>Every answer is held against the API document, which is read from the first node.</summary>
    private static async Task<HttpClient> ClientOf(Uri address)
    {
        var handler = new SocketsHttpHandler { AllowAutoRedirect = false, Expect100ContinueTimeout = TimeSpan.FromSeconds(30) };
        if (contract is null)
        {
            using var plain = new HttpClient(handler, disposeHandler: false) { BaseAddress = address };
            contract = await ApiContract.Of(plain);
        }

        return new HttpClient(new DocumentedAnswers(contract, handler)) { BaseAddress = address };
    }

    /// <summary>Known before the start, because the program is told its own public address.</summary>
    private static IPEndPoint FreeAddress() => new(IPAddress.Loopback, Ports.Free());

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await factory.DisposeAsync();
    }
}
