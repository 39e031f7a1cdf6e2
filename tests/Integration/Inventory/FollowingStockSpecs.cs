using Commerce.Application.Checkouts;
using Commerce.Application.Inventory;
using Commerce.Domain.Checkouts;
using Commerce.Infrastructure.Redis;
using Commerce.Infrastructure.Streams;
using Commerce.Integration.Carts;
using Commerce.Integration.Catalog;
using Commerce.Integration.Checkouts;
using Commerce.Integration.Faults;
using Commerce.Integration.Support;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Commerce.Integration.Inventory;

/// <summary>What a node committed and never sent: nobody touches the variant, no node starts, and still Redis hears of it.</summary>
[Collection(FaultsCollection.Name)]
public class FollowingStockSpecs(Shop shop) : IClassFixture<Shop>
{
    private static readonly (string, string?) Nowhere = ("ConnectionStrings:redis", "127.0.0.1:1");

    [Fact]
    public async Task sends_a_level_that_its_own_node_could_not()
    {
        var mug = await Basket.Goods(shop, stock: 3);
        await using var node = await Shop.With(Nowhere);

        await Merchant.Ok(await Shop.On(node).Admin(HttpMethod.Post, $"/v1/admin/inventory/{mug}/receipts", new { units = 4, reason = "delivery" }));

        await Eventually.True(async () => await OnHand(mug) == 7);
    }

    [NeedsRedisServerFact]
    public async Task sends_what_an_order_left_and_what_its_cancellation_gave_back()
    {
        await using var redis = await LocalRedis.Start();
        await using var node = await Shop.With(("ConnectionStrings:redis", redis.ConnectionString));
        await node.Ready();
        var till = await Till.With(shop, stock: 5, units: 2);
        var mug = await till.Variant();
        var own = new Till(Shop.On(node), await new Basket(Shop.On(node)).With(mug, 2));

        await Merchant.Ok(await own.Buy());
        await Eventually.True(async () => await OnHand(mug) == 3);

        var order = Till.Of(await own.See(), "orderId");
        await Merchant.Ok(await Shop.On(node).Admin(HttpMethod.Post, $"/v1/admin/orders/{order}/cancellation", new { reason = "changed mind" }, ("Idempotency-Key", Guid.NewGuid().ToString("N"))));
        await Eventually.True(async () => await OnHand(mug) == 5);
    }

    [NeedsRedisServerFact]
    public async Task ends_the_hold_that_an_order_could_not()
    {
        await using var redis = await LocalRedis.Start();
        await using var node = await Shop.With(("ConnectionStrings:redis", redis.ConnectionString));
        await node.Ready();
        var till = await Till.With(shop, stock: 5, units: 2);
        var mug = await till.Variant();
        var own = await new Till(Shop.On(node), await new Basket(Shop.On(node)).With(mug, 2)).Locked();
        await shop.Services.GetRequiredService<IInventory>().Hold(await CartOf(own), new Dictionary<string, int> { [mug] = 2 }, default);

        await Merchant.Ok(await own.Pay());

        await Eventually.True(async () => await till.Stock(mug) == (3, 0));
    }

    [Fact]
    public async Task finds_a_variant_by_the_stream_of_its_facts()
    {
        await using var command = shop.Services.GetRequiredService<NpgsqlDataSource>().CreateCommand("select stock_stream($1)");
        command.Parameters.AddWithValue("Some-Variant_1");

        Assert.Equal(StreamIds.Stock("Some-Variant_1"), await command.ExecuteScalarAsync());
    }

    private async Task<Guid> CartOf(Till till)
    {
        await using var scope = shop.Services.CreateAsyncScope();
        return ((Checkout.Known)(await scope.ServiceProvider.GetRequiredService<ICheckouts>().Load(Guid.Parse(till.Id), default)).State).Session.CartId;
    }

    /// <summary>As Redis has it, without asking for it to be loaded.</summary>
    private async Task<long> OnHand(string variant) => (long)await shop.Services.Peek().HashGetAsync(Keys.Inventory.Variant(variant), "on_hand");
}
