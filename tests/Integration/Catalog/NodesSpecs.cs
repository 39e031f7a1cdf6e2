using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Commerce.Application.Catalog;
using Commerce.Integration.Support;
using Microsoft.Extensions.DependencyInjection;
using static Commerce.Integration.Catalog.Merchant;

namespace Commerce.Integration.Catalog;

public class NodesSpecs(Shop shop) : IClassFixture<Shop>
{
    private readonly Merchant merchant = new(shop);
    private readonly string slug = Word();

    [Theory]
    [InlineData("3600000")] // told by Redis: this node never looks for itself
    [InlineData("50")]
    public async Task see_what_another_has_changed(string pollMilliseconds)
    {
        await using var other = await Shop.With(("Catalog:PollMilliseconds", pollMilliseconds));
        var id = await merchant.Published(Shirt(slug, "S"));
        await Eventually.True(async () => (await other.Client.GetAsync($"/v1/products/{slug}")).StatusCode == HttpStatusCode.OK);

        await Ok(await shop.Admin(HttpMethod.Put, $"/v1/admin/products/{id}/variants/{slug}-S/prices", new { prices = new[] { Eur(777) } }));
        await Eventually.True(async () => await Price(other.Client) == 777);

        await Ok(await merchant.Do(id, "archive"));
        await Eventually.True(async () => (await other.Client.GetAsync($"/v1/products/{slug}")).StatusCode == HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task see_what_another_has_changed_though_nobody_tells_them()
    {
        await using var deaf = await Shop.With(("Catalog:PollMilliseconds", "50"), ("Redis:KeyPrefix", $"{slug}:"));

        await merchant.Published(Shirt(slug, "S"));

        await Eventually.True(async () => (await deaf.Client.GetAsync($"/v1/products/{slug}")).StatusCode == HttpStatusCode.OK);
    }

    [Fact]
    public async Task begin_with_all_there_is()
    {
        await merchant.Published(Shirt(slug, "S"));

        await using var late = await Shop.With(("Catalog:PollMilliseconds", "3600000"));

        Assert.Equal(4900, await Price(late.Client));
    }

    [Fact]
    public async Task give_carts_each_variant_with_what_it_may_be_sold_for()
    {
        var id = await merchant.Created(Shirt(slug, "S"));
        var catalog = shop.Services.GetRequiredService<ICatalog>();

        Assert.False(Variant().Product.IsPublished);
        await Ok(await merchant.Do(id, "publish"));
        var variant = Variant();

        Assert.True(variant.Product.IsPublished);
        Assert.Equal((slug, "Linen shirt", "S", 250, 1, 10, 1, "/images/placeholder/shirt.svg"), (
            variant.Slug, variant.ProductTitle, variant.Options["Size"], variant.WeightGrams, variant.Min, variant.Max, variant.Step, variant.Image));

        CatalogVariant Variant() => catalog.Current.TryVariant($"{slug}-S", out var found) ? found : throw new InvalidOperationException("The variant is not there.");
    }

    [Fact]
    public async Task forget_a_variant_that_is_removed()
    {
        var id = await merchant.Published(Shirt(slug, "S", "M"));
        await Ok(await shop.Admin(HttpMethod.Delete, $"/v1/admin/products/{id}/variants/{slug}-S"));
        var snapshot = shop.Services.GetRequiredService<ICatalog>().Current;

        Assert.False(snapshot.TryVariant($"{slug}-S", out _));
        Assert.True(snapshot.TryVariant($"{slug}-M", out _));
    }

    [Fact]
    public async Task lose_no_change_however_many_are_made_at_once()
    {
        await using var other = await Shop.With(("Catalog:PollMilliseconds", "50"));

        var slugs = await Task.WhenAll(Enumerable.Range(0, 40).Select(async _ =>
        {
            var body = Simple("Cup", 100, slug);
            await merchant.Published(body);
            return (string)body["slug"];
        }));

        foreach (var node in new[] { shop.Http, other.Client })
            await Eventually.True(async () => (await node.GetFromJsonAsync<JsonElement>($"/v1/products?tag={slug}&limit=100")).GetProperty("items").GetArrayLength() == slugs.Length);
    }

    /// <summary>Null where the node has the product and not yet what it costs.</summary>
    private async Task<long?> Price(HttpClient node) =>
        (await node.GetFromJsonAsync<JsonElement>($"/v1/products/{slug}")).GetProperty("variants")[0].GetProperty("price") is { ValueKind: JsonValueKind.Object } price
            ? price.GetProperty("amount").GetInt64()
            : null;
}
