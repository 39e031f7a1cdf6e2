using System.Net;
using Commerce.Integration.Support;
using static Commerce.Integration.Catalog.Merchant;

namespace Commerce.Integration.Catalog;

public class UniqueNamesSpecs(Shop shop) : IClassFixture<Shop>
{
    private const int Rivals = 12;

    private readonly Merchant merchant = new(shop);
    private readonly string word = Word();

    [Fact]
    public async Task give_a_slug_to_one_product_however_many_ask_at_once()
    {
        var answers = await Race(i => new { slug = word, title = $"Rival {i}" });

        await OneWon(answers, "catalog.slug_taken");
    }

    [Fact]
    public async Task give_a_sku_to_one_variant_however_many_ask_at_once()
    {
        var answers = await Race(i => new { slug = Word(), title = $"Rival {i}", variants = new[] { new { sku = i % 2 == 0 ? $"sku-{word}" : $"SKU-{word}".ToUpperInvariant() } } });

        await OneWon(answers, "catalog.sku_taken");
    }

    [Fact]
    public async Task give_a_variant_id_to_one_product_however_many_ask_at_once()
    {
        var answers = await Race(i => new { slug = Word(), title = $"Rival {i}", variants = new[] { new { sku = Word(), variantId = word } } });

        await OneWon(answers, "catalog.variant_id_taken");
    }

    [Fact]
    public async Task give_back_the_sku_of_a_removed_variant_but_never_its_id()
    {
        var id = await merchant.Created(new { slug = word, title = "First", variants = new[] { new { sku = word, variantId = word } } });
        await Ok(await shop.Admin(HttpMethod.Delete, $"/v1/admin/products/{id}/variants/{word}"));

        var sameId = await merchant.Create(new { slug = Word(), title = "Second", variants = new[] { new { sku = Word(), variantId = word } } });
        var sameSku = await merchant.Create(new { slug = Word(), title = "Third", variants = new[] { new { sku = word } } });

        Assert.Equal("catalog.variant_id_taken", await Code(sameId));
        Assert.Equal(HttpStatusCode.Created, sameSku.StatusCode);
    }

    [Fact]
    public async Task keep_a_slug_that_is_given_up_free_for_others()
    {
        var id = await merchant.Created(new { slug = word, title = "First" });
        await Ok(await shop.Admin(HttpMethod.Put, $"/v1/admin/products/{id}",
            new { slug = Word(), title = "First", description = "", tags = Array.Empty<string>(), categories = Array.Empty<Guid>(), collections = Array.Empty<Guid>(), images = Array.Empty<object>() }));

        Assert.Equal(HttpStatusCode.Created, (await merchant.Create(new { slug = word, title = "Second" })).StatusCode);
    }

    [Fact]
    public async Task leave_nothing_of_what_was_refused()
    {
        await merchant.Created(new { slug = word, title = "First" });
        var sku = Word();

        Assert.Equal("catalog.slug_taken", await Code(await merchant.Create(new { slug = word, title = "Second", variants = new[] { new { sku } } })));
        Assert.Equal(HttpStatusCode.Created, (await merchant.Create(new { slug = Word(), title = "Third", variants = new[] { new { sku } } })).StatusCode);
    }

    [Fact]
    public async Task give_a_category_slug_to_one_category_however_many_ask_at_once()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, Rivals).Select(i => shop.Admin(HttpMethod.Post, "/v1/admin/categories", new { slug = word, name = $"Rival {i}" })));

        await OneWon(answers, "catalog.slug_taken");
    }

    private Task<HttpResponseMessage[]> Race(Func<int, object> product) => Task.WhenAll(Enumerable.Range(0, Rivals).Select(i => merchant.Create(product(i))));

    private static async Task OneWon(HttpResponseMessage[] answers, string code)
    {
        Assert.Single(answers, answer => answer.StatusCode == HttpStatusCode.Created);
        foreach (var lost in answers.Where(answer => answer.StatusCode != HttpStatusCode.Created))
            Assert.Equal((HttpStatusCode.Conflict, code), (lost.StatusCode, await Code(lost)));
    }
}
