using Commerce.Integration.Carts;
using Commerce.Integration.Catalog;
using Commerce.Integration.Support;

namespace Commerce.Integration.Checkouts;

/// <summary>How a checkout ends without an order: its goods are for sale again and its cart may be checked out anew.</summary>
public class EndingSpecs(Shop shop) : IClassFixture<Shop>
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task by_cancelling_gives_the_goods_back(bool locked)
    {
        var till = await Till.With(shop, stock: 4, units: 3);
        var variant = await till.Variant();
        await Merchant.Ok(await till.Start(new { email = "ada@example.com", shippingAddress = Till.Home, shippingMethod = "pickup" }));
        if (locked)
            await Merchant.Ok(await till.Do(HttpMethod.Put, "lock"));

        var cancelled = await Shop.Json(await till.Do(HttpMethod.Post, "cancel", new { reason = "Too dear." }));

        Assert.Equal(("CANCELLED", "Too dear."), (Till.Of(cancelled, "state"), Till.Of(cancelled, "reason")));
        Assert.Equal((4, 0), await till.Stock(variant));
        Assert.Equal("COMPLETED", Till.Of(await Shop.Json(await till.Buy()), "state"));
    }

    [Fact]
    public async Task by_cancelling_while_a_payment_waits_calls_the_payment_off()
    {
        var till = await Till.With(shop, stock: 1);
        var variant = await till.Variant();
        await Merchant.Ok(await till.Buy("tok_challenge"));

        var cancelled = await till.Do(HttpMethod.Post, "cancel", new { }, ("Idempotency-Key", "cancel"));
        var again = await till.Do(HttpMethod.Post, "cancel", new { }, ("Idempotency-Key", "cancel"));

        Assert.Equal(await cancelled.Content.ReadAsStringAsync(), await again.Content.ReadAsStringAsync());
        Assert.Equal("CANCELLED", Till.Of(await Shop.Json(cancelled), "state"));
        Assert.Equal((1, 0), await till.Stock(variant));
    }

    [Fact]
    public async Task by_its_deadline_needs_nobody()
    {
        var apart = await TestDatabase.Apart();
        await using var node = await Shop.With(apart);
        var till = await Till.With(Shop.On(node), stock: 1);
        var variant = await till.Variant();
        await using (var earlier = await Shop.At(TimeSpan.FromMinutes(-61), apart))
            await Merchant.Ok(await till.Start(on: earlier));

        await till.Reaches("EXPIRED");

        await Eventually.True(async () => await till.Stock(variant) == (1, 0));
        Assert.Equal("checkout.illegal_move", await Merchant.Code(await till.Do(HttpMethod.Put, "email", new { email = "ada@example.com" })));
        Assert.Equal("COMPLETED", Till.Of(await Shop.Json(await till.Buy()), "state"));
    }

    [Fact]
    public async Task by_unlocking_is_no_end()
    {
        var till = await (await Till.With(shop)).Locked();

        var open = await Shop.Json(await Merchant.Ok(await till.Do(HttpMethod.Delete, "lock")));
        await Merchant.Ok(await till.Do(HttpMethod.Put, "shipping-method", new { method = "express" }));
        await Merchant.Ok(await till.Do(HttpMethod.Put, "lock"));

        Assert.Equal("CREATED", Till.Of(open, "state"));
        Assert.Equal(1250 + 1490, Till.Total(await Shop.Json(await till.Pay())));
    }
}
