using System.Net;
using System.Text.Json;
using Commerce.Integration.Support;
using static Commerce.Integration.Catalog.Merchant;

namespace Commerce.Integration.Catalog;

public class ShelvesSpecs(Shop shop) : IClassFixture<Shop>
{
    private readonly Merchant merchant = new(shop);
    private readonly string word = Word();

    [Fact]
    public async Task hang_as_a_tree_in_their_order()
    {
        var top = await merchant.Category(word);
        await merchant.Category($"{word}-b", top, position: 2);
        var first = await merchant.Category($"{word}-a", top, position: 1);
        await merchant.Category($"{word}-a-1", first);

        await Verifier.Verify(JsonSerializer.Serialize(await Branch(word), Indented));
    }

    [Fact]
    public async Task leave_the_tree_with_all_below_them_when_archived_and_come_back_when_restored()
    {
        var top = await merchant.Category(word);
        var middle = await merchant.Category($"{word}-m", top);
        await merchant.Category($"{word}-l", middle);

        await Ok(await shop.Admin(HttpMethod.Post, $"/v1/admin/categories/{middle}/archive"));
        Assert.Empty((await Branch(word))!.Value.GetProperty("children").EnumerateArray());
        Assert.Equal(HttpStatusCode.NotFound, (await shop.Send(HttpMethod.Get, $"/v1/products?category={word}-l")).StatusCode);

        await Ok(await shop.Admin(HttpMethod.Post, $"/v1/admin/categories/{middle}/restore"));
        Assert.Equal(HttpStatusCode.OK, (await shop.Send(HttpMethod.Get, $"/v1/products?category={word}-l")).StatusCode);
    }

    [Fact]
    public async Task show_a_product_of_an_archived_category_without_it()
    {
        var body = Simple("Lamp", 100, word);
        var id = await merchant.Category(word);
        body["categories"] = new[] { id };
        await merchant.Published(body);
        await Ok(await shop.Admin(HttpMethod.Post, $"/v1/admin/categories/{id}/archive"));

        var page = await Shop.Json(await Ok(await shop.Send(HttpMethod.Get, $"/v1/products/{body["slug"]}")));

        Assert.Empty(page.GetProperty("categories").EnumerateArray());
    }

    [Fact]
    public async Task never_hang_below_themselves()
    {
        var top = await merchant.Category(word);
        var below = await merchant.Category($"{word}-b", top);

        var answer = await Move(top, word, below);

        Assert.Equal((HttpStatusCode.Conflict, "catalog.category_cycle"), (answer.StatusCode, await Code(answer)));
    }

    [Fact]
    public async Task close_no_circle_however_two_moves_meet()
    {
        for (var round = 0; round < 10; round++)
        {
            var (left, right) = ($"{word}-l{round}", $"{word}-r{round}");
            var (l, r) = (await merchant.Category(left), await merchant.Category(right));

            var answers = await Task.WhenAll(Move(l, left, r), Move(r, right, l));

            Assert.Single(answers, answer => answer.StatusCode == HttpStatusCode.OK);
            Assert.Equal("catalog.category_cycle", await Code(answers.Single(answer => answer.StatusCode != HttpStatusCode.OK)));
        }
    }

    [Fact]
    public async Task need_a_parent_that_exists()
    {
        var answer = await shop.Admin(HttpMethod.Post, "/v1/admin/categories", new { slug = word, name = "Lost", parent = Guid.NewGuid() });

        Assert.Equal((HttpStatusCode.Conflict, "catalog.parent_unknown"), (answer.StatusCode, await Code(answer)));
    }

    [Fact]
    public async Task hang_no_deeper_than_six_levels_with_all_below_them()
    {
        string? parent = null;
        for (var level = 1; level <= 5; level++)
            parent = await merchant.Category($"{word}-{level}", parent);

        var pair = await merchant.Category($"{word}-x");
        await merchant.Category($"{word}-y", pair);
        var answer = await Move(pair, $"{word}-x", parent);

        Assert.Equal((HttpStatusCode.Conflict, "catalog.category_too_deep"), (answer.StatusCode, await Code(answer)));
    }

    [Fact]
    public async Task refuse_to_change_what_someone_else_has_changed_since()
    {
        var id = await merchant.Category(word);
        await Ok(await Move(id, $"{word}-2", null));

        var late = await shop.Admin(HttpMethod.Put, $"/v1/admin/categories/{id}", new { slug = word, name = "Late" }, ("If-Match", "\"1\""));

        Assert.Equal((HttpStatusCode.PreconditionFailed, "stream.moved_on"), (late.StatusCode, await Code(late)));
    }

    [Fact]
    public async Task hold_collections_that_open_change_close_and_open_again()
    {
        var id = await merchant.Collection(word);
        await Ok(await shop.Admin(HttpMethod.Put, $"/v1/admin/collections/{id}", new { slug = word, name = "Summer", description = "Warm." }, ("If-Match", "\"1\"")));
        Assert.Equal("Summer", (await Listed())?.GetProperty("name").GetString());

        await Ok(await shop.Admin(HttpMethod.Post, $"/v1/admin/collections/{id}/archive"));
        Assert.Null(await Listed());

        await Verifier.Verify(await Shop.Show(await Ok(await shop.Admin(HttpMethod.Post, $"/v1/admin/collections/{id}/restore"))));
        Assert.NotNull(await Listed());
    }

    [Theory]
    [InlineData("categories")]
    [InlineData("collections")]
    public async Task are_listed_for_staff_with_the_archived_ones(string kind)
    {
        var id = kind == "categories" ? await merchant.Category(word) : await merchant.Collection(word);
        await Ok(await shop.Admin(HttpMethod.Post, $"/v1/admin/{kind}/{id}/archive"));

        var row = (await Shop.Json(await shop.Admin(HttpMethod.Get, $"/v1/admin/{kind}?limit=100"))).GetProperty("items").EnumerateArray().Single(it => it.GetProperty("slug").GetString() == word);

        Assert.True(row.GetProperty("isArchived").GetBoolean());
        Assert.Equal(2, row.GetProperty("version").GetInt64());
    }

    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    private Task<HttpResponseMessage> Move(string id, string slug, string? parent) => shop.Admin(HttpMethod.Put, $"/v1/admin/categories/{id}", new { slug, name = slug, parent });

    private async Task<JsonElement?> Branch(string slug) =>
        (await Shop.Json(await shop.Send(HttpMethod.Get, "/v1/categories"))).GetProperty("items").EnumerateArray().Cast<JsonElement?>().FirstOrDefault(it => it!.Value.GetProperty("slug").GetString() == slug);

    private async Task<JsonElement?> Listed() =>
        (await Shop.Json(await shop.Send(HttpMethod.Get, "/v1/collections"))).GetProperty("items").EnumerateArray().Cast<JsonElement?>().FirstOrDefault(it => it!.Value.GetProperty("slug").GetString() == word);
}
