using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text.Json;
using Commerce.Integration.Catalog;
using Commerce.Integration.Proof;
using Commerce.Integration.Support;
using Commerce.Integration.Support.Faults;
using Npgsql;

namespace Commerce.Integration.Faults;

/// <summary>A whole shop that a spec may break: its own PostgreSQL and Redis behind wires, and the web program as a process behind another.</summary>
internal sealed class ProvingGround : IAsyncDisposable
{
    private ProvingGround(LocalPostgres postgres, LocalRedis redis) => (Postgres, Redis, ToPostgres, ToRedis) = (postgres, redis, TcpProxy.To(postgres.Port), TcpProxy.To(redis.Port));

    public LocalPostgres Postgres { get; }

    public LocalRedis Redis { get; }

    public TcpProxy ToPostgres { get; }

    public TcpProxy ToRedis { get; }

    public WebProcess Web { get; private set; } = null!;

    /// <summary>What clients use instead of the program's own address.</summary>
    public TcpProxy ToWeb { get; private set; } = null!;

    /// <summary>Calls through the wire.</summary>
    public Shop Shop { get; private set; } = null!;

    /// <summary>For those who judge: the database itself, not the wire.</summary>
    public NpgsqlDataSource Database { get; private set; } = null!;

    /// <param name="stops">With stop points around the program's ports.</param>
    public static async Task<ProvingGround> Open(bool stops = false, params (string Name, string Value)[] settings)
    {
        var ground = new ProvingGround(await LocalPostgres.Start(), await LocalRedis.Start());
        ground.Database = NpgsqlDataSource.Create($"{ground.Postgres.ConnectionString};Pooling=false");
        var postgres = new NpgsqlConnectionStringBuilder(ground.Postgres.ConnectionString) { Port = ground.ToPostgres.Port, Timeout = 3, CommandTimeout = 10 }.ConnectionString;
        var redis = $"127.0.0.1:{ground.ToRedis.Port},password={ground.Redis.Password}";
        (string, string)[] impatient =
        [
            ("Payments:Sandbox:TimeOut", "0.1"), ("Payments:Sandbox:Slow", "0.1"), ("Payments:Sandbox:DecidesAfter", "0.1"), ("Payments:Sandbox:RetryAfter", "0.2"),
            ("Redis:AuditSeconds", "3"), .. settings,
        ];
        ground.Web = await (stops ? WebProcess.WithStops(postgres, redis, impatient) : WebProcess.Start(postgres, redis, impatient));
        ground.ToWeb = TcpProxy.To(ground.Web.Port);
        ground.Shop = Shop.At(new Uri($"http://127.0.0.1:{ground.ToWeb.Port}"));
        await ground.Ready();
        return ground;
    }

    /// <summary>Waits until the program serves shoppers again after what was done to it or its servers: several times in a row, over each of its connections.</summary>
    public Task Ready() => Eventually.True(async () =>
    {
        try
        {
            using var health = await Web.Http.GetAsync("/health/ready");
            if ((await health.Content.ReadAsStringAsync()).Contains("Being brought up to date", StringComparison.Ordinal))
                return false;

            for (var look = 0; look < 6 && health.IsSuccessStatusCode; look++)
            {
                using var request = new HttpRequestMessage(HttpMethod.Get, "/v1/cart") { Headers = { { "Cart-Token", Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32)) } } };
                using var cart = await Web.Http.SendAsync(request);
                if ((int)cart.StatusCode >= 500)
                    return false;
            }

            return health.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    });

    /// <summary>Starts the program (with its stop points: the other has no clock to be changed) again with the clock of the next hour, when every deadline has passed, and waits until every session has ended.</summary>
    public async Task NextHour()
    {
        await Web.Kill();
        await Web.Restart(("Clock:Minutes", "61"));
        await using (var due = Database.CreateCommand("update checkout_session set due_at = now(), looks = 0 where due_at < 'infinity'"))
            await due.ExecuteNonQueryAsync();

        var open = "";
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(90));
        while (!await Eventually.Soon(async () => (open = await Open()).Length == 0))
            Assert.False(deadline.IsCancellationRequested, $"These do not end: {open}");
    }

    /// <summary>The real-time layer beside a rebuild of it, once its own audit has had the time to mend it; as it is then, whether it agrees or not.</summary>
    public async Task<IReadOnlyList<StoreDigest>> Digests()
    {
        JsonElement report = default;
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (!await Eventually.Soon(Agrees) && !deadline.IsCancellationRequested)
        {
        }

        return [.. report.GetProperty("stores").EnumerateArray().Select(store => new StoreDigest(
            $"{store.GetProperty("store").GetString()} {report.GetProperty("differences")}", store.GetProperty("found").GetString()!, store.GetProperty("expected").GetString()!))];

        // Where one of its connections is not back yet, there is no report.
        async Task<bool> Agrees() => await Shop.Admin(HttpMethod.Get, "/v1/admin/redis/verification") is { IsSuccessStatusCode: true } answer
            && (report = await Support.Shop.Json(answer)).GetProperty("agrees").GetBoolean();
    }

    private async Task<string> Open()
    {
        await using var open = Database.CreateCommand("select string_agg(checkout_id || ' ' || state, ', ') from checkout_session where state not in ('Completed', 'Expired', 'Cancelled', 'Refunded', 'Review')");
        return await open.ExecuteScalarAsync() as string ?? "";
    }

    public async ValueTask DisposeAsync()
    {
        Shop.Http.Dispose();
        await ToWeb.DisposeAsync();
        await Web.DisposeAsync();
        await ToRedis.DisposeAsync();
        await ToPostgres.DisposeAsync();
        await Database.DisposeAsync();
        await Redis.DisposeAsync();
        await Postgres.DisposeAsync();
    }
}
