using System.Net;
using System.Text.Json;
using Commerce.Domain.Bundles;
using Commerce.Integration.Carts;
using Commerce.Integration.Catalog;
using Commerce.Integration.Support;

namespace Commerce.Integration.Bundles;

public class BundlesInCartsSpecs(Shop shop) : IClassFixture<Shop>
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    [Fact]
    public async Task is_one_line_however_it_was_said_and_another_for_another_choice()
    {
        var menu = await Menu.Cooked(shop);
        await using var node = await Menu.Sold(menu.Definition());
        var basket = new Basket(Shop.On(node));
        var spelledOut = new Dictionary<string, object>
        {
            ["drinks"] = new[] { new { option = "drink", variantId = menu.Drink, times = 1 } },
            ["side"] = Array.Empty<object>(),
            ["main"] = new[] { new { option = "salad" } },
        };

        await Merchant.Ok(await menu.Order(basket, Menu.Light, 2));
        await Merchant.Ok(await menu.Order(basket, spelledOut));
        await Merchant.Ok(await menu.Order(basket, Menu.Full));
        var cart = await basket.See();

        Assert.Equal("The menu 3, The menu 1", Basket.Lines(cart));
        Assert.Equal("", Basket.Warnings(cart));
        Assert.Equal(3 * 810 + 1580, Menu.Amount(cart, "total"));
        Assert.Equal((810, 900, 2430), cart.GetProperty("lines")[0] is var line ? (Menu.Amount(line, "unitPrice"), Menu.Amount(line, "listPrice"), Menu.Amount(line, "total")) : default);
    }

    [Fact]
    public async Task shows_what_is_in_it()
    {
        var menu = await Menu.Cooked(shop);
        await using var node = await Menu.Sold(menu.Definition());
        var basket = new Basket(Shop.On(node));

        var cart = await Shop.Json(await Merchant.Ok(await menu.Order(basket, Menu.Full, 2)));

        var line = menu.Anonymous(JsonSerializer.Serialize(cart.GetProperty("lines")[0], Indented));
        await Verifier.Verify(System.Text.RegularExpressions.Regex.Replace(line, "~[A-Za-z0-9_-]{16}", "~digest"));
    }

    [Fact]
    public async Task is_set_and_removed_as_other_lines()
    {
        var menu = await Menu.Cooked(shop);
        await using var node = await Menu.Sold(menu.Definition());
        var basket = new Basket(Shop.On(node));
        var line = Line(await Shop.Json(await menu.Order(basket, Menu.Light)));

        Assert.Equal("The menu 4", Basket.Lines(await Shop.Json(await Merchant.Ok(await basket.Send(HttpMethod.Put, $"/v1/cart/lines/{line}", new { units = 4 })))));
        Assert.Equal("", Basket.Lines(await Shop.Json(await Merchant.Ok(await basket.Send(HttpMethod.Delete, $"/v1/cart/lines/{line}")))));
    }

    [Fact]
    public async Task is_refused_with_all_that_is_wrong_and_when_it_has_changed_since_it_was_shown()
    {
        var menu = await Menu.Cooked(shop);
        await using var node = await Menu.Sold(menu.Definition(version: 4));
        var basket = new Basket(Shop.On(node));

        var wrong = await Shop.Json(await menu.Order(basket, new Dictionary<string, object> { ["drinks"] = new[] { new { option = "drink", times = 3 } } }));
        var changed = await basket.Send(HttpMethod.Post, "/v1/cart/bundles", new { bundle = menu.Code, selection = Menu.Light, version = 3 });

        Assert.Equal(["main below_min", "drinks above_max"], wrong.GetProperty("violations").EnumerateArray().Select(it => $"{Menu.Text(it, "set")} {Menu.Text(it, "code")}"));
        Assert.Equal((HttpStatusCode.Conflict, "bundle.changed"), (changed.StatusCode, await Merchant.Code(changed)));
        Assert.Equal(HttpStatusCode.NotFound, (await new Basket(shop).Send(HttpMethod.Post, "/v1/cart/bundles", new { bundle = menu.Code })).StatusCode);
    }

    [Fact]
    public async Task is_added_once_for_one_idempotency_key()
    {
        var menu = await Menu.Cooked(shop);
        await using var node = await Menu.Sold(menu.Definition());
        var basket = new Basket(Shop.On(node));
        await Merchant.Ok(await menu.Order(basket, Menu.Full));

        var first = await (await menu.Order(basket, Menu.Light, 1, ("Idempotency-Key", "once"))).Content.ReadAsStringAsync();
        var again = await (await menu.Order(basket, Menu.Light, 1, ("Idempotency-Key", "once"))).Content.ReadAsStringAsync();

        Assert.Equal(first, again);
        Assert.Equal("The menu 1, The menu 1", await basket.Lines());
    }

    [Fact]
    public async Task is_not_charged_after_a_change_until_it_is_chosen_again()
    {
        var menu = await Menu.Cooked(shop);
        await using var before = await Menu.Sold(menu.Definition());
        await using var after = await Menu.Sold(menu.Definition(version: 2));
        var basket = new Basket(Shop.On(before));
        var line = Line(await Shop.Json(await menu.Order(basket, Menu.Light, 2)));
        var later = new Basket(Shop.On(after)) { Token = basket.Token };

        var warned = await later.See();
        var kept = await Shop.Json(await Merchant.Ok(await later.Send(HttpMethod.Put, $"/v1/cart/bundles/{line}", new { version = 2 })));

        var change = warned.GetProperty("warnings")[0];
        Assert.Equal(("bundle_changed", 2, 0), (Menu.Text(change, "code"), change.GetProperty("bundle").GetProperty("version").GetInt32(), change.GetProperty("bundle").GetProperty("violations").GetArrayLength()));
        Assert.Equal((0, JsonValueKind.Null), (Menu.Amount(warned, "total"), warned.GetProperty("lines")[0].GetProperty("unitPrice").ValueKind));
        Assert.Equal(("", "The menu 2", 1620), (Basket.Warnings(kept), Basket.Lines(kept), Menu.Amount(kept, "total")));
    }

    [Fact]
    public async Task tells_what_is_wrong_with_an_old_choice_and_takes_another()
    {
        var menu = await Menu.Cooked(shop);
        var smaller = menu.Definition(version: 2);
        await using var before = await Menu.Sold(menu.Definition());
        await using var after = await Menu.Sold(smaller with { Sets = [smaller.Sets[0] with { Options = [smaller.Sets[0].Options[0]] }, smaller.Sets[1]] });
        var basket = new Basket(Shop.On(before));
        var line = Line(await Shop.Json(await menu.Order(basket, Menu.Light)));
        var later = new Basket(Shop.On(after)) { Token = basket.Token };

        var change = (await later.See()).GetProperty("warnings")[0].GetProperty("bundle");
        var refused = await later.Send(HttpMethod.Put, $"/v1/cart/bundles/{line}", new { });
        var chosen = await Shop.Json(await Merchant.Ok(await later.Send(HttpMethod.Put, $"/v1/cart/bundles/{line}", new { selection = new { main = new[] { new { option = "burger" } } } })));

        Assert.Equal(["main unknown_option", "main below_min"], change.GetProperty("violations").EnumerateArray().Select(it => $"{Menu.Text(it, "set")} {Menu.Text(it, "code")}"));
        Assert.Equal("bundle.selection_invalid", await Merchant.Code(refused));
        Assert.Equal(950, Menu.Amount(chosen, "total"));
    }

    [Fact]
    public async Task takes_an_equal_line_in_when_it_is_chosen_alike()
    {
        var menu = await Menu.Cooked(shop);
        await using var node = await Menu.Sold(menu.Definition());
        var basket = new Basket(Shop.On(node));
        await Merchant.Ok(await menu.Order(basket, Menu.Full, 2));
        var cart = await Shop.Json(await menu.Order(basket, Menu.Light));

        var chosen = await Shop.Json(await Merchant.Ok(await basket.Send(HttpMethod.Put, $"/v1/cart/bundles/{Line(cart, 1)}", new { selection = Menu.Full })));

        Assert.Equal("The menu 3", Basket.Lines(chosen));
    }

    [Fact]
    public async Task joins_the_cart_of_whoever_signs_in()
    {
        var menu = await Menu.Cooked(shop);
        await using var node = await Menu.Sold(menu.Definition());
        var (guest, customer) = (new Basket(Shop.On(node)), await Shopper.New(Shop.On(node)));
        var account = new Basket(Shop.On(node), customer);
        await Merchant.Ok(await menu.Order(guest, Menu.Light, 2));
        await Merchant.Ok(await menu.Order(account, Menu.Light));

        var merged = await Shop.Json(await Merchant.Ok(await account.Send(HttpMethod.Post, "/v1/cart/merge", new { token = guest.Token })));

        Assert.Equal(("The menu 3", 2430), (Basket.Lines(merged), Menu.Amount(merged, "total")));
    }

    private static string Line(JsonElement cart, int at = 0) => cart.GetProperty("lines")[at].GetProperty("lineId").GetString()!;
}
