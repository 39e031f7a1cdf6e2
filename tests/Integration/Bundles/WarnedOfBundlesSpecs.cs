using System.Text.Json;
using Commerce.Integration.Carts;
using Commerce.Integration.Catalog;
using Commerce.Integration.Support;

namespace Commerce.Integration.Bundles;

/// <summary>What a shopper is told of a bundle in the cart.</summary>
public class WarnedOfBundlesSpecs(Shop shop) : IClassFixture<Shop>
{
    [Fact]
    public async Task tells_its_old_and_its_new_price_when_that_of_a_component_has_changed()
    {
        var menu = await Menu.Cooked(shop);
        await using var node = await Menu.Sold(menu.Definition());
        var basket = new Basket(Shop.On(node));
        var line = (await Shop.Json(await Merchant.Ok(await menu.Order(basket, Menu.Light, 2)))).GetProperty("lines")[0];

        await Merchant.Ok(await shop.Admin(
            HttpMethod.Put, $"/v1/admin/products/{await Product(menu.Drink)}/variants/{menu.Drink}/prices", new { prices = new[] { Merchant.Eur(400) } }));
        JsonElement cart = default;
        await Eventually.True(async () => Basket.Warnings(cart = await basket.See()) == "price_changed");

        var warning = cart.GetProperty("warnings")[0];
        Assert.Equal((Menu.Text(line, "lineId"), 810, 900), (Menu.Text(warning, "lineId"), Menu.Amount(warning, "old"), Menu.Amount(warning, "new")));
        Assert.Equal((900, 1800), (Menu.Amount(cart.GetProperty("lines")[0], "unitPrice"), Menu.Amount(cart, "total")));
    }

    [Fact]
    public async Task names_a_component_that_is_gone_and_a_bundle_that_is()
    {
        var menu = await Menu.Cooked(shop);
        await using var node = await Menu.Sold(menu.Definition());
        var basket = new Basket(Shop.On(node));
        await Merchant.Ok(await menu.Order(basket, Menu.Full));

        await Withdraw(menu.Fries);
        JsonElement cart = default;
        await Eventually.True(async () => Basket.Warnings(cart = await basket.See()) == "variant_gone, bundle_changed");

        Assert.Equal(menu.Fries, Menu.Text(cart.GetProperty("warnings")[0], "variantId"));
        Assert.Equal("bundle_gone", Basket.Warnings(await new Basket(shop) { Token = basket.Token }.See()));
    }

    [Fact]
    public async Task counts_its_components_with_the_other_lines_when_stock_is_short()
    {
        var menu = await Menu.Cooked(shop, stock: 5);
        await using var node = await Menu.Sold(menu.Definition());
        var basket = await new Basket(Shop.On(node)).With(menu.Drink, 2);
        await Merchant.Ok(await menu.Order(basket, Menu.Full, 2));

        var warnings = (await basket.See()).GetProperty("warnings").EnumerateArray().ToArray();

        Assert.Equal(["short_stock 5 6"], warnings.Select(it => $"{Menu.Text(it, "code")} {it.GetProperty("available")} {it.GetProperty("wanted")}"));
        Assert.Equal(menu.Drink, Menu.Text(warnings[0], "variantId"));
    }

    private async Task Withdraw(string variant) => await Merchant.Ok(await new Merchant(shop).Do(await Product(variant), "archive"));

    private async Task<string> Product(string variant) =>
        (await Shop.Json(await Merchant.Ok(await shop.Send(HttpMethod.Get, $"/v1/products/{variant}")))).GetProperty("productId").GetString()!;
}
