using Commerce.Integration.Carts;
using Commerce.Integration.Catalog;
using Commerce.Integration.Faults;
using Commerce.Integration.Support;

namespace Commerce.Integration.Checkouts;

/// <summary>What happens when the one who moved a checkout is gone: no browser, no webhook, no Redis.</summary>
[Collection(FaultsCollection.Name)]
public class RecoverySpecs(Shop shop) : IClassFixture<Shop>
{
    [Theory]
    [InlineData("tok_timeout_after_effect")]
    [InlineData("tok_capture_timeout_after_effect")]
    public async Task brings_a_paid_checkout_to_its_order(string token)
    {
        // The provider's webhooks go nowhere, so that only asking helps.
        await using var deaf = await Shop.With(("Payments:Sandbox:TimeOut", "0.1"), ("Payments:Sandbox:WebhookUrl", "http://127.0.0.1:9/"));
        var till = new Till(Shop.On(deaf), await new Basket(Shop.On(deaf)).With(await Basket.Goods(shop)));
        await Merchant.Ok(await till.Buy(token));

        await Acquirer.Rested(shop, till.Id);

        await till.Reaches("COMPLETED");
        Assert.Equal("paid", Till.Of(await till.Order(), "status"));
    }

    [Fact]
    public async Task ends_an_abandoned_challenge_at_the_deadline_by_calling_the_payment_off()
    {
        var apart = await TestDatabase.Apart();
        await using var node = await Shop.With(apart);
        var till = await Till.With(Shop.On(node), stock: 1);
        var variant = await till.Variant();
        await using (var earlier = await Shop.At(TimeSpan.FromMinutes(-61), apart))
            await Merchant.Ok(await till.Start(Till.Everything("tok_challenge"), on: earlier));

        await Acquirer.Rested(Shop.On(node), till.Id);

        await till.Reaches("EXPIRED");
        await Eventually.True(async () => await till.Stock(variant) == (1, 0));
    }

    [NeedsRedisServerFact]
    public async Task is_not_even_needed_when_redis_dies_between_the_lock_and_the_payment()
    {
        await using var redis = await LocalRedis.Start();
        await using var node = await Shop.With(("ConnectionStrings:redis", redis.ConnectionString));
        await node.Ready();
        var own = Shop.On(node);
        var till = await new Till(own, await new Basket(own).With(await Basket.Goods(own))).Locked();

        await redis.Kill();
        var paid = await Shop.Json(await Merchant.Ok(await till.Pay()));

        Assert.Equal("COMPLETED", Till.Of(paid, "state"));
        Assert.Equal("redis_unavailable", await Merchant.Code(await till.Basket.Send(HttpMethod.Get, "/v1/cart")));
    }

    /// <summary>The time at which somebody looks at it is now.</summary>
}
