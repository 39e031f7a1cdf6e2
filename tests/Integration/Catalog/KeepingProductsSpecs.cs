using System.Net;
using Commerce.Integration.Support;
using static Commerce.Integration.Catalog.Merchant;

namespace Commerce.Integration.Catalog;

public class KeepingProductsSpecs(Shop shop) : IClassFixture<Shop>
{
    private readonly Merchant merchant = new(shop);
    private readonly string slug = Word();

    [Fact]
    public async Task begins_with_a_draft() => await Verifier.Verify(await Shop.Show(await merchant.Create(Shirt(slug, "S", "M"))));

    [Fact]
    public async Task names_every_fault_of_a_product_by_its_place()
    {
        var answer = await merchant.Create(new
        {
            slug = "Not A Slug",
            title = "",
            tags = new[] { "Upper" },
            images = new[] { new { url = "javascript:alert(1)", alt = "" } },
            options = new[] { new { name = "Size", values = Array.Empty<string>() } },
            variants = new object[]
            {
                new { sku = "", prices = new[] { new { amount = -1, currency = "EUR" }, new { amount = 1, currency = "XXX" } } },
                new { sku = "ok", min = 5, max = 7, step = 4, variantId = "a b", prices = new[] { Eur(1), Eur(2) } },
            },
        });

        await Verifier.Verify(await Shop.Show(answer));
    }

    [Fact]
    public async Task gives_an_id_to_a_variant_that_brings_none()
    {
        var answer = await merchant.Create(new { slug, title = "Mug", variants = new[] { new { sku = slug } } });

        Assert.Matches("^[0-9a-f]{32}$", (await Shop.Json(answer)).GetProperty("variants")[0].GetProperty("variantId").GetString());
    }

    [Fact]
    public async Task changes_what_a_product_says_of_itself_and_tells_the_new_version()
    {
        var id = await merchant.Created(Shirt(slug, "S"));

        var answer = await shop.Admin(HttpMethod.Put, $"/v1/admin/products/{id}", Words("Tennis shirt"), ("If-Match", "\"1\""));

        await Verifier.Verify(await Shop.Show(answer));
    }

    [Fact]
    public async Task refuses_to_change_what_someone_else_has_changed_since()
    {
        var id = await merchant.Created(Shirt(slug, "S"));
        await Ok(await shop.Admin(HttpMethod.Put, $"/v1/admin/products/{id}", Words("First"), ("If-Match", "\"1\"")));

        var late = await shop.Admin(HttpMethod.Put, $"/v1/admin/products/{id}", Words("Second"), ("If-Match", "\"1\""));

        Assert.Equal((HttpStatusCode.PreconditionFailed, "stream.moved_on"), (late.StatusCode, await Code(late)));
        Assert.Equal("First", (await Shop.Json(await Get(id))).GetProperty("title").GetString());
    }

    [Fact]
    public async Task keeps_variants_through_their_whole_life()
    {
        var id = await merchant.Created(Shirt(slug, "S"));

        await Ok(await shop.Admin(HttpMethod.Post, $"/v1/admin/products/{id}/variants", Size(slug, "M")));
        await Ok(await shop.Admin(HttpMethod.Put, $"/v1/admin/products/{id}/variants/{slug}-M",
            new { sku = $"{slug}-MEDIUM", options = new Dictionary<string, string> { ["Size"] = "M" }, weightGrams = 260, min = 2, max = 8, step = 2, image = "/images/m.svg" }));
        await Ok(await shop.Admin(HttpMethod.Put, $"/v1/admin/products/{id}/variants/{slug}-M/prices", new { prices = new[] { Eur(5900) } }));
        await Ok(await shop.Admin(HttpMethod.Delete, $"/v1/admin/products/{id}/variants/{slug}-S"));

        await Verifier.Verify(await Shop.Show(await Get(id)));
    }

