using System.Net;
using System.Text.Json;
using Commerce.Application.Orders;
using Commerce.Domain;
using Commerce.Domain.Orders;
using Commerce.Integration.Payments;
using Commerce.Integration.Support;

namespace Commerce.Integration.Orders;

public class OrderRefundingSpecs(Shop shop) : IClassFixture<Shop>
{
    [Fact]
    public async Task pays_back_unit_by_unit_exactly_what_was_paid()
    {
        var order = await SoldOrder.New(shop);
        await order.Post("fulfilments", new { lines = new[] { new { lineId = "1", units = 2 } } });

        var first = await Refund(order, Units("1", 1, returned: true));
        var second = await Refund(order, Units("1", 1, returned: true));
        var third = await Refund(order, Units("1", 1, returned: false));
        var mug = await Refund(order, Units("2", 1, returned: false));
        var shipping = await Refund(order, new { reason = "late", shipping = new { amount = 490, currency = "EUR" } });

        Assert.Equal([3333, 3334, 3333, 1500, 490], new[] { first, second, third, mug, shipping }.Select(view => view.GetProperty("refunds").EnumerateArray().Last().GetProperty("amount").GetProperty("amount").GetInt64()));
        Assert.Equal("refunded", shipping.GetProperty("paymentStatus").GetString());
        Assert.Equal(11_990, await order.PaidBack());
    }

    [Fact]
    public async Task gives_units_that_were_never_sent_back_to_stock()
    {
        var order = await SoldOrder.New(shop);
        await order.Post("fulfilments", new { lines = new[] { new { lineId = "1", units = 1 } } });

        await Refund(order, new { reason = "broken", lines = new[] { new { lineId = "1", units = 1, returned = true }, new { lineId = "1", units = 2, returned = false } } });

        Assert.Equal((SoldOrder.Left + 2, SoldOrder.Left + 2), await order.Stock(order.Shirt));
        Assert.Equal((SoldOrder.Left, SoldOrder.Left), await order.Stock(order.Mug));
    }

