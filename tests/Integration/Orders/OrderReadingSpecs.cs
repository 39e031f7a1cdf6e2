using System.Net;
using Commerce.Integration.Support;

namespace Commerce.Integration.Orders;

public class OrderReadingSpecs(Shop shop) : IClassFixture<Shop>
{
    [Fact]
    public async Task shows_a_guest_the_order_he_has_the_token_of()
    {
        var order = await SoldOrder.New(shop);

        var answer = await shop.Send(HttpMethod.Get, $"/v1/orders/{order.Id}", null, ("Order-Token", order.Token));

        await Verifier.Verify((await Shop.Show(answer)).Replace(order.Number.ToString(), "{number}").Replace(order.Street, "{street}"));
    }

    [Fact]
    public async Task shows_nobody_what_is_not_his()
    {
        var (mine, others, customers) = (await SoldOrder.New(shop), await SoldOrder.New(shop), await SoldOrder.New(shop, customer: Guid.NewGuid()));
        var customer = await Shopper.New(shop);

        HttpResponseMessage[] answers =
        [
            await shop.Send(HttpMethod.Get, $"/v1/orders/{mine.Id}"),
            await shop.Send(HttpMethod.Get, $"/v1/orders/{mine.Id}", null, ("Order-Token", others.Token)),
            await shop.Send(HttpMethod.Get, $"/v1/orders/{customers.Id}", null, ("Order-Token", customers.Token)),
            await customer.Send(HttpMethod.Get, $"/v1/orders/{customers.Id}"),
            await customer.Send(HttpMethod.Get, $"/v1/orders/{mine.Id}"),
            await shop.Send(HttpMethod.Get, $"/v1/orders/{Guid.NewGuid()}", null, ("Order-Token", mine.Token)),
        ];

        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode));
    }

    [Fact]
    public async Task lists_a_customers_own_orders_newest_first_page_by_page()
    {
        var customer = await Shopper.New(shop);
        var first = await SoldOrder.New(shop, customer: customer.Id, at: DateTimeOffset.Parse("2026-01-01T00:00:00Z"));
        var second = await SoldOrder.New(shop, customer: customer.Id, at: DateTimeOffset.Parse("2026-01-02T00:00:00Z"));
        await SoldOrder.New(shop, customer: Guid.NewGuid());

        var newest = await Shop.Json(await customer.Send(HttpMethod.Get, "/v1/orders?limit=1"));
        var rest = await Shop.Json(await customer.Send(HttpMethod.Get, $"/v1/orders?limit=1&cursor={newest.GetProperty("next").GetString()}"));

        Assert.Equal(second.Id, newest.GetProperty("items")[0].GetProperty("id").GetGuid());
        Assert.Equal(first.Id, rest.GetProperty("items")[0].GetProperty("id").GetGuid());
        Assert.Equal(System.Text.Json.JsonValueKind.Null, rest.GetProperty("next").ValueKind);
        Assert.Equal(HttpStatusCode.OK, (await customer.Send(HttpMethod.Get, $"/v1/orders/{first.Id}")).StatusCode);
    }

    [Fact]
    public async Task lists_nothing_for_those_who_did_not_sign_in() =>
        Assert.Equal(HttpStatusCode.Unauthorized, (await shop.Send(HttpMethod.Get, "/v1/orders")).StatusCode);

    [Theory]
    [InlineData("limit=0")]
    [InlineData("limit=101")]
    [InlineData("cursor=nonsense")]
    public async Task refuses_a_page_that_cannot_be(string query)
    {
        var customer = await Shopper.New(shop);

        var answer = await customer.Send(HttpMethod.Get, $"/v1/orders?{query}");

        Assert.Equal((HttpStatusCode.BadRequest, "request.invalid"), (answer.StatusCode, (await Shop.Json(answer)).GetProperty("code").GetString()));
    }
}
