using System.Net;
using Commerce.Integration.Support;
using static Commerce.Integration.Catalog.Merchant;

namespace Commerce.Integration.Catalog;

public class BrowsingSpecs(Shop shop) : IClassFixture<Shop>
{
    private readonly Merchant merchant = new(shop);
    private readonly string tag = Word();

    [Fact]
    public async Task shows_what_a_list_needs_of_each_product()
    {
        var body = Shirt(Word(), "S", "M");
        body["tags"] = new[] { tag };
        body["variants"] = new[] { Size(tag, "S", 4900), Size(tag, "M", 5900) };
        await merchant.Published(body);

        await Verifier.Verify(await Shown(await Ok(await shop.Send(HttpMethod.Get, $"/v1/products?tag={tag}"))));
    }

    [Theory]
    [InlineData("newest", "Cup|Ball|Apron")]
    [InlineData("price_asc", "Ball|Cup|Apron")]
    [InlineData("price_desc", "Apron|Cup|Ball")]
    [InlineData("title", "Apron|Ball|Cup")]
    public async Task sorts(string sort, string titles)
    {
        await merchant.Published(Simple("Apron", 3000, tag));
        await merchant.Published(Simple("Ball", 1000, tag));
        await merchant.Published(Simple("Cup", 2000, tag));

        var (all, _) = await merchant.Browse($"tag={tag}&sort={sort}");
        var (first, next) = await merchant.Browse($"tag={tag}&sort={sort}&limit=2");
        var (second, end) = await merchant.Browse($"tag={tag}&sort={sort}&limit=2&cursor={next}");

        Assert.Equal(titles.Split('|'), all);
        Assert.Equal(titles.Split('|'), first.Concat(second));
        Assert.Null(end);
    }

    [Theory]
    [InlineData("newest")]
    [InlineData("price_asc")]
    [InlineData("title")]
    public async Task neither_repeats_nor_skips_a_product_when_others_come_and_go_between_two_pages(string sort)
    {
        var ids = new List<string>();
        for (var i = 0; i < 6; i++)
            ids.Add(await merchant.Published(Simple($"Product {i}", 1000 + i, tag)));

        var (first, next) = await merchant.Browse($"tag={tag}&sort={sort}&limit=3");
        await merchant.Published(Simple("Product 00", 1, tag));
        await merchant.Published(Simple("Product 99", 9999, tag));
        await Ok(await merchant.Do(ids[sort == "newest" ? 5 : 0], "archive"));
        var (second, _) = await merchant.Browse($"tag={tag}&sort={sort}&limit=3&cursor={next}");

        var seen = first.Concat(second).Where(title => title.Length == "Product 0".Length).ToList();
        Assert.Equal(Enumerable.Range(0, 6).Select(i => $"Product {i}"), seen.Order());
    }

    [Theory]
    [InlineData("minPrice=1500", "Cup|Apron")]
    [InlineData("maxPrice=2000", "Cup|Ball")]
    [InlineData("minPrice=1001&maxPrice=2999", "Cup")]
    [InlineData("minPrice=1000&maxPrice=1000", "Ball")]
    [InlineData("maxPrice=5000&currency=JPY", "")]
    public async Task filters_by_price_in_a_currency(string range, string titles)
    {
        await merchant.Published(Simple("Apron", 3000, tag));
        await merchant.Published(Simple("Ball", 1000, tag));
        await merchant.Published(Simple("Cup", 2000, tag));

        var (found, _) = await merchant.Browse($"tag={tag}&{range}");

        Assert.Equal(titles.Split('|', StringSplitOptions.RemoveEmptyEntries), found);
    }

    [Fact]
    public async Task takes_a_price_range_for_one_of_the_variants_and_not_for_what_lies_between_them()
    {
        var body = Shirt(Word(), "S");
        body["tags"] = new[] { tag };
        body["variants"] = new[] { Size(tag, "S", 1000), Size(tag, "M", 9000) };
        await merchant.Published(body);

        Assert.Empty((await merchant.Browse($"tag={tag}&minPrice=2000&maxPrice=8000")).Titles);
        Assert.Single((await merchant.Browse($"tag={tag}&minPrice=8000")).Titles);
    }

    [Fact]
    public async Task shows_a_price_only_in_a_currency_there_is_one_in()
    {
        await merchant.Published(Simple("Apron", 3000, tag));

        var item = (await Shop.Json(await shop.Send(HttpMethod.Get, $"/v1/products?tag={tag}&currency=JPY"))).GetProperty("items")[0];

        Assert.Equal(System.Text.Json.JsonValueKind.Null, item.GetProperty("price").ValueKind);
    }

