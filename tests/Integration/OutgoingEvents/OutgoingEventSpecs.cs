using System.Net;
using System.Text.Json;
using Commerce.Integration.Carts;
using Commerce.Integration.Catalog;
using Commerce.Integration.Checkouts;
using Commerce.Integration.Support;
using Commerce.Integration.Support.Faults;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Commerce.Integration.OutgoingEvents;

/// <summary>What other programs hear of the shop: everything that was committed, at least once, whoever dies on the way.</summary>
public class OutgoingEventSpecs(Shop shop) : IClassFixture<Shop>
{
    [Fact]
    public async Task tell_an_order_step_by_step_signed_and_as_it_stood_then()
    {
        await using var receiver = await Receiver.Start();
        var secret = (await receiver.Register(shop)).GetProperty("secret").GetString()!;

        var order = await Order();
        var told = await receiver.Hears(order, 2);

        Assert.Equal(["order.confirmed", "order.placed"], told.Select(one => one.Type).Order());
        Assert.All(told, one => Assert.True(one.IsSignedWith(secret)));
        Assert.All(told, one => Assert.Equal(one.Id, one.Json.GetProperty("id").GetString()));
        Assert.Equal(["paid", "placed"], told.OrderBy(one => one.Type).Select(one => one.Json.GetProperty("order").GetProperty("status").GetString()));
    }

    [Fact]
    public async Task tell_only_what_was_asked_for()
    {
        await using var receiver = await Receiver.Start();
        await receiver.Register(shop, "order.confirmed");

        await receiver.Hears(await Order(), 1);
        await receiver.Hears(await Order(), 1);

        Assert.All(receiver.Heard, told => Assert.Equal("order.confirmed", told.Type));
    }

    [Fact]
    public async Task tell_of_a_payment_that_a_person_has_to_look_at()
    {
        await using var receiver = await Receiver.Start();
        await receiver.Register(shop, "payment.review_needed");
        var till = await Till.With(shop);

        await Merchant.Ok(await till.Buy("tok_amount_differs"));

        await Eventually.True(() => receiver.Heard.Any(told => told.Json.GetProperty("review").GetProperty("checkoutId").GetString() == till.Id));
    }

    [Fact]
    public async Task carry_the_same_id_and_body_however_often_they_are_sent()
    {
        await using var receiver = await Receiver.Start();
        receiver.Status = 500;
        var endpoint = await receiver.Register(shop, "order.confirmed");
        var order = await Order();
        await receiver.Hears(order, 1);

        receiver.Status = 204;
        var told = await receiver.Hears(order, 2);
        var delivery = await Delivery(endpoint, told[0], "delivered");
        await Merchant.Ok(await shop.Admin(HttpMethod.Post, $"/v1/admin/webhook-deliveries/{Id(delivery)}/resend"));
        told = await receiver.Hears(order, told.Count + 1);

        Assert.Single(told.Select(one => one.Id).Distinct());
        Assert.Single(told.Select(one => Convert.ToBase64String(one.Body)).Distinct());
    }

    [Fact]
    public async Task reach_the_others_while_one_endpoint_hangs()
    {
        await using var dead = await Receiver.Start();
        await using var live = await Receiver.Start();
        dead.Hangs = true;
        await dead.Register(shop, "order.confirmed");
        await live.Register(shop, "order.confirmed");

        // More than are sent at once: its queue is full.
        for (var i = 0; i < 12; i++)
            await Order();

        await live.Hears(await Order(), 1);
    }

    [Fact]
    public async Task are_given_up_in_sight_of_operators_and_can_be_sent_again()
    {
        await using var receiver = await Receiver.Start();
        receiver.Status = 410;
        var endpoint = await receiver.Register(shop, "order.confirmed");
        var told = (await receiver.Hears(await Order(), 1))[0];
        await Eventually.True(async () => (await Delivery(endpoint, told, "waiting")).GetProperty("problem").GetString() == "Answered 410.");

        // All but the last of its tries are over.
        await Sql("update webhook_delivery set tries = 29, due_at = now() where endpoint_id = $1", endpoint.GetProperty("id").GetGuid());
        var given = await Delivery(endpoint, told, "dead");
        receiver.Status = 200;
        await Merchant.Ok(await shop.Admin(HttpMethod.Post, $"/v1/admin/webhook-deliveries/{Id(given)}/resend"));

        Assert.Equal((410, 30), (given.GetProperty("lastStatus").GetInt32(), given.GetProperty("tries").GetInt32()));
        Assert.Equal(Id(given), Id(await Delivery(endpoint, told, "delivered")));
    }

