using System.Net;
using System.Text.Json;
using Commerce.Integration.Carts;
using Commerce.Integration.Catalog;
using Commerce.Integration.Checkouts;
using Commerce.Integration.Support;

namespace Commerce.Integration.Bundles;

public class BuyingBundlesSpecs(Shop shop) : IClassFixture<Shop>
{
    [Fact]
    public async Task holds_its_components_sells_them_and_the_order_tells_of_both()
    {
        var menu = await Menu.Cooked(shop, stock: 9);
        await using var node = await Menu.Sold(menu.Definition());
        var till = await TillWith(node, menu, 2);

        await till.Locked();
        var held = await Stock(till, menu);
        await Merchant.Ok(await till.Pay());
        var order = await till.Order();

        Assert.Equal("9/2 9/4 9/4", held);
        Assert.Equal("7/0 5/0 5/0", await Stock(till, menu));
        var bundle = order.GetProperty("bundles")[0];
        Assert.Equal((menu.Code, 1, 2, 3160), (Menu.Text(bundle, "code"), bundle.GetProperty("version").GetInt32(), bundle.GetProperty("units").GetInt32(), Menu.Amount(bundle, "price")));
        Assert.Equal(["Burger 2 1300", "Drink 4 1116", "Fries 4 744"], order.GetProperty("lines").EnumerateArray().Select(line => $"{Menu.Text(line, "title")} {line.GetProperty("units")} {Menu.Amount(line, "total")}"));
        Assert.All(order.GetProperty("lines").EnumerateArray(), line => Assert.Equal(Menu.Text(bundle, "lineId"), Menu.Text(line, "bundle")));
        Assert.Equal(3160, Menu.Amount(order, "total"));
    }

    [Fact]
    public async Task gives_a_component_back_for_its_share_and_a_whole_bundle_for_its_price()
    {
        var menu = await Menu.Cooked(shop, stock: 9);
        await using var node = await Menu.Sold(menu.Definition());
        var till = await TillWith(node, menu, 2);
        await till.Locked();
        await Merchant.Ok(await till.Pay());
        var order = await till.Order();
        string[] lines = [.. order.GetProperty("lines").EnumerateArray().Select(line => Menu.Text(line, "lineId")!)];

        var whole = await Refund(order, (lines[0], 1), (lines[1], 2), (lines[2], 2));
        var drink = await Refund(order, (lines[1], 1));

        Assert.Equal(1580, Menu.Amount(whole, "refunded"));
        Assert.Equal(1580 + 279, Menu.Amount(drink, "refunded"));
        await Eventually.True(async () => await Stock(till, menu) == "8/0 8/0 7/0");
    }

    [Fact]
    public async Task keeps_its_frozen_definition_when_another_is_published()
    {
        var menu = await Menu.Cooked(shop, stock: 9);
        await using var before = await Menu.Sold(menu.Definition());
        await using var after = await Menu.Sold(menu.Definition(version: 2) with { Price = new(Domain.Bundles.BundlePriceMode.Fixed, new Dictionary<string, long> { ["EUR"] = 9900 }) });
        var till = await (await TillWith(before, menu, 1)).Locked();

        var paid = await Shop.On(after).Send(
            HttpMethod.Post, $"/v1/checkouts/{till.Id}/payments", new { token = "tok_ok" }, ("Cart-Token", till.Basket.Token!), ("Idempotency-Key", Guid.NewGuid().ToString()));

        Assert.Equal(1580, Till.Total(await Shop.Json(await Merchant.Ok(paid))));
    }

    [Fact]
    public async Task is_not_sold_while_it_is_to_be_chosen_again()
    {
        var menu = await Menu.Cooked(shop, stock: 9);
        await using var before = await Menu.Sold(menu.Definition());
        await using var after = await Menu.Sold(menu.Definition(version: 2));
        var basket = (await TillWith(before, menu, 1)).Basket;

        var answer = await new Till(Shop.On(after), new Basket(Shop.On(after)) { Token = basket.Token }).Buy();

        var refusal = await Shop.Json(answer);
        Assert.Equal((HttpStatusCode.Conflict, "checkout.not_sellable"), (answer.StatusCode, Menu.Text(refusal, "code")));
        Assert.Equal("bundle_changed", Menu.Text(refusal.GetProperty("problems")[0], "code"));
    }

    [Fact]
    public async Task is_held_with_all_its_components_or_not_at_all()
    {
        var menu = await Menu.Cooked(shop, stock: 3);
        await using var node = await Menu.Sold(menu.Definition());
        var till = await TillWith(node, menu, 2);

        var answer = await till.Start();

        var refusal = await Shop.Json(answer);
        Assert.Equal((HttpStatusCode.Conflict, "inventory.insufficient"), (answer.StatusCode, Menu.Text(refusal, "code")));
        Assert.Equal(
            new[] { menu.Drink, menu.Fries }.Order(StringComparer.Ordinal),
            refusal.GetProperty("shortages").EnumerateArray().Select(shortage => Menu.Text(shortage, "variantId")).Order(StringComparer.Ordinal));
        Assert.Equal("3/0 3/0 3/0", await Stock(till, menu));
    }

    [Fact]
    public async Task the_last_component_goes_to_one_of_two_shoppers_and_the_other_is_told()
    {
        var menu = await Menu.Cooked(shop, stock: 9, fries: 2);
        await using var node = await Menu.Sold(menu.Definition());
        Till[] tills = [await TillWith(node, menu, 1), await TillWith(node, menu, 1)];

        var answers = await Task.WhenAll(tills.Select(till => till.Buy()));

        Assert.Equal([HttpStatusCode.Created, HttpStatusCode.Conflict], answers.Select(answer => answer.StatusCode).Order());
        Assert.Equal("inventory.insufficient", await Merchant.Code(answers.Single(answer => answer.StatusCode == HttpStatusCode.Conflict)));
        Assert.Equal("8/0 7/0 0/0", await Stock(tills[0], menu));
    }

    private static async Task<Till> TillWith(Node node, Menu menu, int units)
    {
        var basket = new Basket(Shop.On(node));
        HttpResponseMessage? added = null;
        await Eventually.True(async () => (added = await menu.Order(basket, Menu.Full, units)).StatusCode != HttpStatusCode.UnprocessableEntity);
        await Merchant.Ok(added!);
        return new(Shop.On(node), basket);
    }

    private static async Task<string> Stock(Till till, Menu menu)
    {
        var stock = new List<string>();
        foreach (var variant in new[] { menu.Burger, menu.Drink, menu.Fries })
            stock.Add(await till.Stock(variant) is var (onHand, reserved) ? $"{onHand}/{reserved}" : "");

        return string.Join(' ', stock);
    }

    private async Task<JsonElement> Refund(JsonElement order, params (string Line, int Units)[] lines) => await Shop.Json(await Merchant.Ok(await shop.Admin(
        HttpMethod.Post, $"/v1/admin/orders/{Menu.Text(order, "id")}/refunds",
        new { reason = "changed mind", lines = lines.Select(line => new { lineId = line.Line, units = line.Units, returned = false }) }, ("Idempotency-Key", Guid.NewGuid().ToString()))));
}
