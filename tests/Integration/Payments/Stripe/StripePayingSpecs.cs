using System.Text.Json;
using System.Text.Json.Nodes;
using Commerce.Integration.Catalog;
using Commerce.Integration.Checkouts;
using Commerce.Integration.Support;

namespace Commerce.Integration.Payments.Stripe;

/// <summary>The whole shop over HTTP, paid through Stripe.</summary>
public class StripePayingSpecs(StripeShop stripe) : IClassFixture<StripeShop>, IDisposable
{
    private const string Card = "pm_card_visa";
    private const string AsksFirst = "pm_card_authenticationRequired";

    [Fact]
    public async Task authorises_first_and_takes_the_money_once_the_order_stands()
    {
        var till = await Till.With(stripe.Shop);

        var bought = await Shop.Json(await Merchant.Ok(await till.Buy(Card)));

        var intent = stripe.Intent(till.Id);
        Assert.Equal("COMPLETED", Till.Of(bought, "state"));
        Assert.Equal("paid", Till.Of(await till.Order(), "status"));
        Assert.Equal(("manual", "succeeded", "eur"), ((string)intent["capture_method"]!, (string)intent["status"]!, (string)intent["currency"]!));
        Assert.Equal((1250, 1250), ((long)intent["amount"]!, (long)intent["amount_received"]!));
        Assert.Equal(["payment_intent.created", "payment_intent.amount_capturable_updated", "payment_intent.succeeded"], stripe.Stripe.Books.EventsOf((string)intent["id"]!).Select(said => (string)said["type"]!));
    }

    [Theory]
    [InlineData("pm_card_visa_chargeDeclinedInsufficientFunds", "insufficient_funds")]
    [InlineData("pm_card_chargeDeclined", "generic_decline")]
    [InlineData("pm_card_chargeDeclinedExpiredCard", "expired_card")]
    [InlineData("tok_ok", "token_unknown")]
    public async Task may_be_tried_again_after_a_decline(string token, string reason)
    {
        var till = await (await Till.With(stripe.Shop)).Locked();

        var declined = await Shop.Json(await Merchant.Ok(await till.Pay(token)));
        await Merchant.Ok(await till.Do(HttpMethod.Post, "retry"));
        var paid = await Shop.Json(await Merchant.Ok(await till.Pay(Card)));

        Assert.Equal(("PAYMENT_FAILED", reason), (Till.Of(declined, "state"), Till.Of(declined, "reason")));
        Assert.Equal("COMPLETED", Till.Of(paid, "state"));
        Assert.Single(Charges(till));
    }

    [Theory]
    [InlineData(true, "COMPLETED", null)]
    [InlineData(false, "PAYMENT_FAILED", "challenge_failed")]
    public async Task waits_for_3d_secure_and_hears_of_it_by_webhook(bool approve, string state, string? reason)
    {
        var till = await Till.With(stripe.Shop);

        var challenged = await Shop.Json(await Merchant.Ok(await till.Buy(AsksFirst)));
        await Answer(challenged, approve);
        await stripe.Tell(Reference(till), reversed: true);

        Assert.Equal("PAYMENT_PENDING", Till.Of(challenged, "state"));
        await till.Reaches(state);
        Assert.Equal(reason, (await till.See()).GetProperty("reason").GetString());
        Assert.Equal(approve ? 1 : 0, Charges(till).Count);
    }

    [Fact]
    public async Task finishes_after_3d_secure_when_the_buyer_is_back_before_the_webhook()
    {
        var till = await Till.With(stripe.Shop);

        await Answer(await Shop.Json(await Merchant.Ok(await till.Buy(AsksFirst))), approve: true);
        await Merchant.Ok(await till.Do(HttpMethod.Post, "confirm"));

        Assert.Equal("COMPLETED", await till.State());
    }

    [Fact]
    public async Task calls_a_challenge_off_with_the_checkout()
    {
        var till = await Till.With(stripe.Shop);
        await Merchant.Ok(await till.Buy(AsksFirst));

        await Merchant.Ok(await till.Do(HttpMethod.Post, "cancel", new { }));

        await till.Reaches("CANCELLED");
        Assert.Equal("canceled", stripe.Status(till.Id));
    }

