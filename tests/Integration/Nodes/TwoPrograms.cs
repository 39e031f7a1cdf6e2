using Commerce.Integration.Carts;
using Commerce.Integration.Support;
using Commerce.Integration.Support.Faults;
using Npgsql;

namespace Commerce.Integration.Nodes;

/// <summary>The real program twice, on one database and one Redis that nobody else has.</summary>
public sealed class TwoPrograms : IAsyncLifetime
{
    /// <summary>How long a node goes on answering after it was asked to end.</summary>
    public const int DrainSeconds = 2;

    private LocalRedis redis = null!;
    private NpgsqlDataSource database = null!;

    internal WebProcess[] Programs { get; private set; } = [];

    internal LocalRedis Redis => redis;

    /// <summary>Calls on the one and the other.</summary>
    public IReadOnlyList<Shop> Shops { get; private set; } = [];

    public async Task InitializeAsync()
    {
        redis = await LocalRedis.Start();
        var postgres = await TestDatabase.Create((await Backends.Running.Value).Postgres);
        database = NpgsqlDataSource.Create($"{postgres};Pooling=false");
        Programs = await Task.WhenAll(Start(), Start());
        await Task.WhenAll(Programs.Select(program => program.Ready()));
        Shops = [.. Programs.Select(program => Shop.At(program.Http.BaseAddress!))];

        Task<WebProcess> Start() => WebProcess.Start(
            postgres, redis.ConnectionString, ("Http:DrainSeconds", $"{DrainSeconds}"), ("Redis:AuditSeconds", "600"), ("Redis:Ttl:CheckoutLock", "1"), ("Redis:Ttl:InventoryReservation", "3"),
            ("Redis:Ttl:InventoryReservationLongest", "3"));
    }

    /// <summary>Goods that both nodes know, and know the price of.</summary>
    internal async Task<string> Goods(int stock = 100)
    {
        var mug = await Basket.Goods(Shops[0], stock: stock);
        await Eventually.True(async () => await Page(Shops[0]) == await Page(Shops[1]));
        return mug;

        async Task<string> Page(Shop shop) => await (await shop.Send(HttpMethod.Get, $"/v1/products/{mug}")).Content.ReadAsStringAsync();
    }

    public async Task<long> Ask(string sql)
    {
        await using var command = database.CreateCommand(sql);
        return (long)(await command.ExecuteScalarAsync())!;
    }

    public async Task DisposeAsync()
    {
        foreach (var shop in Shops)
            shop.Http.Dispose();

        foreach (var program in Programs)
            await program.DisposeAsync();

        await database.DisposeAsync();
        await redis.DisposeAsync();
    }
}
