using System.Net;
using Commerce.Integration.Support;

namespace Commerce.Integration.Orders;

/// <summary>The staff's list. Each spec looks only for orders of its own.</summary>
public class OrderListSpecs(Shop shop) : IClassFixture<Shop>
{
    private readonly string email = $"{Guid.NewGuid():N}@example.com";

    [Fact]
    public async Task finds_orders_by_everything_the_staff_knows_of_them()
    {
        var customer = Guid.NewGuid();
        var order = await SoldOrder.New(shop, customer: customer, email: email, at: DateTimeOffset.Parse("2026-02-01T10:00:00Z"));
        await SoldOrder.New(shop, email: email, at: DateTimeOffset.Parse("2026-03-01T10:00:00Z"), taken: false);

        foreach (var query in (string[])
        [
            $"number={order.Number}", $"customerId={customer}", $"email={email.ToUpperInvariant()}&status=paid", $"email={email}&until=2026-02-15T00:00:00Z",
            $"email={email}&from=2026-02-01T10:00:00Z&until=2026-02-01T10:00:01Z", $"text={order.Street}", $"text={order.Street[..20]}", $"text=vien {order.Street} shirt-m", $"text={order.Number}",
        ])
            Assert.Equal([order.Id], await Find(query));

        Assert.Empty(await Find($"text={order.Street} berlin"));
        Assert.Empty(await Find($"email={email}&status=fulfilled"));
        Assert.Equal(2, (await Find($"email={email}")).Length);
    }

    [Fact]
    public async Task shows_the_first_line_of_each()
    {
        var order = await SoldOrder.New(shop, email: email);

        var answer = await shop.Admin(HttpMethod.Get, $"/v1/admin/orders?number={order.Number}");

        await Verifier.Verify((await Shop.Show(answer)).Replace(order.Number.ToString(), "{number}").Replace(email, "{email}"));
    }

    [Fact]
    public async Task pages_without_a_gap_or_a_repeat_although_orders_come_meanwhile()
    {
        var orders = new List<Guid>();
        foreach (var day in Enumerable.Range(1, 5))
            orders.Add((await SoldOrder.New(shop, email: email, at: new DateTimeOffset(2026, 1, (day + 1) / 2, 0, 0, 0, TimeSpan.Zero))).Id);

        var (seen, cursor) = (new List<Guid>(), "");
        do
        {
            var page = await Shop.Json(await shop.Admin(HttpMethod.Get, $"/v1/admin/orders?email={email}&limit=2{cursor}"));
            seen.AddRange(page.GetProperty("items").EnumerateArray().Select(order => order.GetProperty("id").GetGuid()));
            cursor = page.GetProperty("next").GetString() is { } next ? $"&cursor={next}" : "";
            await SoldOrder.New(shop, email: email, at: DateTimeOffset.Parse("2026-05-01T00:00:00Z"));
        }
        while (cursor.Length > 0);

        Assert.Equal(orders.Order(), seen.Order());
    }

    [Theory]
    [InlineData("status=lost")]
    [InlineData("from=2026-02-01T00:00:00Z&until=2026-01-01T00:00:00Z")]
    [InlineData("cursor=nonsense")]
    [InlineData("limit=1000")]
    [InlineData("number=abc")]
    [InlineData("email=%00")]
    public async Task refuses_filters_that_cannot_be(string query) =>
        Assert.Equal(HttpStatusCode.BadRequest, (await shop.Admin(HttpMethod.Get, $"/v1/admin/orders?{query}")).StatusCode);

    [Fact]
    public async Task takes_any_text_for_what_it_is()
    {
        foreach (var text in (string[])["' or 1=1", "a & | ! ( ) :*", "%00", "\\", "***", "🙂"])
            Assert.Equal(HttpStatusCode.OK, (await shop.Admin(HttpMethod.Get, $"/v1/admin/orders?email={email}&text={Uri.EscapeDataString(text)}")).StatusCode);
    }

    private async Task<Guid[]> Find(string query) =>
        [.. (await Shop.Json(await shop.Admin(HttpMethod.Get, $"/v1/admin/orders?{query}"))).GetProperty("items").EnumerateArray().Select(order => order.GetProperty("id").GetGuid())];
}
