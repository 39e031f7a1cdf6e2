using System.Net;
using System.Text.Json.Nodes;
using Commerce.Integration.Catalog;
using Commerce.Integration.Checkouts;
using Commerce.Integration.Support;

namespace Commerce.Integration.Payments.Stripe;

public class StripeWebhookSpecs(StripeShop stripe) : IClassFixture<StripeShop>
{
    [Theory]
    [InlineData("none", "payment.signature_missing")]
    [InlineData("another secret", "payment.signature_invalid")]
    [InlineData("another body", "payment.signature_invalid")]
    [InlineData("v0 only", "payment.signature_invalid")]
    [InlineData("six minutes old", "payment.signature_stale")]
    [InlineData("six minutes ahead", "payment.signature_stale")]
    public async Task that_are_forged_stale_or_changed_pay_for_nothing(string forgery, string code)
    {
        var (till, said) = await Approved();
        var body = said.ToJsonString();
        var signature = forgery switch
        {
            "none" => "",
            "another secret" => StripeShop.Sign(body, "whsec_of_a_forger"),
            "another body" => StripeShop.Sign(body + " "),
            "v0 only" => StripeShop.Sign(body).Replace("v1=", "v0=", StringComparison.Ordinal),
            "six minutes old" => StripeShop.Sign(body, ago: TimeSpan.FromMinutes(6)),
            _ => StripeShop.Sign(body, ago: TimeSpan.FromMinutes(-6)),
        };

        var answer = await stripe.Post(body, signature);

        Assert.Equal((HttpStatusCode.Unauthorized, code), (answer.StatusCode, await Merchant.Code(answer)));
        Assert.Equal("PAYMENT_PENDING", await till.State());
    }

    [Theory]
    [InlineData("retired")]
    [InlineData("both")]
    public async Task are_believed_while_the_secret_is_being_changed(string signed)
    {
        var (till, said) = await Approved();
        var body = said.ToJsonString();
        var retired = StripeShop.Sign(body, StripeShop.RetiredSecret);
        var unknown = StripeShop.Sign(body, "whsec_that_we_do_not_know_yet").Split(',')[1];

        var answer = await stripe.Post(body, signed == "both" ? $"{retired.Split(',')[0]},{unknown},{retired.Split(',')[1]}" : retired);

        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
        await till.Reaches("COMPLETED");
    }

    [Fact]
    public async Task have_one_effect_however_often_they_come()
    {
        var (till, said) = await Approved();

        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => stripe.Post(said.ToJsonString())));
        await till.Reaches("COMPLETED");

        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode));
        Assert.Single(await Webhooks.Stored(stripe.Shop.Services, Attempt(said)));
        Assert.Equal(1250, (long)stripe.Intent(till.Id)["amount_received"]!);
    }

    [Fact]
    public async Task of_a_payment_nobody_knows_yet_are_kept_and_wait()
    {
        var (_, said) = await Approved();
        var stranger = Guid.NewGuid();
        said["id"] = $"evt_{stranger:N}";
        said["data"]!["object"]!["metadata"]!["commerce_attempt"] = $"{stranger}";

        Assert.Equal(HttpStatusCode.NoContent, (await stripe.Post(said.ToJsonString())).StatusCode);

        Assert.Equal([false], await Webhooks.Stored(stripe.Shop.Services, stranger));
    }

    /// <summary>Answered otherwise Stripe would send them again for days, and switch the endpoint off in the end.</summary>
    [Theory]
    [InlineData("customer.created", """{ "id": "cus_1", "object": "customer" }""")]
    [InlineData("payment_intent.processing", """{ "id": "pi_1", "object": "payment_intent", "status": "processing", "amount": 1, "currency": "eur", "metadata": { "commerce_attempt": "7b1a5b0e-60f4-4e2c-a4f2-111111111111" } }""")]
    [InlineData("payment_intent.succeeded", """{ "id": "pi_1", "object": "payment_intent", "status": "succeeded", "amount": 1, "currency": "eur", "metadata": { "order": "of another program" } }""")]
    [InlineData("refund.created", """{ "id": "re_1", "object": "refund", "status": "succeeded", "amount": 1, "currency": "eur", "payment_intent": "pi_1", "metadata": {} }""")]
    [InlineData("something.nobody.knows", """{ "id": "x_1", "object": "something_new" }""")]
    public async Task about_what_is_not_ours_are_acknowledged_and_forgotten(string type, string about)
    {
        var body = $$"""{ "id": "evt_1", "object": "event", "created": 1767614400, "type": "{{type}}", "data": { "object": {{about}} } }""";

        Assert.Equal(HttpStatusCode.NoContent, (await stripe.Post(body)).StatusCode);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("[1]")]
    [InlineData("null")]
    [InlineData("not json")]
    [InlineData("""{ "id": "evt_1", "object": "event", "type": "payment_intent.succeeded" }""")]
    public async Task that_cannot_be_read_are_refused_although_they_are_signed(string body)
    {
        var answer = await stripe.Post(body);

        Assert.Equal((HttpStatusCode.BadRequest, "payment.event_unreadable"), (answer.StatusCode, await Merchant.Code(answer)));
    }

    /// <summary>A checkout that waits, and the event that will end it.</summary>
    private async Task<(Till Till, JsonObject Said)> Approved()
    {
        var till = await Till.With(stripe.Shop);
        await Merchant.Ok(await till.Buy("pm_card_authenticationRequired"));
        var reference = (string)stripe.Intent(till.Id)["id"]!;
        stripe.Stripe.Books.Authenticate(reference, approve: true);
        return (till, stripe.Stripe.Books.EventsOf(reference)[^1]);
    }

    private static Guid Attempt(JsonObject said) => Guid.Parse((string)said["data"]!["object"]!["metadata"]!["commerce_attempt"]!);
}
