using System.Net;
using Commerce.Application.Inventory;
using Commerce.Infrastructure.Redis;
using Commerce.Integration.Catalog;
using Commerce.Integration.Support;
using Microsoft.Extensions.DependencyInjection;

namespace Commerce.Integration.Inventory;

public class KeepingStockSpecs(Shop shop) : IClassFixture<Shop>
{
    private readonly string variant = Guid.NewGuid().ToString("N");

    [Fact]
    public async Task goods_that_come_in_can_be_sold()
    {
        var answer = await Change("receipts", new { units = 40, reason = "first delivery", source = "PO-1001" });

        await Verifier.Verify(await Shop.Show(answer));
        Assert.Equal(40, (await Level()).Available);
    }

    [Fact]
    public async Task a_count_below_the_holds_is_taken_and_told()
    {
        await Change("receipts", new { units = 10, reason = "delivery" });
        await Hold(8);

        var answer = await Shop.Json(await Change("counts", new { units = 5, reason = "count" }));

        Assert.Equal((5, 8, 0, 3), (Number(answer, "onHand"), Number(answer, "reserved"), Number(answer, "available"), Number(answer, "uncovered")));
    }

    [Fact]
    public async Task a_count_that_finds_what_was_expected_changes_nothing()
    {
        await Change("receipts", new { units = 10, reason = "delivery" });

        Assert.Equal(1, Number(await Shop.Json(await Change("counts", new { units = 10, reason = "count" })), "version"));
    }

    [Fact]
    public async Task an_adjustment_below_zero_is_refused()
    {
        await Change("receipts", new { units = 3, reason = "delivery" });

        var answer = await Change("adjustments", new { difference = -4, reason = "theft" });

        await Verifier.Verify(await Shop.Show(answer));
        Assert.Equal(3, (await Level()).OnHand);
    }

    [Fact]
    public async Task back_orders_let_carts_hold_more_than_there_is()
    {
        await Change("receipts", new { units = 1, reason = "delivery" });

        await shop.Admin(HttpMethod.Put, $"/v1/admin/inventory/{variant}/backorders", new { limit = 2 });
        Assert.Equal(3, (await Level()).Available);
        await shop.Admin(HttpMethod.Put, $"/v1/admin/inventory/{variant}/backorders", new { limit = (int?)null });
        Assert.True((await Level()).Available > 1_000_000);
    }

