using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;

namespace Commerce.Host.Demo;

/// <summary>Somebody who bought a few things and says what they think of them, and a member of staff who lets it through.</summary>
internal static class DemoReviews
{
    /// <summary>The first products there are, in every shop the same.</summary>
    private const int Products = 6;

    private static readonly (string Name, (int Rating, string Title, string Text)[] Says)[] Buyers =
    [
        ("Grace",
            [(5, "Would buy it again", "It came quickly and is better than the picture."), (4, "Good, with a small but", "Well made. The packaging could have been smaller."), (3, "It will do", "")]),
        ("Mary",
            [(5, "A pleasure", "I have used it every day since it came."), (2, "Not for me", "Nothing wrong with it, but I had imagined it larger."), (4, "Solid", "Does what it should.")]),
    ];

    /// <summary>Where payments are real nobody buys, and so nobody says anything.</summary>
    public static async Task Write(ShopApi staff, string address, CancellationToken ct)
    {
        foreach (var (i, (name, says)) in Buyers.Index())
        {
            using var shop = new HttpClient { BaseAddress = new(address), Timeout = TimeSpan.FromSeconds(30) };
            (string Slug, string VariantId)[] goods =
                [.. Enumerable.Range(i * 2, Products).Select(DemoProduct.Number).Where(InStock).Take(says.Length).Select(product => (product.Slug, product.Variants.First(InStock).VariantId))];
            if (!await SignIn(shop, name, ct) || !await Buy(shop, name, goods, ct))
                return;

            foreach (var ((slug, variant), said) in goods.Zip(says))
            {
                // As many are on the shelf as in every other demo shop.
                await staff.Do(HttpMethod.Post, $"/v1/admin/inventory/{variant}/receipts", new { units = 1, reason = "instead of the one that was reviewed" }, ct);
                await Say(shop, staff, slug, name, said, ct);
            }
        }
    }

    private static bool InStock(DemoProduct product) => product.Variants.Any(InStock);

    private static bool InStock(DemoVariant variant) => variant.Units > 0;

    private static async Task<bool> SignIn(HttpClient shop, string name, CancellationToken ct)
    {
        // Nobody logs in as them again: a new account each time, should an earlier attempt have been cut off.
        var (email, password) = ($"{name.ToLowerInvariant()}.{Guid.NewGuid():N}@example.com", Guid.NewGuid().ToString("N"));
        using var registered = await shop.PostAsJsonAsync("/v1/customers", new { email, name, password }, ct);
        using var session = await shop.PostAsJsonAsync("/v1/sessions", new { email, password }, ct);
        if (!session.IsSuccessStatusCode)
            return false;

        shop.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", (await session.Content.ReadFromJsonAsync<JsonElement>(ct)).GetProperty("accessToken").GetString());
        return true;
    }

    private static async Task<bool> Buy(HttpClient shop, string name, (string Slug, string VariantId)[] goods, CancellationToken ct)
    {
        foreach (var (_, variantId) in goods)
            using (var added = await shop.PostAsJsonAsync("/v1/cart/lines", new { variantId, units = 1 }, ct))
                if (!added.IsSuccessStatusCode)
                    return false;

        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/checkouts")
        {
            Headers = { { "Idempotency-Key", Guid.NewGuid().ToString() } },
            Content = JsonContent.Create(new
            {
                email = "demo@example.com",
                shippingAddress = new { name, line1 = "1 Demo Street", city = "Vienna", postalCode = "1010", country = "AT" },
                shippingMethod = "pickup",
                payment = new { token = "tok_ok" },
            }),
        };
        using var bought = await shop.SendAsync(request, ct);
        return bought.IsSuccessStatusCode;
    }

    private static async Task Say(HttpClient shop, ShopApi staff, string slug, string author, (int Rating, string Title, string Text) said, CancellationToken ct)
    {
        var product = (await shop.GetFromJsonAsync<JsonElement>($"/v1/products/{slug}", ct)).GetProperty("productId").GetGuid();
        using var written = await shop.PutAsJsonAsync($"/v1/me/reviews/{product}", new { rating = said.Rating, title = said.Title, text = said.Text, author }, ct);
        if (written.IsSuccessStatusCode)
            await staff.Do(HttpMethod.Post, $"/v1/admin/reviews/{(await written.Content.ReadFromJsonAsync<JsonElement>(ct)).GetProperty("id").GetGuid()}/approve", null, ct);
    }
}
