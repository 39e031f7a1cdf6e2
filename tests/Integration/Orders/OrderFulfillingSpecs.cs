using System.Net;
using Commerce.Integration.Support;

namespace Commerce.Integration.Orders;

public class OrderFulfillingSpecs(Shop shop) : IClassFixture<Shop>
{
    [Fact]
    public async Task sends_an_order_in_parcels()
    {
        var order = await SoldOrder.New(shop);

        var partly = await Shop.Json(await order.Post("fulfilments", new { lines = new[] { new { lineId = "1", units = 2 } }, tracking = new { carrier = "DHL", number = "JD01" } }));
        var whole = await Shop.Json(await order.Post("fulfilments", new { }));

        Assert.Equal("partly_fulfilled", partly.GetProperty("status").GetString());
        Assert.Equal((2, 1), (partly.GetProperty("lines")[0].GetProperty("sent").GetInt32(), partly.GetProperty("lines")[0].GetProperty("open").GetInt32()));
        Assert.Equal("fulfilled", whole.GetProperty("status").GetString());
        Assert.Equal(
            ["ann@example.com ordered for 119.90 EUR.", "119.90 EUR was taken.", "Sent 2 × SHIRT-M by DHL, JD01.", "Sent 1 × SHIRT-M, 1 × MUG."],
            await order.History());
    }

    [Fact]
    public async Task never_sends_a_unit_twice_however_many_ask_at_once()
    {
        var order = await SoldOrder.New(shop);

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => order.Post("fulfilments", new { lines = new[] { new { lineId = "1", units = 1 } } })));

        Assert.Equal(3, (await order.Read()).GetProperty("lines")[0].GetProperty("sent").GetInt32());
        Assert.Equal(3, answers.Count(answer => answer.StatusCode == HttpStatusCode.OK));
        Assert.All(answers, answer => Assert.True(answer.StatusCode is HttpStatusCode.OK or HttpStatusCode.Conflict));
    }

    [Fact]
    public async Task is_one_parcel_when_the_request_is_repeated()
    {
        var (order, key) = (await SoldOrder.New(shop), Guid.NewGuid().ToString());
        var body = new { lines = new[] { new { lineId = "1", units = 1 } } };

        await order.Post("fulfilments", body, key);
        await order.Post("fulfilments", body, key);

        Assert.Equal(1, (await order.Read()).GetProperty("fulfilments").GetArrayLength());
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await order.Post("fulfilments", new { }, key)).StatusCode);
    }

    [Fact]
    public async Task is_refused_to_those_who_saw_an_older_order()
    {
        var order = await SoldOrder.New(shop);
        await order.Post("fulfilments", new { lines = new[] { new { lineId = "1", units = 1 } } });

        var late = await order.Post("fulfilments", new { }, headers: ("If-Match", "\"2\""));

        Assert.Equal(HttpStatusCode.PreconditionFailed, late.StatusCode);
    }

    [Fact]
    public async Task tells_what_is_wrong_with_a_parcel()
    {
        var order = await SoldOrder.New(shop);

        var answer = await order.Post("fulfilments", new { lines = new[] { new { lineId = "1", units = 0 } }, tracking = new { carrier = "", number = "1", url = "javascript:alert(1)" } });

        await Verifier.Verify(await Shop.Show(answer));
    }
}