    [Fact]
    public async Task sets_options_as_long_as_the_variants_fit_them()
    {
        var id = await merchant.Created(Shirt(slug, "S"));

        var fits = await shop.Admin(HttpMethod.Put, $"/v1/admin/products/{id}/options", new { options = new[] { new { name = "Size", values = new[] { "XS", "S" } } } });
        var misfits = await shop.Admin(HttpMethod.Put, $"/v1/admin/products/{id}/options", new { options = new[] { new { name = "Size", values = new[] { "XS" } } } });

        Assert.Equal(HttpStatusCode.OK, fits.StatusCode);
        Assert.Equal((HttpStatusCode.Conflict, "catalog.options_mismatch"), (misfits.StatusCode, await Code(misfits)));
    }

    [Fact]
    public async Task publishes_nothing_without_a_price()
    {
        var id = await merchant.Created(new { slug, title = "Mug", variants = new[] { new { sku = slug } } });

        await Verifier.Verify(await Shop.Show(await merchant.Do(id, "publish")));
    }

    [Theory]
    [InlineData("publish", "published")]
    [InlineData("publish unpublish", "draft")]
    [InlineData("publish archive", "archived")]
    [InlineData("archive restore", "draft")]
    [InlineData("publish publish", "published")]
    public async Task moves_a_product_in_and_out_of_the_shop(string moves, string status)
    {
        var id = await merchant.Created(Shirt(slug, "S"));

        foreach (var move in moves.Split(' '))
            await Ok(await merchant.Do(id, move));

        Assert.Equal(status, (await Shop.Json(await Get(id))).GetProperty("status").GetString());
    }

    [Fact]
    public async Task stands_products_on_shelves_there_are()
    {
        var body = Shirt(slug, "S");
        body["categories"] = new[] { Guid.NewGuid() };

        var answer = await merchant.Create(body);

        Assert.Equal((HttpStatusCode.Conflict, "catalog.shelf_unknown"), (answer.StatusCode, await Code(answer)));
    }

    [Fact]
    public async Task finds_no_product_that_never_was() => Assert.Equal("catalog.product_unknown", await Code(await Get(Guid.NewGuid().ToString())));

    [Fact]
    public async Task answers_a_repeated_creation_with_the_product_it_made()
    {
        (string, string)[] key = [("Idempotency-Key", Word())];

        var first = await shop.Admin(HttpMethod.Post, "/v1/admin/products", Shirt(slug, "S"), key);
        var again = await shop.Admin(HttpMethod.Post, "/v1/admin/products", Shirt(slug, "S"), key);

        Assert.Equal(HttpStatusCode.Created, again.StatusCode);
        Assert.Equal(await first.Content.ReadAsStringAsync(), await again.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task lists_products_of_any_status_in_pages()
    {
        var word = $"w{Word()}";
        for (var i = 0; i < 5; i++)
            await merchant.Created(Simple($"{word} {i}", 100));

        var first = await Shop.Json(await shop.Admin(HttpMethod.Get, $"/v1/admin/products?q={word}&limit=3"));
        Assert.True(first.TryGetProperty("next", out _), first.ToString());
        var second = await Shop.Json(await shop.Admin(HttpMethod.Get, $"/v1/admin/products?q={word}&limit=3&cursor={first.GetProperty("next").GetString()}"));
        var none = await Shop.Json(await shop.Admin(HttpMethod.Get, $"/v1/admin/products?q={word}&status=archived"));

        Assert.Equal(["4", "3", "2", "1", "0"], first.GetProperty("items").EnumerateArray().Concat(second.GetProperty("items").EnumerateArray()).Select(row => row.GetProperty("title").GetString()![^1..]));
        Assert.Null(second.GetProperty("next").GetString());
        Assert.Empty(none.GetProperty("items").EnumerateArray());
    }

    private Task<HttpResponseMessage> Get(string id) => shop.Admin(HttpMethod.Get, $"/v1/admin/products/{id}");

    private object Words(string title) =>
        new { slug, title, description = "Cool in summer.", tags = new[] { "linen" }, categories = Array.Empty<Guid>(), collections = Array.Empty<Guid>(), images = Array.Empty<object>() };
}