    [Fact]
    public async Task many_changes_at_once_lose_none()
    {
        await Task.WhenAll(Enumerable.Range(0, 30).Select(_ => Change("receipts", new { units = 2, reason = "delivery" })));
        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Change("adjustments", new { difference = -1, reason = "damage" })));

        Assert.Equal(40, (await Level()).OnHand);
        Assert.Equal(50, Number(await Shop.Json(await Show()), "version"));
    }

    [Fact]
    public async Task a_repeated_receipt_with_one_key_is_received_once()
    {
        (string, string) key = ("Idempotency-Key", Guid.NewGuid().ToString());

        var first = await Change("receipts", new { units = 5, reason = "delivery" }, key);
        var again = await Change("receipts", new { units = 5, reason = "delivery" }, key);
        var other = await Change("receipts", new { units = 6, reason = "delivery" }, key);

        Assert.Equal(await first.Content.ReadAsStringAsync(), await again.Content.ReadAsStringAsync());
        Assert.Equal(HttpStatusCode.UnprocessableEntity, other.StatusCode);
        Assert.Equal(5, (await Level()).OnHand);
    }

    [Fact]
    public async Task a_change_of_what_has_changed_meanwhile_is_refused()
    {
        var seen = (await Change("receipts", new { units = 5, reason = "delivery" })).Headers.ETag!.Tag;
        await Change("receipts", new { units = 5, reason = "delivery" });

        var answer = await Change("counts", new { units = 5, reason = "count" }, ("If-Match", seen));

        Assert.Equal(HttpStatusCode.PreconditionFailed, answer.StatusCode);
    }

    [Fact]
    public async Task the_history_tells_what_was_done_newest_first()
    {
        await Change("receipts", new { units = 10, reason = "delivery", source = "PO-7" });
        await Change("counts", new { units = 8, reason = "count" });
        await Change("adjustments", new { difference = -1, reason = "damage" });

        var page = await Shop.Json(await shop.Admin(HttpMethod.Get, $"/v1/admin/inventory/{variant}/history?limit=2"));
        var rest = await Shop.Json(await shop.Admin(HttpMethod.Get, $"/v1/admin/inventory/{variant}/history?limit=2&cursor={page.GetProperty("next").GetString()}"));

        Assert.Equal("adjusted -1, counted -2", string.Join(", ", page.GetProperty("items").EnumerateArray().Select(Entry)));
        Assert.Equal("received 10", string.Join(", ", rest.GetProperty("items").EnumerateArray().Select(Entry)));
        Assert.Equal(System.Text.Json.JsonValueKind.Null, rest.GetProperty("next").ValueKind);
    }

    [Fact]
    public async Task shows_every_live_hold()
    {
        await Change("receipts", new { units = 10, reason = "delivery" });
        await Hold(3);

        var view = await Shop.Json(await Show());

        Assert.Equal(3, view.GetProperty("holds").EnumerateArray().Single().GetProperty("units").GetInt32());
        Assert.Equal((10, 3, 7), (Number(view, "onHand"), Number(view, "reserved"), Number(view, "available")));
    }

    [Fact]
    public async Task a_variant_without_stock_is_unknown() =>
        Assert.Equal(HttpStatusCode.NotFound, (await Show()).StatusCode);

    [Theory]
    [InlineData("receipts", """{ "units": 0, "reason": "r" }""")]
    [InlineData("receipts", """{ "units": 1, "reason": "" }""")]
    [InlineData("counts", """{ "units": -1, "reason": "r" }""")]
    [InlineData("adjustments", """{ "difference": 0, "reason": "r" }""")]
    [InlineData("receipts", """{ "units": 99999999999, "reason": "r" }""")]
    public async Task nonsense_is_refused(string what, string body)
    {
        using var content = new StringContent(body, System.Text.Encoding.UTF8, "application/json");

        Assert.Equal(HttpStatusCode.BadRequest, (await Change(what, content)).StatusCode);
    }

    [Fact]
    public async Task only_staff_may_look_or_touch()
    {
        Assert.Equal(HttpStatusCode.Unauthorized, (await shop.Send(HttpMethod.Get, $"/v1/admin/inventory/{variant}")).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await shop.Send(HttpMethod.Post, $"/v1/admin/inventory/{variant}/receipts", new { units = 1, reason = "r" })).StatusCode);
    }

    [Fact]
    public async Task a_new_node_sends_what_a_crash_swallowed()
    {
        await Change("receipts", new { units = 5, reason = "delivery" });
        await using (var cut = await Shop.With(("ConnectionStrings:redis", "127.0.0.1:1")))
            await Merchant.Ok(await Shop.On(cut).Admin(HttpMethod.Post, $"/v1/admin/inventory/{variant}/receipts", new { units = 4, reason = "delivery" }));

        await using var node = await Shop.With();

        await Eventually.True(async () => (await Level()).OnHand == 9);
    }

    private Task<HttpResponseMessage> Change(string what, object body, params (string Name, string Value)[] headers) =>
        shop.Admin(HttpMethod.Post, $"/v1/admin/inventory/{variant}/{what}", body, headers);

    private Task<HttpResponseMessage> Show() => shop.Admin(HttpMethod.Get, $"/v1/admin/inventory/{variant}");

    private Task Hold(int units) =>
        shop.Services.GetRequiredService<IInventory>().Hold(Guid.NewGuid(), new Dictionary<string, int> { [variant] = units }, default);

    private async Task<StockAvailability> Level() => (await shop.Services.GetRequiredService<IInventory>().Available([variant], null, default))[variant];

    private static long Number(System.Text.Json.JsonElement view, string name) => view.GetProperty(name).GetInt64();

    private static string Entry(System.Text.Json.JsonElement fact) => $"{fact.GetProperty("kind").GetString()} {fact.GetProperty("difference").GetInt64()}";
}
