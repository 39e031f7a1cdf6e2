using System.Net;
using Commerce.Integration.Catalog;
using Commerce.Integration.Support;

namespace Commerce.Integration.Checkouts;

/// <summary>What becomes of a payment, and of the checkout with it.</summary>
public class PayingSpecs(Shop shop) : IClassFixture<Shop>
{
    [Fact]
    public async Task may_be_tried_again_after_a_decline()
    {
        var till = await (await Till.With(shop)).Locked();

        var declined = await Shop.Json(await till.Pay("tok_declined_insufficient_funds"));
        var again = await Shop.Json(await till.Do(HttpMethod.Post, "retry"));
        var paid = await Shop.Json(await till.Pay());

        Assert.Equal(("PAYMENT_FAILED", "insufficient_funds", "4"), (Till.Of(declined, "state"), Till.Of(declined, "reason"), Till.Of(declined, "attemptsLeft")));
        Assert.Equal("LOCKED", Till.Of(again, "state"));
        Assert.Equal(("COMPLETED", "3"), (Till.Of(paid, "state"), Till.Of(paid, "attemptsLeft")));
    }

    [Fact]
    public async Task ends_after_five_declines()
    {
        var till = await (await Till.With(shop)).Locked();
        for (var tries = 1; tries <= 5; tries++)
        {
            await till.Do(HttpMethod.Post, "retry");
            await Merchant.Ok(await till.Pay("tok_declined_expired_card"));
        }

        Assert.Equal("checkout.attempts_exhausted", await Merchant.Code(await till.Do(HttpMethod.Post, "retry")));
    }

    [Theory]
    [InlineData("approve", "COMPLETED")]
    [InlineData("decline", "PAYMENT_FAILED")]
    public async Task waits_for_a_challenge(string decision, string state)
    {
        var till = await Till.With(shop);

        var challenged = await Shop.Json(await till.Buy("tok_challenge"));
        var second = await till.Pay();
        await Decide(challenged, decision);
        await Merchant.Ok(await till.Do(HttpMethod.Post, "confirm"));

        Assert.Equal("PAYMENT_PENDING", Till.Of(challenged, "state"));
        Assert.Equal("checkout.payment_runs", await Merchant.Code(second));
        await till.Reaches(state);
    }

    [Fact]
    public async Task is_finished_by_a_webhook_when_no_browser_is_left()
    {
        var till = await Till.With(shop);

        var pending = await Shop.Json(await till.Buy("tok_duplicate_webhooks"));

        Assert.Equal("PAYMENT_PENDING", Till.Of(pending, "state"));
        await till.Reaches("COMPLETED");
        Assert.Equal("paid", Till.Of(await till.Order(), "status"));
    }

    [Fact]
    public async Task of_another_amount_is_for_a_person_to_judge()
    {
        var till = await Till.With(shop);

        await Merchant.Ok(await till.Buy("tok_amount_differs"));

        Assert.Equal("REVIEW", await till.State());
    }

    [Fact]
    public async Task that_is_never_captured_undoes_the_order()
    {
        var till = await Till.With(shop, stock: 3);
        var variant = await till.Variant();

        var answer = await Shop.Json(await till.Buy("tok_capture_declined"));

        Assert.Equal(("REFUNDED", "do_not_honour"), (Till.Of(answer, "state"), Till.Of(answer, "reason")));
        Assert.Equal("cancelled", Till.Of(await till.Order(), "status"));
        Assert.Equal((3, 0), await till.Stock(variant));
    }

    [Theory]
    [InlineData("tok_timeout_after_effect", "COMPLETED")]
    [InlineData("tok_timeout_before_effect", "PAYMENT_FAILED")]
    [InlineData("tok_capture_timeout_after_effect", "COMPLETED")]
    public async Task with_an_unknown_outcome_is_settled_by_asking(string token, string state)
    {
        var till = await Till.With(shop, stock: 2);
        var variant = await till.Variant();

        await Merchant.Ok(await till.Buy(token));
        await Eventually.True(async () =>
        {
            await till.Do(HttpMethod.Post, "confirm");
            return await till.State() == state;
        });

        Assert.Equal((state == "COMPLETED" ? 1 : 2, state == "COMPLETED" ? 0 : 1), await till.Stock(variant));
    }

    [Fact]
    public async Task gives_the_money_back_when_the_goods_were_sold_meanwhile()
    {
        var till = await (await Till.With(shop, stock: 1)).Locked();
        var variant = await till.Variant();
        await Merchant.Ok(await shop.Admin(HttpMethod.Post, $"/v1/admin/inventory/{variant}/counts", new { units = 0, reason = "stocktaking" }));

        var key = Guid.NewGuid().ToString("N");
        var refused = await till.Pay(key: key);
        var again = await till.Pay(key: key);

        Assert.Equal((HttpStatusCode.Conflict, "inventory.sold_out"), (refused.StatusCode, await Merchant.Code(refused)));
        Assert.Equal((HttpStatusCode.Conflict, "inventory.sold_out"), (again.StatusCode, await Merchant.Code(again)));
        Assert.Equal("REFUNDED", await till.State());
        Assert.Equal((0, 0), await till.Stock(variant));
    }

    private static async Task Decide(System.Text.Json.JsonElement challenged, string decision)
    {
        using var browser = new HttpClient();
        using var form = new FormUrlEncodedContent(new Dictionary<string, string> { ["decision"] = decision });
        await browser.PostAsync(new Uri(challenged.GetProperty("action").GetProperty("url").GetString()!), form);
    }
}
