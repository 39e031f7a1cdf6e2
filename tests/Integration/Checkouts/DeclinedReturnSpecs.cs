using System.Text.Json;
using Commerce.Application.Payments;
using Commerce.Integration.Catalog;
using Commerce.Integration.Support;

namespace Commerce.Integration.Checkouts;

/// <summary>Money that is owed and that the provider will not give back: a person sees it, and orders it again or says how else it went back.</summary>
public class DeclinedReturnSpecs(Shop shop) : IClassFixture<Shop>
{
    private const string Reviews = "/v1/admin/payment-reviews";

    [Theory]
    [InlineData("tok_refund_declined", true, "account_closed")]
    [InlineData("tok_void_declined", false, "not_voidable")]
    public async Task is_for_a_person_to_see_to(string token, bool captured, string reason)
    {
        var (till, acquirer, variant) = await Owed(token, captured);

        Assert.Equal("REVIEW", await till.State());
        var (checkout, history) = await Evidence(acquirer);
        Assert.Equal("A person has to look at this payment.", Till.Of(checkout, "reason"));
        Assert.Equal($"The provider will not give the money back: {reason}.", history["give_back_failed"].Text);
        Assert.Equal((0, 0), await till.Stock(variant));
        var listed = await Listed(till.Id);
        Assert.True(listed.GetProperty("isOwed").GetBoolean());
        Assert.Equal((captured ? 1250 : 0, 0), (Cents(listed, "captured"), Cents(listed, "refunded")));
        Assert.Equal($"The provider will not give the money back: {reason}.", listed.GetProperty("reason").GetString());
    }

    [Fact]
    public async Task can_be_ordered_again_and_is_asked_for_under_another_key()
    {
        var (till, acquirer, _) = await Owed("tok_refund_declined_once", captured: true);
        var key = Guid.NewGuid().ToString();

        var returned = await Merchant.Ok(await Decide(till, "return", new { reason = "They opened it again." }, key));
        var again = await Decide(till, "return", new { reason = "They opened it again." }, key);

        Assert.Equal("REFUNDED", Till.Of(await Shop.Json(returned), "state"));
        Assert.Equal(await returned.Content.ReadAsStringAsync(), await again.Content.ReadAsStringAsync());
        Assert.Equal(1250, Assert.IsType<GatewayAnswer.Refunded>(await acquirer.Books()).Amount.Amount);
    }

    [Theory]
    [InlineData("tok_refund_declined", true)]
    [InlineData("tok_void_declined", false)]
    public async Task comes_back_to_them_as_often_as_it_is_declined(string token, bool captured)
    {
        var (till, acquirer, _) = await Owed(token, captured);

        var returned = await Shop.Json(await Merchant.Ok(await Decide(till, "return", new { reason = "Try once more." })));

        Assert.Equal("REVIEW", Till.Of(returned, "state"));
        Assert.Equal(2, (await acquirer.Evidence()).GetProperty("history").EnumerateArray().Count(entry => entry.GetProperty("what").GetString() == "give_back_failed"));
    }

    [Theory]
    [InlineData("tok_refund_declined", true, "12.50 EUR went back another way, TX-4711: Bank transfer")]
    [InlineData("tok_void_declined", false, "What was reserved is free again, TX-4711: Bank transfer")]
    public async Task may_have_gone_back_another_way(string token, bool captured, string told)
    {
        var (till, acquirer, variant) = await Owed(token, captured);

        var recorded = await Shop.Json(await Merchant.Ok(await Decide(till, "recorded-return", new { reason = "Bank transfer", reference = "TX-4711" })));

        Assert.Equal(("REFUNDED", "Bank transfer"), (Till.Of(recorded, "state"), Till.Of(recorded, "reason")));
        Assert.Equal((told, "staff:bootstrap"), (await Evidence(acquirer)).History["return_recorded"]);
        Assert.Equal((0, 0), await till.Stock(variant));
        Assert.Equal("COMPLETED", await BuysAnew(till, variant));
    }

