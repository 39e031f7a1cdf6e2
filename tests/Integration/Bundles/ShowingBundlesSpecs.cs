using System.Net;
using Commerce.Domain.Bundles;
using Commerce.Integration.Catalog;
using Commerce.Integration.Support;

namespace Commerce.Integration.Bundles;

public class ShowingBundlesSpecs(Shop shop) : IClassFixture<Shop>
{
    [Fact]
    public async Task shows_what_there_is_to_choose_from_by_code_and_by_slug()
    {
        var menu = await Menu.Cooked(shop, stock: 7);
        await using var node = await Menu.Sold(menu.Definition());

        var shown = await Shop.Show(await Merchant.Ok(await Shop.On(node).Send(HttpMethod.Get, $"/v1/bundles/{menu.Code}")));
        var again = await Shop.Show(await Shop.On(node).Send(HttpMethod.Get, $"/v1/bundles/{menu.Code}-slug"));

        Assert.Equal(shown, again);
        await Verifier.Verify(System.Text.RegularExpressions.Regex.Replace(menu.Anonymous(shown), "\"priceVersion\": \\d+", "\"priceVersion\": 1"));
    }

    [Fact]
    public async Task is_unknown_where_it_is_not_sold()
    {
        var menu = await Menu.Cooked(shop);

        Assert.Equal((HttpStatusCode.NotFound, "bundle.unknown"), await Refused(await shop.Send(HttpMethod.Get, $"/v1/bundles/{menu.Code}")));
        Assert.Equal((HttpStatusCode.NotFound, "bundle.unknown"), await Refused(await shop.Send(HttpMethod.Post, $"/v1/bundles/{menu.Code}/price", new { })));
    }

    [Fact]
    public async Task prices_a_choice_before_it_is_bought()
    {
        var menu = await Menu.Cooked(shop, stock: 9);
        await using var node = await Menu.Sold(menu.Definition());

        var priced = await Shop.Json(await Merchant.Ok(await Price(node, menu, Menu.Full, 3)));

        Assert.Equal((3 * 1580, 1580, 3 * 1700, 4), (Menu.Amount(priced, "price"), Menu.Amount(priced, "unitPrice"), Menu.Amount(priced, "listPrice"), priced.GetProperty("available").GetInt32()));
        Assert.Equal(
            ["burger 1 3 1950", "drink 2 6 1674", "fries 1 6 1116"],
            priced.GetProperty("components").EnumerateArray().Select(it => $"{Menu.Text(it, "option")} {it.GetProperty("times")} {it.GetProperty("units")} {Menu.Amount(it, "share")}"));
    }

    [Fact]
    public async Task tells_all_that_is_wrong_with_a_choice_at_once()
    {
        var menu = await Menu.Cooked(shop);
        await using var node = await Menu.Sold(menu.Definition());

        var answer = await Price(node, menu, new Dictionary<string, object>
        {
            ["main"] = new[] { new { option = "salad", variantId = menu.Burger } },
            ["drinks"] = new[] { new { option = "drink", times = 3 } },
            ["side"] = new[] { new { option = "fries" } },
            ["toys"] = new[] { new { option = "car" } },
        });

        await Verifier.Verify(menu.Anonymous(await Shop.Show(answer)));
    }

    [Fact]
    public async Task is_not_priced_in_a_currency_a_part_has_no_price_in()
    {
        var menu = await Menu.Cooked(shop);
        await using var node = await Menu.Sold(menu.Definition());

        Assert.Equal(
            (HttpStatusCode.Conflict, "bundle.not_sellable_in_currency"), await Refused(await Shop.On(node).Send(HttpMethod.Post, $"/v1/bundles/{menu.Code}/price", new { selection = Menu.Light, currency = "JPY" })));
    }

    [Fact]
    public async Task lists_bundles_by_code_with_the_price_of_those_that_need_no_choice()
    {
        var (one, two) = (await Menu.Cooked(shop), await Menu.Cooked(shop));
        var plain = two.Definition() with { Sets = [new("drinks", "Drinks", 2, 2, true, [new("drink", two.Drink, Defaults: 2)])] };
        await using var node = await Menu.Sold(one.Definition(), plain);
        string[] expected = [.. new[] { $"{one.Code} ", $"{two.Code} 540" }.Order(StringComparer.Ordinal)];

        var first = await Shop.Json(await Merchant.Ok(await Shop.On(node).Send(HttpMethod.Get, "/v1/bundles?limit=1")));
        var second = await Shop.Json(await Merchant.Ok(await Shop.On(node).Send(HttpMethod.Get, $"/v1/bundles?limit=1&cursor={Menu.Text(first, "next")}")));

        Assert.Null(Menu.Text(second, "next"));
        Assert.Equal(expected, new[] { first, second }.Select(page => page.GetProperty("items")[0])
            .Select(it => $"{Menu.Text(it, "code")} {(it.GetProperty("price") is { ValueKind: System.Text.Json.JsonValueKind.Object } price ? price.GetProperty("amount").ToString() : "")}"));
    }

    private static Task<HttpResponseMessage> Price(Node node, Menu menu, object selection, int units = 1) =>
        Shop.On(node).Send(HttpMethod.Post, $"/v1/bundles/{menu.Code}/price", new { selection, units });

    private static async Task<(HttpStatusCode, string?)> Refused(HttpResponseMessage answer) => (answer.StatusCode, await Merchant.Code(answer));
}
