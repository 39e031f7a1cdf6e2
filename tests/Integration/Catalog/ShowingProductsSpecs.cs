using System.Net;
using Commerce.Integration.Support;
using static Commerce.Integration.Catalog.Merchant;

namespace Commerce.Integration.Catalog;

public class ShowingProductsSpecs(Shop shop) : IClassFixture<Shop>
{
    private readonly Merchant merchant = new(shop);
    private readonly string slug = Word();

    [Fact]
    public async Task shows_all_a_shopper_wants_to_know()
    {
        var (home, kitchen, gifts) = (Word(), Word(), Word());
        var body = Shirt(slug, "S", "M");
        body["categories"] = new[] { await merchant.Category(kitchen, await merchant.Category(home)) };
        body["collections"] = new[] { await merchant.Collection(gifts) };
        await merchant.Published(body);
        await Receive($"{slug}-S", 7);

        var answer = await Ok(await Show());

        await Verifier.Verify(await Shown(answer));
    }

    [Theory]
    [InlineData("")]
    [InlineData("publish unpublish")]
    [InlineData("publish archive")]
    public async Task shows_nothing_that_is_not_published(string moves)
    {
        var body = Shirt(slug, "S");
        body["tags"] = new[] { slug };
        var id = await merchant.Created(body);
        foreach (var move in moves.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            await Ok(await merchant.Do(id, move));

        var answer = await Show();

        Assert.Equal((HttpStatusCode.NotFound, "catalog.product_unknown"), (answer.StatusCode, await Code(answer)));
        Assert.Empty((await merchant.Browse($"tag={slug}")).Titles);
    }

    [Fact]
    public async Task tells_what_is_left_at_this_moment()
    {
        await merchant.Published(Shirt(slug, "S"));

        Assert.Equal(0, await Available());
        await Receive($"{slug}-S", 3);
        Assert.Equal(3, await Available());
        await Receive($"{slug}-S", 2);
        Assert.Equal(5, await Available());
    }

    [Fact]
    public async Task lists_only_what_can_be_bought_now_if_asked()
    {
        foreach (var (title, units) in new[] { ("Full", 4), ("Empty", 0) })
        {
            var body = Simple(title, 100, slug);
            await merchant.Published(body);
            if (units > 0)
                await Receive((string)body["slug"], units);
        }

        Assert.Equal(["Empty", "Full"], (await merchant.Browse($"tag={slug}")).Titles);
        Assert.Equal(["Full"], (await merchant.Browse($"tag={slug}&inStock=true")).Titles);
    }

    [Fact]
    public async Task has_another_tag_when_less_is_left()
    {
        await merchant.Published(Shirt(slug, "S"));
        await Receive($"{slug}-S", 3);
        var before = (await Ok(await Show())).Headers.ETag!.ToString();
        await Receive($"{slug}-S", 1);

        var after = await shop.Send(HttpMethod.Get, $"/v1/products/{slug}", null, ("If-None-Match", before));

        Assert.Equal(HttpStatusCode.OK, after.StatusCode);
    }

    [Fact]
    public async Task shows_a_changed_price_at_once()
    {
        var id = await merchant.Published(Shirt(slug, "S"));
        await Ok(await Show());
        await Ok(await shop.Admin(HttpMethod.Put, $"/v1/admin/products/{id}/variants/{slug}-S/prices", new { prices = new[] { Eur(1234) } }));

        var variant = (await Shop.Json(await Show())).GetProperty("variants")[0];

        Assert.Equal(1234, variant.GetProperty("price").GetProperty("amount").GetInt64());
    }

    [Fact]
    public async Task follows_a_product_to_its_new_slug()
    {
        var id = await merchant.Published(Shirt(slug, "S"));
        var moved = Word();
        await Ok(await shop.Admin(HttpMethod.Put, $"/v1/admin/products/{id}",
            new { slug = moved, title = "Shirt", description = "", tags = Array.Empty<string>(), categories = Array.Empty<Guid>(), collections = Array.Empty<Guid>(), images = Array.Empty<object>() }));

        Assert.Equal(HttpStatusCode.NotFound, (await Show()).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await shop.Send(HttpMethod.Get, $"/v1/products/{moved}")).StatusCode);
    }

    [Theory]
    [InlineData("EUR", 4900)]
    [InlineData("JPY", 5000)]
    public async Task prices_in_the_asked_currency(string currency, long amount)
    {
        await merchant.Published(Shirt(slug, "S"));

        var page = await Shop.Json(await Ok(await shop.Send(HttpMethod.Get, $"/v1/products/{slug}?currency={currency}")));

        Assert.Equal(amount, page.GetProperty("variants")[0].GetProperty("price").GetProperty("amount").GetInt64());
    }

    private Task<HttpResponseMessage> Show() => shop.Send(HttpMethod.Get, $"/v1/products/{slug}");

    private async Task<long> Available() => (await Shop.Json(await Ok(await Show()))).GetProperty("variants")[0].GetProperty("available").GetInt64();

    private async Task Receive(string variantId, int units) =>
        await Ok(await shop.Admin(HttpMethod.Post, $"/v1/admin/inventory/{variantId}/receipts", new { units, reason = "delivery", source = "spec" }));
}