    [Fact]
    public async Task filters_by_category_with_all_below_it_and_by_collection()
    {
        var (home, kitchen, gifts) = (Word(), Word(), Word());
        var homeId = await merchant.Category(home);
        var kitchenId = await merchant.Category(kitchen, homeId);
        var giftsId = await merchant.Collection(gifts);
        await merchant.Published(On("Lamp", categories: homeId));
        await merchant.Published(On("Cup", categories: kitchenId, collections: giftsId));
        await merchant.Published(On("Rope"));

        Assert.Equal(["Cup", "Lamp"], (await merchant.Browse($"category={home}")).Titles);
        Assert.Equal(["Cup"], (await merchant.Browse($"category={kitchen}")).Titles);
        Assert.Equal(["Cup"], (await merchant.Browse($"collection={gifts}")).Titles);
        Assert.Equal(["Cup"], (await merchant.Browse($"category={home}&collection={gifts}&tag={tag}")).Titles);
    }

    [Fact]
    public async Task filters_by_several_tags_at_once()
    {
        await merchant.Published(Simple("Both", 100, tag, $"{tag}-2"));
        await merchant.Published(Simple("One", 100, tag));

        Assert.Equal(["Both"], (await merchant.Browse($"tag={tag}&tag={tag}-2")).Titles);
    }

    [Theory]
    [InlineData("category=no-such-shelf", HttpStatusCode.NotFound, "catalog.category_unknown")]
    [InlineData("collection=no-such-shelf", HttpStatusCode.NotFound, "catalog.collection_unknown")]
    [InlineData("sort=cheapest", HttpStatusCode.BadRequest, "request.invalid")]
    [InlineData("sort=relevance", HttpStatusCode.BadRequest, "request.invalid")]
    [InlineData("cursor=nonsense", HttpStatusCode.BadRequest, "request.invalid")]
    [InlineData("sort=title&cursor=eyJTb3J0IjowLCJQcm9kdWN0SWQiOiIwMWEyMDkwOC00OTlkLTc1NWItOTcwYS1kZTVlYzBmMzY3MjciLCJOdW1iZXIiOjF9", HttpStatusCode.BadRequest, "request.invalid")]
    [InlineData("limit=0", HttpStatusCode.BadRequest, "request.invalid")]
    [InlineData("limit=101", HttpStatusCode.BadRequest, "request.invalid")]
    [InlineData("limit=many", HttpStatusCode.BadRequest, "request.invalid")]
    [InlineData("currency=eur", HttpStatusCode.BadRequest, "request.invalid")]
    [InlineData("minPrice=-1", HttpStatusCode.BadRequest, "request.invalid")]
    [InlineData("q=%00", HttpStatusCode.BadRequest, "request.invalid")]
    public async Task refuses_what_it_cannot_read(string query, HttpStatusCode status, string code)
    {
        var answer = await shop.Send(HttpMethod.Get, $"/v1/products?{query}");

        Assert.Equal((status, code), (answer.StatusCode, await Code(answer)));
    }

    [Fact]
    public async Task spares_a_client_the_page_it_has()
    {
        await merchant.Published(Simple("Apron", 3000, tag));
        var first = await shop.Send(HttpMethod.Get, $"/v1/products?tag={tag}");
        var etag = first.Headers.ETag!.ToString();

        var same = await shop.Send(HttpMethod.Get, $"/v1/products?tag={tag}", null, ("If-None-Match", etag), ("X-Spec", "unchanged"));
        await merchant.Published(Simple("Ball", 1000, tag));
        var other = await shop.Send(HttpMethod.Get, $"/v1/products?tag={tag}", null, ("If-None-Match", etag));

        Assert.True(same.StatusCode == HttpStatusCode.NotModified || same.Headers.ETag!.ToString() != etag, "The same version came a second time.");
        Assert.Equal(HttpStatusCode.OK, other.StatusCode);
        Assert.NotEqual(etag, other.Headers.ETag!.ToString());
    }

    private Dictionary<string, object> On(string title, string? categories = null, string? collections = null)
    {
        var body = Simple(title, 1000, tag);
        body["categories"] = categories is null ? [] : new[] { categories };
        body["collections"] = collections is null ? [] : new[] { collections };
        return body;
    }
}
