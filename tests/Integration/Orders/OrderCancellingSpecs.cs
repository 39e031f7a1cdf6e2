using System.Net;
using Commerce.Integration.Support;

namespace Commerce.Integration.Orders;

public class OrderCancellingSpecs(Shop shop) : IClassFixture<Shop>
{
    private static readonly object Reason = new { reason = "Changed my mind" };

    [Fact]
    public async Task gives_stock_and_money_back()
    {
        var order = await SoldOrder.New(shop);

        var cancelled = await Shop.Json(await order.Post("cancellation", Reason));

        Assert.Equal(("cancelled", "refunded"), (cancelled.GetProperty("status").GetString(), cancelled.GetProperty("paymentStatus").GetString()));
        Assert.Equal("done", cancelled.GetProperty("refunds")[0].GetProperty("state").GetString());
        Assert.Equal(11_990, await order.PaidBack());
        Assert.Equal((SoldOrder.Left + 3, SoldOrder.Left + 3), await order.Stock(order.Shirt));
        Assert.Equal((SoldOrder.Left + 1, SoldOrder.Left + 1), await order.Stock(order.Mug));
    }

    [Fact]
    public async Task does_it_once_however_often_it_is_asked()
    {
        var order = await SoldOrder.New(shop);

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => order.Post("cancellation", Reason)));

        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.OK, answer.StatusCode));
        Assert.Equal(11_990, await order.PaidBack());
        Assert.Equal((SoldOrder.Left + 3, SoldOrder.Left + 3), await order.Stock(order.Shirt));
    }

    [Fact]
    public async Task answers_a_repeated_key_with_the_same_bytes()
    {
        var (order, key) = (await SoldOrder.New(shop), Guid.NewGuid().ToString());

        var first = await order.Post("cancellation", Reason, key);
        var second = await order.Post("cancellation", Reason, key);

        Assert.Equal("true", second.Headers.GetValues("Idempotency-Replayed").Single());
        Assert.Equal(await first.Content.ReadAsStringAsync(), await second.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task is_refused_once_something_was_sent()
    {
        var order = await SoldOrder.New(shop);
        await order.Post("fulfilments", new { lines = new[] { new { lineId = "1", units = 1 } } });

        var answer = await order.Post("cancellation", Reason);

        await Verifier.Verify(await Shop.Show(answer));
        Assert.Equal((SoldOrder.Left, SoldOrder.Left), await order.Stock(order.Shirt));
        Assert.Equal(0, await order.PaidBack());
    }

    [Fact]
    public async Task is_refused_while_the_money_is_being_taken()
    {
        var order = await SoldOrder.New(shop, taken: false);

        var answer = await order.Post("cancellation", Reason);

        Assert.Equal((HttpStatusCode.Conflict, "order.payment_open"), (answer.StatusCode, (await Shop.Json(answer)).GetProperty("code").GetString()));
    }

    [Fact]
    public async Task needs_an_idempotency_key_a_reason_and_the_right()
    {
        var order = await SoldOrder.New(shop);

        Assert.Equal(HttpStatusCode.BadRequest, (await shop.Admin(HttpMethod.Post, $"/v1/admin/orders/{order.Id}/cancellation", Reason)).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await order.Post("cancellation", new { reason = "" })).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await shop.Send(HttpMethod.Post, $"/v1/admin/orders/{order.Id}/cancellation", Reason, ("Idempotency-Key", "k"))).StatusCode);
        Assert.Equal("paid", (await order.Read()).GetProperty("status").GetString());
    }

    [Fact]
    public async Task of_an_order_nobody_placed_is_refused()
    {
        var answer = await shop.Admin(HttpMethod.Post, $"/v1/admin/orders/{Guid.NewGuid()}/cancellation", Reason, ("Idempotency-Key", Guid.NewGuid().ToString()));

        Assert.Equal((HttpStatusCode.NotFound, "order.unknown"), (answer.StatusCode, (await Shop.Json(answer)).GetProperty("code").GetString()));
    }
}