    [Fact]
    public async Task goes_back_when_the_provider_thinks_better_of_it()
    {
        var (till, acquirer, _) = await Owed("tok_refund_declined", captured: true);
        var attempt = await acquirer.Attempt();

        await acquirer.Tells("payment.refunded", attempt, "pay_1", 250, $"evt_{Guid.NewGuid():N}", key: "first");
        Assert.Equal((250, "REVIEW"), (Cents(await Listed(till.Id), "refunded"), await till.State()));
        await acquirer.Tells("payment.refunded", attempt, "pay_1", 1000, $"evt_{Guid.NewGuid():N}", key: "second");

        Assert.Equal("REFUNDED", await till.State());
    }

    [Fact]
    public async Task makes_no_order_any_more_and_is_no_others_to_settle()
    {
        var (till, _, _) = await Owed("tok_refund_declined", captured: true);
        var other = await Till.With(shop);
        await Merchant.Ok(await other.Buy("tok_amount_differs"));

        Assert.Equal("checkout.payment_owed", await Merchant.Code(await Decide(till, "acceptance", new { reason = "Why not." })));
        Assert.Equal("checkout.illegal_move", await Merchant.Code(await Decide(till, "closure", new { reason = "Why not." })));
        Assert.Equal("checkout.return_not_tried", await Merchant.Code(await Decide(other, "recorded-return", new { reason = "Bank transfer", reference = "TX-4711" })));
        Assert.Equal("request.invalid", await Merchant.Code(await Decide(till, "recorded-return", new { reason = "Bank transfer", reference = "" })));
    }

    /// <summary>Paid late for goods that were gone by then.</summary>
    private async Task<(Till Till, Acquirer Acquirer, string Variant)> Owed(string token, bool captured)
    {
        var (till, acquirer) = await Acquirer.GaveUp(shop, "CANCELLED", stock: 1);
        var variant = await till.Variant();
        await Merchant.Ok(await shop.Admin(HttpMethod.Post, $"/v1/admin/inventory/{variant}/counts", new { units = 0, reason = "stocktaking" }));
        await acquirer.Authorises(captures: captured, token: token);
        return (till, acquirer, variant);
    }

    private async Task<string> BuysAnew(Till till, string variant)
    {
        await Merchant.Ok(await shop.Admin(HttpMethod.Post, $"/v1/admin/inventory/{variant}/counts", new { units = 1, reason = "found one" }));
        return Till.Of(await Shop.Json(await Merchant.Ok(await till.Buy())), "state");
    }

    private Task<HttpResponseMessage> Decide(Till till, string how, object body, string? key = null) =>
        shop.Admin(HttpMethod.Post, $"{Reviews}/{till.Id}/{how}", body, ("Idempotency-Key", key ?? Guid.NewGuid().ToString()));

    private static async Task<(JsonElement Checkout, Dictionary<string, (string? Text, string? By)> History)> Evidence(Acquirer acquirer)
    {
        var evidence = await acquirer.Evidence();
        return (evidence.GetProperty("checkout"), evidence.GetProperty("history").EnumerateArray().ToDictionary(
            entry => entry.GetProperty("what").GetString()!, entry => (entry.GetProperty("text").GetString(), entry.GetProperty("by").GetString())));
    }

    private async Task<JsonElement> Listed(string id)
    {
        for (var path = $"{Reviews}?limit=100"; ;)
        {
            var page = await Shop.Json(await Merchant.Ok(await shop.Admin(HttpMethod.Get, path)));
            if (page.GetProperty("items").EnumerateArray().FirstOrDefault(item => item.GetProperty("checkoutId").GetString() == id) is { ValueKind: JsonValueKind.Object } found)
                return found;

            path = $"{Reviews}?limit=100&cursor={page.GetProperty("next").GetString() ?? throw new InvalidOperationException($"{id} is on no page.")}";
        }
    }

    private static long Cents(JsonElement summary, string member) => summary.GetProperty(member).GetProperty("amount").GetInt64();
}