    /// <summary>Whatever was lost: there is one charge and one order, or neither.</summary>
    [Theory]
    [InlineData("create", "LostBefore", "PAYMENT_FAILED")]
    [InlineData("create", "LostAfter", "PAYMENT_FAILED")]
    [InlineData("confirm", "LostBefore", "PAYMENT_FAILED")]
    [InlineData("confirm", "LostAfter", "COMPLETED")]
    [InlineData("confirm", "Broken", "PAYMENT_FAILED")]
    [InlineData("capture", "LostBefore", "COMPLETED")]
    [InlineData("capture", "LostAfter", "COMPLETED")]
    [InlineData("get", "Busy", "COMPLETED")]
    public async Task with_a_lost_answer_is_settled_by_asking(string operation, string fault, string state)
    {
        var till = await Till.With(stripe.Shop, stock: 2);
        var variant = await till.Variant();

        stripe.Stripe.Faults[operation] = Enum.Parse<StripeDouble.Fault>(fault);
        await Merchant.Ok(await till.Buy(Card));
        stripe.Stripe.Faults.Clear();
        await Eventually.True(async () =>
        {
            await till.Do(HttpMethod.Post, "confirm");
            return await till.State() == state;
        });

        Assert.Equal(state == "COMPLETED" ? 1 : 0, Charges(till).Count);
        Assert.Equal(state == "COMPLETED" ? (1, 0) : (2, 1), await till.Stock(variant));
    }

    [Fact]
    public async Task lets_the_authorisation_go_when_the_goods_were_sold_meanwhile()
    {
        var till = await (await Till.With(stripe.Shop, stock: 1)).Locked();
        await Merchant.Ok(await stripe.Shop.Admin(HttpMethod.Post, $"/v1/admin/inventory/{await till.Variant()}/counts", new { units = 0, reason = "stocktaking" }));

        var refused = await till.Pay(Card);

        Assert.Equal("inventory.sold_out", await Merchant.Code(refused));
        Assert.Equal(("REFUNDED", "canceled"), (await till.State(), stripe.Status(till.Id)));
    }

    [Fact]
    public async Task changes_nothing_when_everything_is_told_again_and_backwards()
    {
        var till = await Bought();
        var before = (await till.See()).GetRawText();

        await stripe.Tell(Reference(till), reversed: true);
        await stripe.Tell(Reference(till));

        Assert.Equal(before, (await till.See()).GetRawText());
        Assert.Equal("paid", Till.Of(await till.Order(), "status"));
    }

    [Fact]
    public async Task takes_no_test_token_of_the_sandbox_beside_it()
    {
        var till = await (await Till.With(stripe.Shop)).Locked();

        var refused = await till.Do(HttpMethod.Post, "payments", new { token = "tok_ok", provider = "sandbox" }, ("Idempotency-Key", Guid.NewGuid().ToString()));

        Assert.Equal("payment.provider_not_offered", await Merchant.Code(refused));
        Assert.Equal("LOCKED", await till.State());
    }

    [Fact]
    public async Task leaves_the_choice_where_both_are_offered()
    {
        await using var node = await stripe.Node(("Payments:Providers:0", "stripe"), ("Payments:Providers:1", "sandbox"));
        var till = await (await Till.With(Shop.On(node))).Locked();

        var paid = await Shop.Json(await Merchant.Ok(await till.Do(HttpMethod.Post, "payments", new { token = "tok_ok", provider = "sandbox" }, ("Idempotency-Key", Guid.NewGuid().ToString()))));

        Assert.Equal("COMPLETED", Till.Of(paid, "state"));
        Assert.Empty(Charges(till));
    }

    public void Dispose() => stripe.Stripe.Faults.Clear();

    private async Task<Till> Bought()
    {
        var till = await Till.With(stripe.Shop);
        await Merchant.Ok(await till.Buy(Card));
        return till;
    }

    private string Reference(Till till) => (string)stripe.Intent(till.Id)["id"]!;

    /// <summary>Payments of a checkout that hold or took money.</summary>
    private List<JsonObject> Charges(Till till) =>
        [.. stripe.Stripe.Books.Intents.Where(intent => (string)intent["metadata"]!["commerce_checkout"]! == till.Id && (string)intent["status"]! is "requires_capture" or "succeeded")];

    private static async Task Answer(JsonElement challenged, bool approve)
    {
        using var bank = new HttpClient();
        await Merchant.Ok(await bank.PostAsync(new Uri($"{challenged.GetProperty("action").GetProperty("url").GetString()}?approve={approve}"), null));
    }
}
