using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using Commerce.Integration.Support;

namespace Commerce.Integration.Catalog;

/// <summary>Staff at work on products, so that each spec says only what matters to it.</summary>
internal sealed class Merchant(Shop shop)
{
    /// <summary>A word nobody else uses, for slugs, SKUs and tags.</summary>
    public static string Word() => Guid.NewGuid().ToString("N");

    /// <summary>A request body: a shirt in the sizes given, each at 49 € and 5000 ¥.</summary>
    public static Dictionary<string, object> Shirt(string slug, params string[] sizes) => new()
    {
        ["slug"] = slug,
        ["title"] = "Linen shirt",
        ["description"] = "Cool in summer.",
        ["tags"] = new[] { "linen" },
        ["images"] = new[] { new { url = "/images/placeholder/shirt.svg", alt = "The shirt" } },
        ["options"] = new[] { new { name = "Size", values = new[] { "S", "M", "L", "XL" } } },
        ["variants"] = sizes.Select(size => Size(slug, size)).ToArray(),
    };

    public static Dictionary<string, object> Size(string slug, string size, long cents = 4900) => new()
    {
        ["variantId"] = $"{slug}-{size}",
        ["sku"] = $"{slug}-{size}",
        ["options"] = new Dictionary<string, string> { ["Size"] = size },
        ["prices"] = new[] { Eur(cents), new { amount = 5000L, currency = "JPY" } },
        ["weightGrams"] = 250,
        ["max"] = 10,
    };

    /// <summary>A request body: a product of one variant, no options.</summary>
    public static Dictionary<string, object> Simple(string title, long cents, params string[] tags)
    {
        var slug = Word();
        return new()
        {
            ["slug"] = slug,
            ["title"] = title,
            ["tags"] = tags,
            ["variants"] = new[] { new { variantId = slug, sku = slug, prices = new[] { Eur(cents) } } },
        };
    }

    /// <summary>An answer as a spec shows it, less the versions, which every other spec moves.</summary>
    public static async Task<string> Shown(HttpResponseMessage answer)
    {
        answer.Headers.Remove("ETag");
        return Regex.Replace(await Shop.Show(answer), "\"(price|discount)Version\": [0-9]+", "\"$1Version\": {version}");
    }

    public static object Eur(long amount) => new { amount, currency = "EUR" };

    public Task<HttpResponseMessage> Create(object product) => shop.Admin(HttpMethod.Post, "/v1/admin/products", product);

    public async Task<string> Created(object product)
    {
        var answer = await Create(product);
        Assert.True(answer.StatusCode == HttpStatusCode.Created, await answer.Content.ReadAsStringAsync());
        return (await Shop.Json(answer)).GetProperty("productId").GetString()!;
    }

    public async Task<string> Published(object product)
    {
        var id = await Created(product);
        await Ok(await Do(id, "publish"));
        return id;
    }

    public Task<HttpResponseMessage> Do(string productId, string what) => shop.Admin(HttpMethod.Post, $"/v1/admin/products/{productId}/{what}");

    public async Task<string> Category(string slug, string? parent = null, int position = 0)
    {
        var answer = await shop.Admin(HttpMethod.Post, "/v1/admin/categories", new { slug, name = $"Category {slug}", description = "", parent, position });
        Assert.True(answer.StatusCode == HttpStatusCode.Created, await answer.Content.ReadAsStringAsync());
        return (await Shop.Json(answer)).GetProperty("categoryId").GetString()!;
    }

    public async Task<string> Collection(string slug)
    {
        var answer = await shop.Admin(HttpMethod.Post, "/v1/admin/collections", new { slug, name = $"Collection {slug}" });
        Assert.True(answer.StatusCode == HttpStatusCode.Created, await answer.Content.ReadAsStringAsync());
        return (await Shop.Json(answer)).GetProperty("collectionId").GetString()!;
    }

    /// <summary>The titles of a page of the storefront, and the cursor of the next.</summary>
    public async Task<(string[] Titles, string? Next)> Browse(string query)
    {
        var page = await Shop.Json(await Ok(await shop.Send(HttpMethod.Get, $"/v1/products?{query}")));
        return ([.. page.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("title").GetString()!)], page.GetProperty("next").GetString());
    }

    public static async Task<HttpResponseMessage> Ok(HttpResponseMessage answer)
    {
        Assert.True(answer.IsSuccessStatusCode, $"{answer.StatusCode} {await answer.Content.ReadAsStringAsync()}");
        return answer;
    }

    public static async Task<string?> Code(HttpResponseMessage answer) =>
        (await Shop.Json(answer)) is { ValueKind: JsonValueKind.Object } body && body.TryGetProperty("code", out var code) ? code.GetString() : null;
}
