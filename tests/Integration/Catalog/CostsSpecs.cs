using System.Net;
using Commerce.Integration.Support;
using static Commerce.Integration.Catalog.Merchant;

namespace Commerce.Integration.Catalog;

/// <summary>What only staff knows of a product: what it costs the shop, and how it is taxed.</summary>
public class CostsSpecs(Shop shop) : IClassFixture<Shop>
{
    private readonly Merchant merchant = new(shop);
    private readonly string slug = Word();

    [Fact]
    public async Task are_kept_with_a_new_variant_and_set_without_its_prices()
    {
        var variant = Size(slug, "S");
        variant["costs"] = new[] { Eur(2100) };
        var body = Shirt(slug);
        body["variants"] = new[] { variant };
        var id = await merchant.Created(body);

        var set = await Shop.Json(await Set(id, Eur(2300), new { amount = 2500L, currency = "USD" }));
        var again = await Shop.Json(await Set(id, Eur(2300), new { amount = 2500L, currency = "USD" }));

        Assert.Equal("[EUR 2300, USD 2500]", Costs(set));
        Assert.Equal(set.GetProperty("version").GetInt64(), again.GetProperty("version").GetInt64());
        Assert.Equal(4900, set.GetProperty("variants")[0].GetProperty("prices")[0].GetProperty("amount").GetInt64());
        Assert.Equal("[]", Costs(await Shop.Json(await Set(id))));
    }

    [Fact]
    public async Task are_never_below_zero_and_in_a_currency_there_is()
    {
        var id = await merchant.Created(Shirt(slug, "S"));

        Assert.Equal(HttpStatusCode.BadRequest, (await Set(id, Eur(-1))).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await Set(id, new { amount = 1, currency = "XXX" })).StatusCode);
        Assert.Equal("catalog.variant_unknown", await Code(await shop.Admin(HttpMethod.Put, $"/v1/admin/products/{id}/variants/none/costs", new { costs = Array.Empty<object>() })));
    }

    [Fact]
    public async Task are_told_to_no_shopper()
    {
        var variant = Size(slug, "S");
        variant["costs"] = new[] { Eur(2137) };
        var body = Shirt(slug);
        body["variants"] = new[] { variant };
        await merchant.Published(body);

        var shown = await (await Ok(await shop.Send(HttpMethod.Get, $"/v1/products/{slug}"))).Content.ReadAsStringAsync();

        Assert.DoesNotContain("2137", shown, StringComparison.Ordinal);
        Assert.DoesNotContain("cost", shown, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task stand_beside_a_tax_class_that_is_the_standard_one_unless_somebody_says_another()
    {
        var plain = await Shop.Json(await merchant.Create(Shirt(slug, "S")));
        var body = Shirt(Word(), "S");
        body["taxClass"] = "reduced";
        var reduced = await Shop.Json(await merchant.Create(body));
        body["taxClass"] = "No Code";
        var odd = await merchant.Create(body);

        Assert.Equal(("standard", "reduced"), (plain.GetProperty("taxClass").GetString(), reduced.GetProperty("taxClass").GetString()));
        Assert.Equal(HttpStatusCode.BadRequest, odd.StatusCode);
    }

    private static string Costs(System.Text.Json.JsonElement product) => $"[{string.Join(", ", product.GetProperty("variants")[0].GetProperty("costs").EnumerateArray()
        .Select(cost => $"{cost.GetProperty("currency").GetString()} {cost.GetProperty("amount").GetInt64()}"))}]";

    private Task<HttpResponseMessage> Set(string id, params object[] costs) => shop.Admin(HttpMethod.Put, $"/v1/admin/products/{id}/variants/{slug}-S/costs", new { costs });
}
