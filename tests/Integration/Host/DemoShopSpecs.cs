using System.Net.Http.Json;
using System.Text.Json;
using Commerce.Host.Demo;
using Commerce.Integration.Support;

namespace Commerce.Integration.Host;

public class DemoShopSpecs
{
    private const int Small = 24;

    [Fact]
    public void has_the_same_products_whoever_makes_it() =>
        Assert.Equal(JsonSerializer.Serialize(Enumerable.Range(0, 300).Select(DemoProduct.Number)), JsonSerializer.Serialize(Enumerable.Range(0, 300).Select(DemoProduct.Number)));

    [Fact]
    public Task looks_like_a_shop() => Verifier.Verify(Enumerable.Range(0, 12).Select(DemoProduct.Number).Select(it =>
        new { it.Slug, it.Title, it.Description, it.Category, it.Tags, Variant = it.Variants[0] }).ToList());

    [Fact]
    public void gives_each_of_a_hundred_thousand_products_names_of_its_own()
    {
        var (slugs, variants) = (new HashSet<string>(), new HashSet<string>());
        foreach (var product in Enumerable.Range(0, 100_000).Select(DemoProduct.Number))
        {
            Assert.True(slugs.Add(product.Slug), product.Slug);
            Assert.All(product.Variants, variant => Assert.True(variants.Add(variant.VariantId) && variant.VariantId.Length <= 64, variant.VariantId));
        }
    }

    [Fact]
    public void has_plenty_of_most_little_of_some_and_none_of_a_few()
    {
        var units = Enumerable.Range(0, 200).Select(DemoProduct.Number).SelectMany(product => product.Variants).Select(variant => variant.Units).ToList();

        Assert.InRange(units.Count(left => left == 0), 1, units.Count / 10);
        Assert.InRange(units.Count(left => left is > 0 and < 5), units.Count / 20, units.Count / 5);
    }

    [Fact]
    public async Task opens_with_everything_and_is_made_once()
    {
        var shop = await Empty();
        await using var node = shop.Node;

        Assert.True(await Seed(shop, Small));
        var before = await Version(node);
        Assert.False(await Seed(shop, Small));

        Assert.Equal(Small, await Count(node));
        Assert.Equal(12, (await node.Client.GetFromJsonAsync<JsonElement>("/v1/categories")).GetProperty("items").EnumerateArray().Sum(department => department.GetProperty("children").GetArrayLength()));
        Assert.Equal(before, await Version(node));
        await AsMade(node, DemoProduct.Number(Small - 1));
    }

    [Fact]
    public async Task puts_its_rules_in_force()
    {
        var shop = await Empty();
        await using var node = shop.Node;
        await Seed(shop, 1);
        using var api = new ShopApi(node.Client.BaseAddress!.ToString(), Shop.AdminKey);

        var published = (await api.Do(HttpMethod.Get, "/v1/admin/rulesets/pricing/versions?rules=true", null, default))!.Value.GetProperty("items").EnumerateArray().Single();
        var rules = (await api.Do(HttpMethod.Get, $"/v1/admin/rulesets/pricing/versions/{published.GetProperty("version").GetInt64()}", null, default))!.Value.GetProperty("segments")[0].GetProperty("rules");
        var product = (await api.Do(HttpMethod.Get, $"/v1/admin/products/{(await api.All("/v1/admin/products", default)).Single().GetProperty("productId").GetGuid()}", null, default))!.Value;

        Assert.Equal("The shop opens", published.GetProperty("reason").GetString());
        Assert.Equal(["summer-sale", "trade", "trade-jpy", "trade-usd"], Codes(rules, "lists"));
        Assert.Equal(["at", "de", "us-ca", "us-ny"], Codes(rules, "taxes"));
        Assert.Equal(["express", "pickup", "standard"], Codes(rules, "shipping"));
        Assert.All(product.GetProperty("variants").EnumerateArray(), variant => Assert.InRange((double)Eur(variant, "costs") / Eur(variant, "prices"), 0.54, 0.71));
    }

    [Fact]
    public async Task has_offers_that_make_a_basket_cheaper()
    {
        var shop = await Empty();
        await using var node = shop.Node;
        await Seed(shop, Small);
        var notebook = Enumerable.Range(0, Small).Select(DemoProduct.Number).First(product => product.Category == "stationery").Variants.First(variant => variant.Units >= 3);

        using var filled = await node.Client.PostAsJsonAsync("/v1/cart/lines", new { variantId = notebook.VariantId, units = 3 });
        var cart = await filled.Content.ReadFromJsonAsync<JsonElement>();
        var bundle = await node.Client.GetFromJsonAsync<JsonElement>("/v1/bundles/breakfast-for-two");

        Assert.Contains(cart.GetProperty("discounts").EnumerateArray(), discount => discount.GetProperty("discountId").GetString() == "paper-by-the-pile");
        Assert.Equal(["table", "brew"], bundle.GetProperty("sets").EnumerateArray().Select(set => set.GetProperty("code").GetString()));
    }