    [Fact]
    public async Task never_pays_back_more_than_was_taken_however_many_ask_at_once()
    {
        var order = await SoldOrder.New(shop);

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => order.Post("refunds", new { reason = "kind", other = new { amount = 5000, currency = "EUR" } })));

        Assert.Equal(10_000, await order.PaidBack());
        Assert.Equal(2, answers.Count(answer => answer.StatusCode == HttpStatusCode.OK));
    }

    [Fact]
    public async Task pays_once_when_the_request_is_repeated_and_answers_alike()
    {
        var (order, key) = (await SoldOrder.New(shop), Guid.NewGuid().ToString());

        var answers = new List<string>();
        for (var i = 0; i < 3; i++)
            answers.Add(await (await order.Post("refunds", Units("2", 1, returned: false), key)).Content.ReadAsStringAsync());

        Assert.Single(answers.Distinct());
        Assert.Equal(1500, await order.PaidBack());
    }

    [Theory]
    [InlineData("""{ "reason": "x", "other": { "amount": 11991, "currency": "EUR" } }""", 409, "order.refund_exceeds_captured")]
    [InlineData("""{ "reason": "x", "other": { "amount": 9223372036854775807, "currency": "EUR" } }""", 409, "order.refund_exceeds_captured")]
    [InlineData("""{ "reason": "x", "shipping": { "amount": 491, "currency": "EUR" } }""", 409, "order.shipping_exceeded")]
    [InlineData("""{ "reason": "x", "other": { "amount": 1, "currency": "JPY" } }""", 409, "order.refund_amount_invalid")]
    [InlineData("""{ "reason": "x", "other": { "amount": -1, "currency": "EUR" } }""", 400, "request.invalid")]
    [InlineData("""{ "reason": "x", "lines": [{ "lineId": "1", "units": 4, "returned": false }] }""", 409, "order.units_exceeded")]
    [InlineData("""{ "reason": "x", "lines": [{ "lineId": "1", "units": 1, "returned": true }] }""", 409, "order.units_exceeded")]
    [InlineData("""{ "reason": "x", "lines": [{ "lineId": "9", "units": 1, "returned": false }] }""", 409, "order.line_unknown")]
    [InlineData("""{ "reason": "x", "lines": [{ "lineId": "1", "units": 0, "returned": false }] }""", 400, "request.invalid")]
    [InlineData("""{ "reason": "x", "lines": [null] }""", 400, "request.invalid")]
    [InlineData("""{ "reason": "\u0000" }""", 400, "request.invalid")]
    [InlineData("""{ "reason": "x" }""", 409, "order.refund_empty")]
    [InlineData("""{ "reason": "x", "amount": 5 }""", 400, "request.invalid")]
    [InlineData("""{ "reason": "x", "other": { "amount": 1.5, "currency": "EUR" } }""", 400, "request.invalid")]
    public async Task refuses_what_cannot_be_paid_back(string body, int status, string code)
    {
        var order = await SoldOrder.New(shop);

        var answer = await order.Post("refunds", JsonDocument.Parse(body).RootElement);

        Assert.Equal((status, code), ((int)answer.StatusCode, (await Shop.Json(answer)).GetProperty("code").GetString()));
        Assert.Equal(0, await order.PaidBack());
        Assert.Equal(2, (await order.Read()).GetProperty("version").GetInt64());
    }

    [Fact]
    public async Task shows_a_refund_the_provider_will_not_make_and_frees_its_amount()
    {
        var order = await SoldOrder.New(shop, token: "tok_refund_declined");

        var view = await Refund(order, new { reason = "kind", other = new { amount = 500, currency = "EUR" } });

        Assert.Equal(("failed", 0), (view.GetProperty("refunds")[0].GetProperty("state").GetString(), view.GetProperty("refunded").GetProperty("amount").GetInt64()));
        Assert.Equal("The provider did not pay back: account_closed.", (await order.History())[^1]);
    }

    [Fact]
    public async Task ends_a_refund_whose_answer_was_lost_by_the_providers_webhook()
    {
        var order = await SoldOrder.New(shop, token: "tok_refund_timeout_after_effect");

        var view = await Refund(order, new { reason = "kind", other = new { amount = 500, currency = "EUR" } });
        await Eventually.True(async () => (await order.Read()).GetProperty("refunds")[0].GetProperty("state").GetString() == "done");

        Assert.Equal(500, view.GetProperty("refunded").GetProperty("amount").GetInt64());
        Assert.Equal(500, await order.PaidBack());
    }

    [Fact]
    public async Task finishes_a_refund_whose_node_died_before_it_asked_the_provider()
    {
        var order = await SoldOrder.New(shop);

        await using var another = await Shop.With(("Orders:RefundRetrySeconds", "0.5"));
        await order.Do(new Order.Command.RequestRefund(Guid.NewGuid(), [], new Money(0, "EUR"), new Money(500, "EUR"), "kind", "ann"));

        await Eventually.True(async () => (await order.Read()).GetProperty("refunds")[0].GetProperty("state").GetString() == "done");
        Assert.Equal(500, await order.PaidBack());
    }

    [Fact]
    public async Task holds_a_webhook_that_comes_before_its_refund_and_ignores_its_copies()
    {
        var order = await SoldOrder.New(shop);
        var refund = Guid.NewGuid();
        var body = Webhooks.Body(order.Attempt, "payment.refunded", key: OrderRefunds.KeyOf(order.Id, refund), amount: 500);

        await Webhooks.Post(shop.Http, body, Webhooks.Sign(shop.Services, body));
        Assert.Contains(false, await Webhooks.Stored(shop.Services, order.Attempt));
        await order.Do(new Order.Command.RequestRefund(refund, [], new Money(0, "EUR"), new Money(500, "EUR"), "kind", "ann"));
        await Eventually.True(async () => (await order.Read()).GetProperty("refunds")[0].GetProperty("state").GetString() == "done");
        await Webhooks.Post(shop.Http, body, Webhooks.Sign(shop.Services, body));

        Assert.Equal(1, (await order.History()).Count(text => text.EndsWith("went back to the buyer.", StringComparison.Ordinal)));
        Assert.Equal(0, await order.PaidBack());
    }

    private static object Units(string line, int units, bool returned) => new { reason = "broken", lines = new[] { new { lineId = line, units, returned } } };

    private static async Task<JsonElement> Refund(SoldOrder order, object body)
    {
        var answer = await order.Post("refunds", body);
        Assert.True(answer.StatusCode == HttpStatusCode.OK, await Shop.Show(answer));
        return await Shop.Json(answer);
    }
}