    [Fact]
    public async Task stop_when_the_endpoint_is_removed()
    {
        await using var gone = await Receiver.Start();
        await using var stays = await Receiver.Start();
        var id = (await gone.Register(shop, "order.confirmed")).GetProperty("id").GetString();
        await stays.Register(shop, "order.confirmed");

        for (var times = 0; times < 2; times++)
            Assert.Equal(HttpStatusCode.NoContent, (await shop.Admin(HttpMethod.Delete, $"/v1/admin/webhook-endpoints/{id}")).StatusCode);

        var order = await Order();
        await stays.Hears(order, 1);

        Assert.DoesNotContain(gone.Heard, told => told.IsAbout(order));
        Assert.DoesNotContain((await Listed()).EnumerateArray(), endpoint => endpoint.GetProperty("id").GetString() == id);
    }

    [Fact]
    public async Task show_the_secret_once()
    {
        var registered = await Receiver.Register(shop, new Uri("http://127.0.0.1:9/hooks"));
        var listed = (await Listed()).EnumerateArray().Single(endpoint => endpoint.GetProperty("id").GetString() == registered.GetProperty("id").GetString());

        Assert.StartsWith("whsec_", registered.GetProperty("secret").GetString(), StringComparison.Ordinal);
        Assert.False(listed.TryGetProperty("secret", out _));
        Assert.Equal("staff:bootstrap", listed.GetProperty("registeredBy").GetString());
        await Merchant.Ok(await shop.Admin(HttpMethod.Delete, $"/v1/admin/webhook-endpoints/{registered.GetProperty("id").GetString()}"));
    }

    [Theory]
    [InlineData("ftp://shop.example/hooks")]
    [InlineData("hooks")]
    [InlineData("http://ada:secret@shop.example/hooks")]
    [InlineData("http://shop.example/hooks#part")]
    public async Task are_sent_to_addresses_only(string url) =>
        Assert.Equal("request.invalid", await Merchant.Code(await shop.Admin(HttpMethod.Post, "/v1/admin/webhook-endpoints", new { url })));

    [Fact]
    public async Task have_types_and_no_others() =>
        Assert.Equal("request.invalid", await Merchant.Code(await shop.Admin(HttpMethod.Post, "/v1/admin/webhook-endpoints", new { url = "http://shop.example", types = new[] { "order.eaten" } })));

    [Fact]
    public async Task are_told_although_the_program_was_killed_right_after_the_commit()
    {
        var (backends, port) = (await Backends.Running.Value, Commerce.Host.Backends.Ports.Free());
        await using var web = await WebProcess.Start(await TestDatabase.Create(backends.Postgres), backends.Redis, ("Redis:KeyPrefix", $"{Guid.NewGuid():N}:"), ("Webhooks:RetryAfter", "1"));
        var own = Shop.At(web.Http.BaseAddress!);
        await web.Ready();

        // Nobody listens before the kill, so nothing can have been delivered.
        await Receiver.Register(own, new Uri($"http://127.0.0.1:{port}/hooks"));
        var order = await Order(own);
        await web.Kill();

        await using var receiver = await Receiver.Start(port);
        await web.Restart();
        var told = await receiver.Hears(order, 2);
        Assert.Equal(["order.confirmed", "order.placed"], told.Select(one => one.Type).Distinct().Order());
        Assert.Equal(2, told.Select(one => one.Id).Distinct().Count());
    }

    private async Task<Guid> Order(Shop? of = null)
    {
        var till = new Till(of ?? shop, await new Basket(of ?? shop).With(await Basket.Goods(of ?? shop)));
        return Guid.Parse(Till.Of(await Shop.Json(await Merchant.Ok(await till.Buy())), "orderId"));
    }

    private async Task<JsonElement> Listed() => (await Shop.Json(await Merchant.Ok(await shop.Admin(HttpMethod.Get, "/v1/admin/webhook-endpoints")))).GetProperty("items");

    /// <summary>The delivery of what was told, once it is in this state.</summary>
    private async Task<JsonElement> Delivery(JsonElement endpoint, Receiver.Told told, string state)
    {
        JsonElement found = default;
        await Eventually.True(async () =>
        {
            var page = await Shop.Json(await Merchant.Ok(await shop.Admin(HttpMethod.Get, $"/v1/admin/webhook-deliveries?state={state}&endpointId={Id(endpoint)}&limit=100")));
            found = page.GetProperty("items").EnumerateArray().FirstOrDefault(delivery => delivery.GetProperty("eventId").GetString() == told.Id);
            return found.ValueKind is JsonValueKind.Object;
        });
        return found;
    }

    private static string Id(JsonElement thing) => thing.GetProperty("id").GetString()!;

    private async Task Sql(string sql, Guid id)
    {
        await using var command = shop.Services.GetRequiredService<NpgsqlDataSource>().CreateCommand(sql);
        command.Parameters.AddWithValue(id);
        await command.ExecuteNonQueryAsync();
    }
}
