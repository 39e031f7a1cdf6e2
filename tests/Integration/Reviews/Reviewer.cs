using System.Text.Json;
using Commerce.Integration.Carts;
using Commerce.Integration.Catalog;
using Commerce.Integration.Checkouts;
using Commerce.Integration.Support;

namespace Commerce.Integration.Reviews;

/// <summary>A customer who has bought a product, and what they think of it.</summary>
internal sealed record Reviewer(Shop Shop, Shopper Customer, string ProductId, string Slug)
{
    public static async Task<Reviewer> Of(Shop shop, Shopper? customer = null, (string ProductId, string Slug)? product = null)
    {
        customer ??= await Shopper.New(shop);
        var (id, slug) = product ?? await Product(shop);
        await Merchant.Ok(await new Till(shop, await new Basket(shop, customer).With(slug)).Buy());
        return new(shop, customer, id, slug);
    }

    /// <summary>A product of one variant, whose id is its slug, with stock.</summary>
    public static async Task<(string ProductId, string Slug)> Product(Shop shop)
    {
        var product = Merchant.Simple("Lamp", 4200);
        var slug = (string)product["slug"];
        product["variants"] = new[] { new { variantId = slug, sku = slug, prices = new[] { Merchant.Eur(4200) } } };
        var id = await new Merchant(shop).Published(product);
        await Merchant.Ok(await shop.Admin(HttpMethod.Post, $"/v1/admin/inventory/{slug}/receipts", new { units = 100, reason = "delivery" }));
        return (id, slug);
    }

    public Task<HttpResponseMessage> Write(int rating, string title = "Bright", params (string, string)[] headers) =>
        Customer.Send(HttpMethod.Put, $"/v1/me/reviews/{ProductId}", new { rating, title, text = "It does what it says.", author = "Ada" }, headers);

    public async Task<string> Written(int rating, string title = "Bright") => (await Shop.Json(await Merchant.Ok(await Write(rating, title)))).GetProperty("id").GetString()!;

    /// <summary>Written, and let through.</summary>
    public async Task<string> Approved(int rating, string title = "Bright")
    {
        var id = await Written(rating, title);
        await Merchant.Ok(await Decide(id, "approve"));
        return id;
    }

    public Task<HttpResponseMessage> Decide(string id, string what, params (string, string)[] headers) =>
        Shop.Admin(HttpMethod.Post, $"/v1/admin/reviews/{id}/{what}", what == "reject" ? new { reason = "Rude." } : null, headers);

    public async Task<JsonElement> Mine() => await Shop.Json(await Merchant.Ok(await Customer.Send(HttpMethod.Get, $"/v1/me/reviews/{ProductId}")));

    /// <summary>The titles everybody sees, as a node tells them.</summary>
    public async Task<string[]> Titles(Shop? at = null, string query = "") =>
        [.. (await Shop.Json(await Merchant.Ok(await (at ?? Shop).Send(HttpMethod.Get, $"/v1/products/{Slug}/reviews{query}"))))
            .GetProperty("items").EnumerateArray().Select(review => review.GetProperty("title").GetString()!)];

    /// <summary>Count and average everybody sees, as a node tells them.</summary>
    public async Task<(long Count, int? Average)> Rating(Shop? at = null)
    {
        var rating = await Shop.Json(await Merchant.Ok(await (at ?? Shop).Send(HttpMethod.Get, $"/v1/products/{Slug}/rating")));
        var average = rating.GetProperty("averageHundredths");
        return (rating.GetProperty("count").GetInt64(), average.ValueKind == JsonValueKind.Null ? null : average.GetInt32());
    }
}
