using Commerce.Integration.Carts;
using Commerce.Integration.Catalog;
using Commerce.Integration.Checkouts;
using Commerce.Integration.Support;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using StackExchange.Redis;

namespace Commerce.Integration.Operations;

/// <summary>A shop with a Redis and a database that nobody else has: what Redis holds can be compared with all there is in PostgreSQL.</summary>
internal sealed class OwnShop : IAsyncDisposable
{
    private readonly List<Node> nodes = [];
    private readonly (string, string?)[] settings;

    private OwnShop(LocalRedis redis, string postgres, (string, string?)[] settings) => (Redis, Postgres, this.settings) = (redis, postgres, settings);

    public LocalRedis Redis { get; }

    public string Postgres { get; }

    public Shop Shop => Shop.On(nodes[0]);

    public IServiceProvider Services => nodes[0].Services;

    /// <summary>What Redis holds, past the program.</summary>
    public IDatabase Keys => Services.Peek();

    public static async Task<OwnShop> Open(params (string, string?)[] settings)
    {
        var shop = new OwnShop(await LocalRedis.Start(), await TestDatabase.Create((await Backends.Running.Value).Postgres), settings);
        await shop.Node();
        return shop;
    }

    /// <summary>Another node of the same shop.</summary>
    public async Task<Node> Node()
    {
        nodes.Add(await Shop.With([("ConnectionStrings:postgres", Postgres), ("ConnectionStrings:redis", Redis.ConnectionString), .. settings]));
        await nodes[^1].Ready();
        return nodes[^1];
    }

    /// <summary>A checkout whose totals are frozen and whose goods are held.</summary>
    public async Task<(Till Till, string Variant)> Locked(int stock = 10, int units = 2)
    {
        var variant = await Basket.Goods(Shop, stock: stock);
        return (await new Till(Shop, await new Basket(Shop).With(variant, units)).Locked(), variant);
    }

    public async Task<T> Ask<T>(string sql)
    {
        await using var command = Services.GetRequiredService<NpgsqlDataSource>().CreateCommand(sql);
        return (T)(await command.ExecuteScalarAsync())!;
    }

    /// <summary>Until this node holds stock again.</summary>
    public async Task Trusted()
    {
        var variant = await Basket.Goods(Shop);
        var basket = await new Basket(Shop).With(variant);
        await Eventually.True(async () => (await new Till(Shop, basket).Start()).IsSuccessStatusCode);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var node in nodes)
            await node.DisposeAsync();

        await Redis.DisposeAsync();
    }
}