    [Fact]
    public async Task goes_on_where_it_was_cut_off()
    {
        var shop = await Empty();
        await using var node = shop.Node;
        using var cut = new CancellationTokenSource();
        var first = Seed(shop, Small, cut.Token);
        await Eventually.True(async () => await Count(node) >= 3);
        await cut.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        Assert.InRange(await Count(node), 3, Small - 1);

        Assert.True(await Seed(shop, Small));

        for (var number = 0; number < Small; number++)
            await AsMade(node, DemoProduct.Number(number));
    }

    [Fact]
    public async Task is_the_same_shop_when_it_is_loaded_in_bulk()
    {
        var shop = await Empty();
        await using var node = shop.Node;
        await Seed(shop, 1);
        using var api = new ShopApi(node.Client.BaseAddress!.ToString(), Shop.AdminKey);
        var shelves = (await api.All("/v1/admin/categories", default)).Select(it => (it, "categoryId")).Concat((await api.All("/v1/admin/collections", default)).Select(it => (it, "collectionId")))
            .ToDictionary(shelf => shelf.it.GetProperty("slug").GetString()!, shelf => shelf.it.GetProperty(shelf.Item2).GetGuid());

        await BulkLoad.Stock(shop.Postgres, shop.Redis, shelves, 500, _ => { }, default);

        // Prices and rules come to a node by a way of their own.
        await Eventually.True(async () => await node.Client.GetAsync($"/v1/products/{DemoProduct.Number(499).Slug}?currency=JPY") is { IsSuccessStatusCode: true } page
            && (await page.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("variants").EnumerateArray().All(variant => variant.GetProperty("price").ValueKind is JsonValueKind.Object));
        foreach (var number in new[] { 1, 100, 499 })
            await AsMade(node, DemoProduct.Number(number));
    }

    [Fact]
    public async Task has_a_few_reviews_that_were_let_through()
    {
        var shop = await Empty();
        await using var node = shop.Node;

        await Seed(shop, 10);

        var ratings = await Task.WhenAll(Enumerable.Range(0, 8).Select(number => node.Client.GetFromJsonAsync<JsonElement>($"/v1/products/{DemoProduct.Number(number).Slug}/rating")));
        Assert.Equal(6, ratings.Sum(rating => rating.GetProperty("count").GetInt64()));
        await AsMade(node, DemoProduct.Number(0));
    }

    private static async Task AsMade(Node node, DemoProduct made)
    {
        var page = await node.Client.GetFromJsonAsync<JsonElement>($"/v1/products/{made.Slug}?currency=JPY");

        Assert.Equal(made.Description, page.GetProperty("description").GetString());
        Assert.Equal(
            made.Variants.Select(it => (it.VariantId, it.Jpy, (long)it.Units)),
            page.GetProperty("variants").EnumerateArray().Select(it => (it.GetProperty("variantId").GetString()!, it.GetProperty("price").GetProperty("amount").GetInt64(), it.GetProperty("available").GetInt64())));
    }

    private static IEnumerable<string?> Codes(JsonElement rules, string kind) => rules.GetProperty(kind).EnumerateArray().Select(rule => rule.GetProperty("code").GetString());

    private static long Eur(JsonElement variant, string amounts) =>
        variant.GetProperty(amounts).EnumerateArray().Single(amount => amount.GetProperty("currency").GetString() == "EUR").GetProperty("amount").GetInt64();

    private static Task<bool> Seed((Node Node, string Postgres, string Redis) shop, int products, CancellationToken ct = default) =>
        DemoShop.Seed(shop.Node.Client.BaseAddress!.ToString(), Shop.AdminKey, shop.Postgres, shop.Redis, products, _ => { }, ct);

    private static async Task<int> Count(Node node) => (await node.Client.GetFromJsonAsync<JsonElement>("/v1/products?limit=100")).GetProperty("items").GetArrayLength();

    private static async Task<string> Version(Node node) => (await node.Client.GetAsync("/v1/products")).Headers.ETag!.ToString();

    /// <summary>A shop of its own: a fresh database, and a key prefix that nobody else has.</summary>
    private static async Task<(Node Node, string Postgres, string Redis)> Empty()
    {
        var backends = await Backends.Running.Value;
        var postgres = await TestDatabase.Create(backends.Postgres);
        return (await Shop.With(("ConnectionStrings:postgres", postgres), ("Redis:KeyPrefix", $"{Guid.NewGuid():N}:")), postgres, backends.Redis);
    }
}
