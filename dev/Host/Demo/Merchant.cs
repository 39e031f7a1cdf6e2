namespace Commerce.Host.Demo;

/// <summary>Puts the demo products into the shop the way a merchant does: created, counted, published, one by one over the API.</summary>
internal static class Merchant
{
    private const int Hands = 4;

    public static async Task Stock(ShopApi api, IReadOnlyDictionary<string, Guid> shelves, int products, CancellationToken ct)
    {
        var drafts = (await api.All("/v1/admin/products", ct)).ToDictionary(row => row.GetProperty("slug").GetString()!, row => (Id: row.GetProperty("productId").GetGuid(), Status: row.GetProperty("status").GetString()));

        // Published last, so what is published is whole and what is not is done again.
        await Parallel.ForEachAsync(Enumerable.Range(0, products).Select(DemoProduct.Number), new ParallelOptions { MaxDegreeOfParallelism = Hands, CancellationToken = ct }, async (product, stop) =>
        {
            if (drafts.TryGetValue(product.Slug, out var there) && there.Status != "draft")
                return;

            var id = there.Id != Guid.Empty ? there.Id : (await api.Do(HttpMethod.Post, "/v1/admin/products", Body(product, shelves), stop))?.GetProperty("productId").GetGuid()
                ?? throw new InvalidOperationException($"The product {product.Slug} cannot be made: the shop has something of the same name.");
            foreach (var variant in product.Variants)
                await api.Do(HttpMethod.Post, $"/v1/admin/inventory/{variant.VariantId}/counts", new { units = variant.Units, reason = "opening stock" }, stop);

            await api.Do(HttpMethod.Post, $"/v1/admin/products/{id}/publish", null, stop);
        });
    }

    private static object Body(DemoProduct it, IReadOnlyDictionary<string, Guid> shelves) => new
    {
        slug = it.Slug,
        title = it.Title,
        description = it.Description,
        tags = it.Tags,
        categories = new[] { shelves[it.Category] },
        collections = it.Collections.Select(slug => shelves[slug]),
        images = Pictures(it).Select(picture => new { url = picture.Url, alt = picture.Alt }),
        options = Options(it).Select(option => new { name = option.Name, values = option.Values }),
        variants = it.Variants.Select(variant => new
        {
            variantId = variant.VariantId,
            sku = variant.VariantId.ToUpperInvariant(),
            options = Choice(variant),
            prices = new[] { new { amount = variant.Eur, currency = "EUR" }, new { amount = variant.Jpy, currency = "JPY" }, new { amount = variant.Usd, currency = "USD" } },
            weightGrams = variant.Grams,
            max = variant.Max,
            image = variant.Image,
            costs = variant.Costs.Select(cost => new { amount = cost.Amount, currency = cost.Currency }),
        }),
        taxClass = DemoRules.TaxClass(it.Category),
    };

    /// <summary>One picture of each colour.</summary>
    internal static IEnumerable<(string Url, string Alt)> Pictures(DemoProduct it) =>
        it.Variants.DistinctBy(variant => variant.Colour).Select(variant => (variant.Image, $"{it.Title} in {variant.Colour.ToLowerInvariant()}"));

    internal static IEnumerable<(string Name, IReadOnlyList<string> Values)> Options(DemoProduct it)
    {
        yield return ("Colour", it.Colours);
        if (it.Sizes.Count > 0)
            yield return ("Size", it.Sizes);
    }

    internal static Dictionary<string, string> Choice(DemoVariant it) =>
        it.Size is { } size ? new() { ["Colour"] = it.Colour, ["Size"] = size } : new() { ["Colour"] = it.Colour };
}
