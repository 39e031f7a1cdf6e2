using Commerce.Application.Payments;
using Commerce.Integration.Catalog;
using Commerce.Integration.Support;

namespace Commerce.Integration.Checkouts;

/// <summary>Money that arrives when nobody waits for it any more: it makes the order it was meant for, or it goes back. It never just stays.</summary>
public class LateMoneySpecs(Shop shop) : IClassFixture<Shop>
{
    [Theory]
    [InlineData("EXPIRED", false)]
    [InlineData("EXPIRED", true)]
    [InlineData("CANCELLED", false)]
    [InlineData("CANCELLED", true)]
    [InlineData("PAYMENT_FAILED", false)]
    public async Task makes_the_order_after_all(string state, bool captured)
    {
        var (till, acquirer) = await Acquirer.GaveUp(shop, state, stock: 1);
        var variant = await till.Variant();

        await acquirer.Authorises(captures: captured);

        await till.Reaches("COMPLETED");
        Assert.Equal("paid", Till.Of(await till.Order(), "status"));
        Assert.Equal((0, 0), await till.Stock(variant));
        Assert.Equal(1250, Assert.IsType<GatewayAnswer.Captured>(await acquirer.Books()).Amount.Amount);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task goes_back_when_the_goods_are_gone(bool captured)
    {
        var (till, acquirer) = await Acquirer.GaveUp(shop, "CANCELLED", stock: 1);
        var variant = await till.Variant();
        await Merchant.Ok(await shop.Admin(HttpMethod.Post, $"/v1/admin/inventory/{variant}/counts", new { units = 0, reason = "stocktaking" }));

        await acquirer.Authorises(captures: captured);

        await till.Reaches("REFUNDED");
        Assert.Equal("", Till.Of(await till.See(), "orderId"));
        await Returned(acquirer, captured);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task goes_back_when_the_cart_has_gone_another_way(bool captured)
    {
        var (till, acquirer) = await Acquirer.GaveUp(shop, "CANCELLED");
        await Merchant.Ok(await till.Buy());
        Assert.Equal("COMPLETED", await till.State());

        await acquirer.Authorises(captures: captured);

        await Eventually.True(async () => await acquirer.State() == "REFUNDED");
        Assert.Equal("COMPLETED", await till.State());
        await Returned(acquirer, captured);
    }

    [Fact]
    public async Task goes_back_when_the_cart_was_locked_anew_since_even_if_that_came_to_nothing()
    {
        var (till, acquirer) = await Acquirer.GaveUp(shop, "CANCELLED");
        await till.Locked();
        await Merchant.Ok(await till.Do(HttpMethod.Post, "cancel", new { }));

        await acquirer.Authorises();

        await Eventually.True(async () => await acquirer.State() == "REFUNDED");
        Assert.Equal("cart_moved_on", Till.Of((await acquirer.Evidence()).GetProperty("checkout"), "reason"));
        await Returned(acquirer, captured: false);
    }

    [Fact]
    public async Task of_another_amount_goes_back()
    {
        var (till, acquirer) = await Acquirer.GaveUp(shop, "EXPIRED");

        await acquirer.Authorises(cents: 1249);

        await till.Reaches("REFUNDED");
        await Returned(acquirer, captured: false);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task for_an_attempt_that_was_replaced_goes_back_and_the_order_stands(bool captured)
    {
        var (till, acquirer) = await Acquirer.GaveUp(shop, "PAYMENT_FAILED");
        await Merchant.Ok(await till.Do(HttpMethod.Post, "retry"));
        await Merchant.Ok(await till.Pay());

        var heard = await acquirer.Authorises(captures: captured);

        await Eventually.True(async () => await acquirer.Books() is GatewayAnswer.Voided or GatewayAnswer.Refunded);
        await Returned(acquirer, captured);
        var version = Till.Of(await till.See(), "version");
        await acquirer.Tells(captured ? "payment.captured" : "payment.authorised", await acquirer.Attempt(), "pay_1", 1250, heard);
        Assert.Equal(("COMPLETED", version), (await till.State(), Till.Of(await till.See(), "version")));
        Assert.IsType<GatewayAnswer.Captured>(await acquirer.Books(attempt: 1));
    }

    [Fact]
    public async Task for_an_attempt_that_was_replaced_goes_back_while_another_still_runs()
    {
        var (till, acquirer) = await Acquirer.GaveUp(shop, "PAYMENT_FAILED");
        await Merchant.Ok(await till.Do(HttpMethod.Post, "retry"));
        await Merchant.Ok(await till.Pay("tok_challenge"));

        await acquirer.Authorises();

        await Eventually.True(async () => await acquirer.Books() is GatewayAnswer.Voided);
        Assert.Equal("PAYMENT_PENDING", await till.State());
    }

    [Fact]
    public async Task that_could_not_be_returned_at_once_is_returned_later_and_once()
    {
        // The provider's webhooks go nowhere, so that only asking again helps.
        await using var deaf = await Shop.With(("Payments:Sandbox:TimeOut", "0.1"), ("Payments:Sandbox:WebhookUrl", "http://127.0.0.1:9/"));
        var (till, _) = await Acquirer.GaveUp(shop, "CANCELLED", stock: 1);
        var acquirer = new Acquirer(Shop.On(deaf), till.Id);
        await Merchant.Ok(await shop.Admin(HttpMethod.Post, $"/v1/admin/inventory/{await till.Variant()}/counts", new { units = 0, reason = "stocktaking" }));
        await acquirer.Authorises(captures: true, token: "tok_refund_timeout_after_effect");
        Assert.Equal("REFUND_PENDING", await till.State());

        await Acquirer.Rested(shop, till.Id);

        await till.Reaches("REFUNDED");
        Assert.Equal(1250, Assert.IsType<GatewayAnswer.Refunded>(await acquirer.Books()).Amount.Amount);
    }

    private static async Task Returned(Acquirer acquirer, bool captured)
    {
        var books = await acquirer.Books();
        if (captured)
            Assert.Equal(1250, Assert.IsType<GatewayAnswer.Refunded>(books).Amount.Amount);
        else
            Assert.IsType<GatewayAnswer.Voided>(books);
    }
}
