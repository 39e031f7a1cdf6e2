using System.Globalization;
using System.Text.Json;
using Commerce.Application.Pipeline;
using Commerce.Integration.Carts;
using Commerce.Integration.Catalog;
using Commerce.Integration.Support;

namespace Commerce.Integration.Checkouts;

/// <summary>A shopper at the till with a basket of their own.</summary>
internal sealed class Till(Shop shop, Basket basket)
{
    public static readonly object Home = new { name = "Ada Lovelace", line1 = "12 St James's Square", city = "London", postalCode = "SW1Y 4LB", country = "GB" };

    public Basket Basket => basket;

    /// <summary>The checkout, once it is started.</summary>
    public string Id { get; private set; } = "";

    /// <summary>With it a guest reads the order.</summary>
    public string? OrderToken { get; private set; }

    /// <summary>A till with one unit of something new in the basket.</summary>
    public static async Task<Till> With(Shop shop, long cents = 1250, int stock = 10, int units = 1, Shopper? customer = null) =>
        new(shop, await new Basket(shop, customer).With(await Basket.Goods(shop, cents: cents, stock: stock), units));

    public static object Everything(string token, string method = "pickup") =>
        new { email = "ada@example.com", shippingAddress = Home, shippingMethod = method, payment = new { token } };

    /// <summary>All at once.</summary>
    public Task<HttpResponseMessage> Buy(string token = "tok_ok", string? key = null, string method = "pickup") => Start(Everything(token, method), key);

    /// <param name="on">Another node than the shop's own.</param>
    public async Task<HttpResponseMessage> Start(object? body = null, string? key = null, Node? on = null)
    {
        var path = on is null ? "/v1/checkouts" : new Uri(on.Client.BaseAddress!, "/v1/checkouts").ToString();
        var answer = await basket.Send(HttpMethod.Post, path, body ?? new { }, Key(key));
        if (!answer.IsSuccessStatusCode)
            return answer;

        // As text: the spec reads the answer once more.
        using var checkout = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
        (Id, OrderToken) = (Of(checkout.RootElement, "id"), checkout.RootElement.GetProperty("orderToken").GetString() ?? OrderToken);
        return answer;
    }

    /// <summary>Step by step, up to the frozen totals.</summary>
    public async Task<Till> Locked(string method = "pickup")
    {
        await Merchant.Ok(await Start(new { email = "ada@example.com", shippingAddress = Home, shippingMethod = method }));
        await Merchant.Ok(await Do(HttpMethod.Put, "lock"));
        return this;
    }

    public Task<HttpResponseMessage> Pay(string token = "tok_ok", string? key = null) => Do(HttpMethod.Post, "payments", new { token }, Key(key));

    public Task<HttpResponseMessage> Do(HttpMethod method, string what, object? body = null, params (string Name, string Value)[] headers) =>
        basket.Send(method, $"/v1/checkouts/{Id}/{what}", body, headers);

    public async Task<JsonElement> See() => await Shop.Json(await Merchant.Ok(await basket.Send(HttpMethod.Get, $"/v1/checkouts/{Id}")));

    public async Task<string> State() => Of(await See(), "state");

    public Task Reaches(string state) => Eventually.True(async () => await State() == state);

    /// <summary>The order as its buyer reads it.</summary>
    public async Task<JsonElement> Order() => await Shop.Json(await Merchant.Ok(
        await basket.Send(HttpMethod.Get, $"/v1/orders/{Of(await See(), "orderId")}", null, OrderToken is { } token ? [("Order-Token", token)] : [])));

    public static string Of(JsonElement checkout, string member) => checkout.GetProperty(member).ToString();

    public static long Total(JsonElement checkout) => checkout.GetProperty("totals").GetProperty("total").GetProperty("amount").GetInt64();

    /// <summary>Units on hand and in live holds, as staff see them.</summary>
    public async Task<(long OnHand, long Reserved)> Stock(string variantId)
    {
        var stock = await Shop.Json(await Merchant.Ok(await shop.Admin(HttpMethod.Get, $"/v1/admin/inventory/{variantId}")));
        return (stock.GetProperty("onHand").GetInt64(), stock.GetProperty("reserved").GetInt64());
    }

    public async Task<string> Variant() => (await basket.See()).GetProperty("lines")[0].GetProperty("variantId").GetString()!;

    public async Task<string> Line() => (await basket.See()).GetProperty("lines")[0].GetProperty("lineId").GetString()!;

    /// <summary>The idempotency key of this shopper's payment, as the program knows it.</summary>
    public IdempotencyKey KeyOf(string key) => new(Fingerprint.Of($"{new Caller.Anonymous { CartToken = basket.Token }.Name}\nPOST\n/v1/checkouts/{Id}/payments\n{key}"), "");

    private static (string Name, string Value) Key(string? key) => ("Idempotency-Key", key ?? Guid.NewGuid().ToString("N", CultureInfo.InvariantCulture));
}
