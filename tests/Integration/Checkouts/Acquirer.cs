using Commerce.Application.Payments;
using Commerce.Domain;
using Commerce.Integration.Catalog;
using Commerce.Integration.Payments;
using Commerce.Integration.Support;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Commerce.Integration.Checkouts;

/// <summary>The provider behind a checkout: takes requests that were on their way for long, says what stands in its books, and reports of its own accord.</summary>
internal sealed class Acquirer(Shop shop, string checkoutId)
{
    private IPaymentGateway Gateway => shop.Services.GetServices<IPaymentGateway>().Single(gateway => gateway.Provider == "sandbox");

    /// <summary>
    /// A checkout whose first attempt never reached the provider and was given up: its node is gone. With an attempt of half a minute ago it is as the shopper leaves it, with one older than
    /// the session it has expired.
    /// </summary>
    public static async Task<(Till Till, Acquirer Acquirer)> GaveUp(Shop shop, string state, int stock = 3)
    {
        var age = state == "EXPIRED" ? TimeSpan.FromMinutes(61) : TimeSpan.FromSeconds(30);
        var till = await Till.With(shop, stock: stock);
        await using (var gone = await Node.Start([("Payments:Sandbox:TimeOut", "0.05")], services => services.AddSingleton<TimeProvider>(new ShiftedClock(-age))))
            await Merchant.Ok(await till.Start(Till.Everything("tok_timeout_before_effect"), on: gone));

        if (state == "CANCELLED")
            await Merchant.Ok(await till.Do(HttpMethod.Post, "cancel", new { }));
        else if (state == "PAYMENT_FAILED")
            await Merchant.Ok(await till.Do(HttpMethod.Post, "confirm"));
        else
            await Rested(shop, till.Id);

        await till.Reaches(state);
        return (till, new Acquirer(shop, till.Id));
    }

    /// <summary>The time at which somebody looks at the checkout is now.</summary>
    public static async Task Rested(Shop shop, string checkoutId)
    {
        await using var command = shop.Services.GetRequiredService<NpgsqlDataSource>().CreateCommand("update checkout_session set due_at = now() where checkout_id = $1");
        command.Parameters.AddWithValue(Guid.Parse(checkoutId));
        Assert.Equal(1, await command.ExecuteNonQueryAsync());
    }

    /// <summary>The id of an attempt, the first one being 0.</summary>
    public async Task<Guid> Attempt(int index = 0) => (await Evidence()).GetProperty("attempts")[index].GetProperty("attemptId").GetGuid();

    /// <summary>The checkout as staff sees it.</summary>
    public async Task<System.Text.Json.JsonElement> Evidence() => await Shop.Json(await Merchant.Ok(await shop.Admin(HttpMethod.Get, $"/v1/admin/payment-reviews/{checkoutId}")));

    public async Task<string> State() => Till.Of((await Evidence()).GetProperty("checkout"), "state");

    /// <summary>The request arrives at last: the provider reserves the amount, takes it if it is to, and reports.</summary>
    public async Task<string> Authorises(long cents = 1250, bool captures = false, string token = "tok_ok", int attempt = 0)
    {
        var (id, amount) = (await Attempt(attempt), new Money(cents, "EUR"));
        var reference = Assert.IsType<GatewayAnswer.Authorised>(await Gateway.Authorise(new(id, Guid.Parse(checkoutId), amount, token), default)).Reference;
        if (captures)
            Assert.IsType<GatewayAnswer.Captured>(await Gateway.Capture(reference, amount, $"{id:N}-elsewhere", default));

        var eventId = $"evt_{Guid.NewGuid():N}";
        await Tells(captures ? "payment.captured" : "payment.authorised", id, reference, cents, eventId);
        return eventId;
    }

    public async Task Tells(string type, Guid attempt, string reference, long cents, string eventId, string? reason = null, string? key = null)
    {
        var body = Webhooks.Body(attempt, type, eventId, amount: cents, reference: reference, reason: reason, key: key);
        Assert.True((await Webhooks.Post(shop.Http, body, Webhooks.Sign(shop.Services, body))).IsSuccessStatusCode);
    }

    /// <summary>How an attempt stands in the provider's books.</summary>
    public async Task<GatewayAnswer> Books(int attempt = 0) => await Gateway.Find(await Attempt(attempt), default);
}
