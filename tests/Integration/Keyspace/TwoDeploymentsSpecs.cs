using Commerce.Integration.Carts;
using Commerce.Integration.Catalog;
using Commerce.Integration.Checkouts;
using Commerce.Integration.Support;
using StackExchange.Redis;

namespace Commerce.Integration.Keyspace;

/// <summary>Two shops on one Redis server, each with a database and a prefix of its own, which sell goods of the same id.</summary>
public class TwoDeploymentsSpecs : IAsyncLifetime
{
    private readonly string mug = Merchant.Word();
    private readonly string[] prefixes = [$"{Merchant.Word()}:", $"{Merchant.Word()}:"];
    private readonly List<Node> nodes = [];
    private ConnectionMultiplexer redis = null!;

    public async Task InitializeAsync()
    {
        var backends = await Backends.Running.Value;
        redis = await ConnectionMultiplexer.ConnectAsync(backends.Redis);
        foreach (var prefix in prefixes)
            nodes.Add(await Shop.With(("ConnectionStrings:postgres", await TestDatabase.Create(backends.Postgres)), ("Redis:KeyPrefix", prefix)));
    }

    public async Task DisposeAsync()
    {
        foreach (var node in nodes)
            await node.DisposeAsync();

        await redis.DisposeAsync();
    }

    [Fact]
    public async Task sell_the_last_one_each_and_know_nothing_of_each_other()
    {
        foreach (var (node, stock) in nodes.Zip([1, 3]))
            await Basket.Goods(Shop.On(node), stock: stock, variant: mug);

        var (first, second) = (new Till(Shop.On(nodes[0]), await new Basket(Shop.On(nodes[0])).With(mug)), new Till(Shop.On(nodes[1]), await new Basket(Shop.On(nodes[1])).With(mug, 3)));
        await second.Locked();
        await Merchant.Ok(await first.Buy());

        Assert.Equal((0, 0), await first.Stock(mug));
        Assert.Equal((3, 3), await second.Stock(mug));
        Assert.Equal(("0", "3"), (await OnHand(prefixes[0]), await OnHand(prefixes[1])));
        Assert.Null(await OnHand(""));
    }

    [Fact]
    public async Task are_not_touched_when_the_other_throws_its_own_away()
    {
        foreach (var node in nodes)
            await Basket.Goods(Shop.On(node), stock: 2, variant: mug);

        // A mark that only what is not made again keeps.
        foreach (var prefix in prefixes)
            await redis.GetDatabase().HashSetAsync($"{prefix}inventory:variant:{{{mug}}}", "mark", 1);

        await Merchant.Ok(await Shop.On(nodes[0]).Admin(HttpMethod.Post, "/v1/admin/redis/rebuild", new { }));

        Assert.Equal(("2", "2"), (await OnHand(prefixes[0]), await OnHand(prefixes[1])));
        Assert.Equal((false, true), (await IsMarked(prefixes[0]), await IsMarked(prefixes[1])));
    }

    private Task<bool> IsMarked(string prefix) => redis.GetDatabase().HashExistsAsync($"{prefix}inventory:variant:{{{mug}}}", "mark");

    private async Task<string?> OnHand(string prefix) => await redis.GetDatabase().HashGetAsync($"{prefix}inventory:variant:{{{mug}}}", "on_hand");
}
