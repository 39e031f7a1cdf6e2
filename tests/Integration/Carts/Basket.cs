using System.Net;
using System.Text.Json;
using Commerce.Integration.Catalog;
using Commerce.Integration.Support;

namespace Commerce.Integration.Carts;

/// <summary>A shopper with a basket, known by its token or by a customer's account.</summary>
internal sealed class Basket(Shop shop, Shopper? customer = null)
{
    public string? Token { get; set; }

    /// <summary>A published product of one variant with stock; the id of its variant.</summary>
    public static async Task<string> Goods(Shop shop, string title = "Mug", long cents = 1250, int stock = 100, object? rule = null, long? yen = null, string? variant = null)
    {
        variant ??= Merchant.Word();
        var (min, max, step) = ((int, int, int)?)rule ?? (1, 99, 1);
        object[] prices = yen is { } amount ? [Merchant.Eur(cents), new { amount, currency = "JPY" }] : [Merchant.Eur(cents)];
        await new Merchant(shop).Published(new { slug = variant, title, variants = new[] { new { variantId = variant, sku = variant, prices, min, max, step } } });
        if (stock > 0)
            await Merchant.Ok(await shop.Admin(HttpMethod.Post, $"/v1/admin/inventory/{variant}/receipts", new { units = stock, reason = "delivery" }));

        return variant;
    }

    /// <summary>Sends as the owner; a token that comes back is kept.</summary>
    public async Task<HttpResponseMessage> Send(HttpMethod method, string path, object? body = null, params (string Name, string Value)[] headers)
    {
        if (Token is { } token && customer is null)
            headers = [("Cart-Token", token), .. headers];

        var answer = customer is null ? await shop.Send(method, path, body, headers) : await customer.Send(method, path, body, headers);
        if (answer.Headers.TryGetValues("Cart-Token", out var given))
            Token = given.Single();

        return answer;
    }

    public Task<HttpResponseMessage> Add(string variantId, int units = 1, params (string Name, string Value)[] headers) =>
        Send(HttpMethod.Post, "/v1/cart/lines", new { variantId, units }, headers);

    /// <summary>With goods that another node may have put up for sale this instant: this one hears of them in a moment.</summary>
    public async Task<Basket> With(string variantId, int units = 1)
    {
        HttpResponseMessage? added = null;
        await Eventually.True(async () => (added = await Add(variantId, units)).StatusCode != HttpStatusCode.NotFound);
        await Merchant.Ok(added!);
        return this;
    }

    public async Task<JsonElement> See() => await Shop.Json(await Merchant.Ok(await Send(HttpMethod.Get, "/v1/cart")));

    /// <summary>The lines as text, e.g. <c>mug 2, cup 1</c>.</summary>
    public async Task<string> Lines() => Lines(await See());

    public static string Lines(JsonElement cart) =>
        string.Join(", ", cart.GetProperty("lines").EnumerateArray().Select(line => $"{line.GetProperty("title").GetString()} {line.GetProperty("units").GetInt32()}"));

    public static string Warnings(JsonElement cart) =>
        string.Join(", ", cart.GetProperty("warnings").EnumerateArray().Select(warning => warning.GetProperty("code").GetString()));
}
