using Commerce.Domain.Checkouts;
using Commerce.Domain.Inventory;
using Commerce.Domain.Orders;
using Commerce.Infrastructure;
using Commerce.Infrastructure.Redis;
using Commerce.Infrastructure.Streams;
using Commerce.Integration.Proof;
using JasperFx.Events;
using Marten;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using StackExchange.Redis;
using Order = Commerce.Domain.Orders.Order;

namespace Commerce.Integration.Faults;

/// <summary>Reads what is so from the servers themselves, past every wire.</summary>
internal sealed class Witness : IAsyncDisposable
{
    private const string BooksScript = """
        local time = redis.call('TIME')
        return { time[1] * 1000 + math.floor(time[2] / 1000), tonumber(redis.call('GET', KEYS[1]) or 0), redis.call('HGETALL', KEYS[2]), redis.call('ZRANGE', KEYS[3], 0, -1, 'WITHSCORES') }
        """;

    private readonly ServiceProvider services;
    private readonly NpgsqlDataSource database;
    private readonly string redis;

    public Witness(ProvingGround ground)
        : this(ground.Database, ground.Postgres.ConnectionString, ground.Redis.ConnectionString)
    {
    }

    /// <param name="redis">The one that is the primary by now.</param>
    public Witness(NpgsqlDataSource database, string postgres, string redis)
    {
        (this.database, this.redis) = (database, redis);
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["ConnectionStrings:postgres"] = postgres,
            ["ConnectionStrings:redis"] = redis,
        }).Build();
        services = new ServiceCollection().AddSingleton<IConfiguration>(configuration).AddLogging().AddInfrastructure(configuration).BuildServiceProvider();
    }

    /// <summary>Everything at rest.</summary>
    /// <param name="at">The latest clock any node had.</param>
    public async Task<Facts> Look(DateTimeOffset at) => new(at) { Log = await Log(), Levels = await Levels(), Payments = await Payments() };

    /// <summary>The books of these variants this instant, as a script sees them that sweeps what is due first. Nothing while Redis does not answer.</summary>
    public async Task<IReadOnlyList<HoldBooks>> Books(IEnumerable<string> variants)
    {
        try
        {
            await using var connection = await ConnectionMultiplexer.ConnectAsync($"{redis},connectTimeout=500,asyncTimeout=500,connectRetry=0");
            var books = new List<HoldBooks>();
            foreach (var variant in variants)
                books.Add(Booked(variant, (RedisResult[])(await connection.GetDatabase().ScriptEvaluateAsync(
                    BooksScript, [Keys.Inventory.Reserved(variant), Keys.Inventory.Holds(variant), Keys.Inventory.Deadlines(variant)]))!));

            return books;
        }
        catch (Exception silent) when (silent is RedisException or TimeoutException)
        {
            return [];
        }
    }

    /// <summary>Which carts and checkouts belong to whom: by the fingerprint of a guest's token.</summary>
    public static IReadOnlyDictionary<string, IReadOnlyList<(Guid Checkout, Guid Cart)>> Owners(Facts facts) => facts.Log
        .Where(stored => stored.Fact is Checkout.Event.Started { Owner.CartTokenHash: not null })
        .GroupBy(stored => ((Checkout.Event.Started)stored.Fact).Owner.CartTokenHash!)
        .ToDictionary(one => one.Key, one => (IReadOnlyList<(Guid, Guid)>)[.. one.Select(stored => (Guid.Parse(stored.Stream), ((Checkout.Event.Started)stored.Fact).CartId))]);

    public ValueTask DisposeAsync() => services.DisposeAsync();

    private async Task<IReadOnlyList<StoredFact>> Log()
    {
        var stocks = (await Variants()).ToDictionary(StreamIds.Stock);
        await using var session = services.GetRequiredService<IDocumentStore>().QuerySession();
        var events = await session.Events.QueryAllRawEvents().OrderBy(fact => fact.Sequence).ToListAsync();
        return [.. events.Where(fact => fact.Data is Checkout.Event or Order.Event or Stock.Event).Select(fact => Stored(fact, stocks))];
    }

    private static StoredFact Stored(IEvent fact, Dictionary<Guid, string> stocks) =>
        new(fact.Data is Stock.Event ? stocks[fact.StreamId] : StoredFact.Of(fact.StreamId), fact.Timestamp, fact.Data);

    private async Task<IReadOnlyList<string>> Variants() => await Rows("select variant_id from stock_level", rows => rows.GetString(0));

    private Task<IReadOnlyList<LevelRow>> Levels() => Rows(
        "select variant_id, version, on_hand, backordered, backorder_limit, now() from stock_level",
        rows => new LevelRow(rows.GetString(0), rows.GetInt64(1), rows.GetInt64(2), rows.GetInt64(3), rows.GetInt64(4), rows.GetFieldValue<DateTimeOffset>(5)));

    /// <summary>The ledger does not say when a payment ended, so only of one that stands it is told when it began.</summary>
    private Task<IReadOnlyList<ProviderPayment>> Payments() => Rows(
        "select reference, attempt_id, checkout_id, approved, captured, refunded, status, created_at from sandbox_payment",
        rows => new ProviderPayment(
            rows.GetString(0), rows.GetGuid(1), rows.GetGuid(2), rows.GetString(6) is "authorised" or "captured" or "voided" ? rows.GetInt64(3) : 0, rows.GetInt64(4), rows.GetInt64(5),
            rows.GetString(6) is "authorised", rows.GetString(6) is "authorised" or "captured" ? rows.GetFieldValue<DateTimeOffset>(7) : null));

    private async Task<IReadOnlyList<TRow>> Rows<TRow>(string sql, Func<NpgsqlDataReader, TRow> read)
    {
        await using var command = database.CreateCommand(sql);
        await using var rows = await command.ExecuteReaderAsync();
        var found = new List<TRow>();
        while (await rows.ReadAsync())
            found.Add(read(rows));

        return found;
    }

    private static HoldBooks Booked(string variant, RedisResult[] reply)
    {
        var now = (long)reply[0];
        var deadlines = ((RedisResult[])reply[3]!).Chunk(2).ToDictionary(pair => $"{pair[0]}", pair => (long)(double)pair[1]);
        BookedHold[] holds =
        [
            .. ((RedisResult[])reply[2]!).Chunk(2).Select(pair => new BookedHold(
                Guid.ParseExact($"{pair[0]}", "N"), long.Parse($"{pair[1]}".Split(':')[0], System.Globalization.CultureInfo.InvariantCulture),
                DateTimeOffset.FromUnixTimeMilliseconds(deadlines.GetValueOrDefault($"{pair[0]}")))),
        ];
        var at = DateTimeOffset.FromUnixTimeMilliseconds(now);
        return new HoldBooks(variant, at, (long)reply[1] - holds.Where(hold => hold.Deadline <= at && deadlines.ContainsKey($"{hold.CartId:N}")).Sum(hold => hold.Units), holds);
    }
}
