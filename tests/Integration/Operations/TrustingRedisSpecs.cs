using System.Net;
using Commerce.Infrastructure.Redis;
using Commerce.Infrastructure.Redis.Projection;
using Commerce.Infrastructure.Streams;
using Commerce.Integration.Carts;
using Commerce.Integration.Catalog;
using Commerce.Integration.Checkouts;
using Commerce.Integration.Support;
using Commerce.Integration.Support.Faults;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Commerce.Integration.Operations;

/// <summary>Before a hold is believed, one of the nodes has brought Redis up to date: at the start, and whenever Redis comes back as another than it was.</summary>
public class TrustingRedisSpecs
{
    [NeedsRedisServerFact]
    public async Task what_a_paying_shopper_holds_is_there_before_anybody_else_can_hold_it()
    {
        await using var shop = await OwnShop.Open();
        var (till, variant) = await shop.Locked(stock: 2, units: 2);

        await shop.Redis.Flush();
        var refused = await Refusal(new Till(shop.Shop, await new Basket(shop.Shop).With(variant)));

        Assert.Equal("inventory.insufficient", refused);
        Assert.Equal((2, 2), await till.Stock(variant));
    }

    [NeedsRedisServerFact]
    public async Task while_another_node_is_at_it_holds_wait_and_everything_else_goes_on()
    {
        await using var shop = await OwnShop.Open();
        var (till, variant) = await shop.Locked();
        var basket = new Basket(shop.Shop);
        await using (await Turn(shop))
        {
            await shop.Redis.Flush();

            await basket.With(variant);
            var hold = await new Till(shop.Shop, basket).Start();
            Assert.Equal((HttpStatusCode.ServiceUnavailable, "redis_unavailable"), (hold.StatusCode, await Merchant.Code(hold)));
            Assert.NotNull(hold.Headers.RetryAfter);
            Assert.Contains("brought up to date", await (await shop.Shop.Http.GetAsync("/health/ready")).Content.ReadAsStringAsync(), StringComparison.Ordinal);
            Assert.Equal(HttpStatusCode.OK, (await shop.Shop.Http.GetAsync("/v1/products")).StatusCode);
            Assert.Single((await basket.See()).GetProperty("lines").EnumerateArray());
            await Merchant.Ok(await till.Pay());
        }

        await Eventually.True(async () => (await new Till(shop.Shop, basket).Start()).IsSuccessStatusCode);
        Assert.Equal((8, 1), await till.Stock(variant));
    }

    [NeedsRedisServerFact]
    public async Task another_node_goes_on_when_the_one_that_was_at_it_dies()
    {
        await using var shop = await OwnShop.Open();
        var (_, variant) = await shop.Locked(stock: 2, units: 2);
        var turn = await Turn(shop);
        await shop.Redis.Flush();
        await Eventually.True(() => !shop.Services.GetRequiredService<Trust>().IsGiven);

        await shop.Ask<bool>($"select bool_and(pg_terminate_backend(pid)) from pg_locks where locktype = 'advisory' and objid = {AdvisoryTurn.Upkeep} and database = (select oid from pg_database where datname = current_database())");

        await Eventually.True(() => shop.Services.GetRequiredService<Trust>().IsGiven);
        Assert.Equal(2, (int)await shop.Keys.StringGetAsync(Keys.Inventory.Reserved(variant)));
        await turn.DisposeAsync();
    }

    [NeedsRedisServerFact]
    public async Task an_older_state_is_brought_up_to_date_before_it_is_believed()
    {
        await using var shop = await OwnShop.Open();
        var (early, variant) = await shop.Locked(stock: 4, units: 1);
        await using var replica = await LocalRedis.Start();
        await replica.Follow(shop.Redis);
        await replica.Promote();
        await Merchant.Ok(await early.Pay());
        var (late, other) = await shop.Locked(stock: 3, units: 3);

        // The same shop on a Redis that has not heard of the order and of the second checkout.
        await using var node = await Shop.With(("ConnectionStrings:postgres", shop.Postgres), ("ConnectionStrings:redis", replica.ConnectionString));
        var own = Shop.On(node);

        Assert.Equal("inventory.insufficient", await Refusal(new Till(own, await new Basket(own).With(other))));
        var stock = await Shop.Json(await own.Admin(HttpMethod.Get, $"/v1/admin/inventory/{variant}"));
        Assert.Equal((3, 0), (stock.GetProperty("onHand").GetInt32(), stock.GetProperty("reserved").GetInt32()));
        Assert.True((await Shop.Json(await own.Admin(HttpMethod.Get, "/v1/admin/redis/verification"))).GetProperty("agrees").GetBoolean());
        Assert.Equal("LOCKED", await late.State());
    }

    [NeedsRedisServerFact]
    public async Task a_cart_that_redis_has_without_its_last_edits_comes_back_from_its_snapshot()
    {
        await using var shop = await OwnShop.Open();
        var (mug, cup) = (await Basket.Goods(shop.Shop), await Basket.Goods(shop.Shop, "Cup"));
        var basket = await new Basket(shop.Shop).With(mug);
        await using var replica = await LocalRedis.Start();
        await replica.Follow(shop.Redis);
        await replica.Promote();
        await basket.With(cup, 3);
        await Eventually.True(async () => await shop.Ask<long>("select coalesce(max(version), 0) from cart_snapshot") == 2);

        await using var node = await Shop.With(("ConnectionStrings:postgres", shop.Postgres), ("ConnectionStrings:redis", replica.ConnectionString));
        var trust = node.Services.GetRequiredService<Trust>();
        await Eventually.True(() => trust.IsGiven);

        Assert.Equal("Mug 1, Cup 3", await new Basket(Shop.On(node)) { Token = basket.Token }.Lines());
    }

    [NeedsRedisServerFact]
    public async Task a_redis_that_was_only_away_is_trusted_again_without_work()
    {
        await using var shop = await OwnShop.Open();
        var (till, variant) = await shop.Locked();
        var basket = await new Basket(shop.Shop).With(variant);
        await shop.Redis.Do("CLIENT", "KILL", "TYPE", "normal");

        await Eventually.True(async () => (await new Till(shop.Shop, basket).Start()).IsSuccessStatusCode);

        Assert.Equal((10, 3), await till.Stock(variant));
        Assert.Equal(0L, await shop.Ask<long>("select count(*) from mt_events where type = 'real_time_layer_reconciled'"));
    }

    /// <summary>Once Redis is believed: before, a request that waits too long for that is asked to come again.</summary>
    private static async Task<string?> Refusal(Till till)
    {
        var code = (string?)null;
        await Eventually.True(async () => (code = await Merchant.Code(await till.Start())) != "redis_unavailable");
        return code;
    }

    private static async Task<AdvisoryTurn> Turn(OwnShop shop)
    {
        AdvisoryTurn? turn = null;
        await Eventually.True(async () => (turn = await AdvisoryTurn.Take(shop.Services.GetRequiredService<NpgsqlDataSource>(), AdvisoryTurn.Upkeep, default)) is not null);
        return turn!;
    }
}
