using System.Text.Json;
using Commerce.Integration.Catalog;
using Commerce.Integration.Support;

namespace Commerce.Integration.Carts;

public class PricingCartsSpecs(Shop shop) : IClassFixture<Shop>
{
    [Fact]
    public async Task a_price_that_changed_is_told_with_old_and_new_until_the_next_edit()
    {
        var mug = await Basket.Goods(shop, cents: 1000);
        var basket = await new Basket(shop).With(mug, 2);

        await SetPrice(mug, 1200);
        var warning = (await Warned(basket, "price_changed")).GetProperty("warnings")[0];

        Assert.Equal((1000, 1200), (Amount(warning, "old"), Amount(warning, "new")));
        Assert.Equal(2400, Amount(await basket.See(), "total"));
        Assert.Equal("price_changed", Basket.Warnings(await Shop.Json(await basket.Add(mug))));
        Assert.Equal("", Basket.Warnings(await basket.See()));
    }

    [Fact]
    public async Task short_stock_is_told_with_what_is_left()
    {
        var mug = await Basket.Goods(shop, stock: 3);
        var basket = await new Basket(shop).With(mug, 5);

        var warning = (await basket.See()).GetProperty("warnings")[0];

        Assert.Equal(("short_stock", 3, 5), (warning.GetProperty("code").GetString(), warning.GetProperty("available").GetInt32(), warning.GetProperty("wanted").GetInt32()));
    }

    [Fact]
    public async Task what_is_not_sold_any_more_stays_named_and_costs_nothing()
    {
        var (mug, cup) = (await Basket.Goods(shop, cents: 1000), await Basket.Goods(shop, "Cup", cents: 300));
        var basket = await (await new Basket(shop).With(mug)).With(cup);

        await Withdraw(mug);
        var cart = await Warned(basket, "variant_gone");

        Assert.Equal("Mug 1, Cup 1", Basket.Lines(cart));
        Assert.Equal(300, Amount(cart, "total"));
        Assert.Equal(JsonValueKind.Null, cart.GetProperty("lines")[0].GetProperty("unitPrice").ValueKind);
    }

    [Fact]
    public async Task another_currency_prices_anew_and_converts_nothing()
    {
        var (mug, cup) = (await Basket.Goods(shop, cents: 1000, yen: 1600), await Basket.Goods(shop, "Cup", cents: 300));
        var basket = await (await new Basket(shop).With(mug, 2)).With(cup);

        var cart = await Shop.Json(await Merchant.Ok(await basket.Send(HttpMethod.Put, "/v1/cart/currency", new { currency = "JPY" })));

        Assert.Equal((3200, "JPY"), (Amount(cart, "total"), cart.GetProperty("total").GetProperty("currency").GetString()));
        Assert.Equal("not_sellable_in_currency", Basket.Warnings(cart));
    }

    [Fact]
    public async Task a_new_cart_may_begin_in_another_currency()
    {
        var mug = await Basket.Goods(shop, yen: 1600);

        var cart = await Shop.Json(await new Basket(shop).Send(HttpMethod.Post, "/v1/cart/lines", new { variantId = mug, units = 3, currency = "JPY" }));

        Assert.Equal(4800, Amount(cart, "total"));
    }

    [Fact]
    public async Task a_rule_that_was_tightened_is_told()
    {
        var mug = await Basket.Goods(shop);
        var basket = await new Basket(shop).With(mug, 5);
        var product = await Product(mug);

        await Merchant.Ok(await shop.Admin(HttpMethod.Put, $"/v1/admin/products/{product}/variants/{mug}", new { sku = mug, options = new { }, weightGrams = 1, min = 2, max = 4, step = 2 }));

        Assert.Equal((2, 4, 2), ((await Warned(basket, "units_not_allowed")).GetProperty("warnings")[0]) is var warning
            ? (warning.GetProperty("min").GetInt32(), warning.GetProperty("max").GetInt32(), warning.GetProperty("step").GetInt32())
            : default);
    }

    [Fact]
    public async Task stock_is_held_when_the_shop_says_so_and_the_shopper_sees_how_long()
    {
        await using var node = await Shop.With(("Carts:HoldAt", "AddToCart"));
        var holding = Shop.On(node);
        var mug = await Basket.Goods(holding, stock: 3);
        var basket = await new Basket(holding).With(mug, 2);

        var late = await new Basket(holding).Add(mug, 2);
        var cart = await basket.See();

        Assert.Equal("inventory.insufficient", await Merchant.Code(late));
        Assert.Equal(JsonValueKind.String, cart.GetProperty("heldUntil").ValueKind);
        Assert.Equal("", Basket.Warnings(cart));
        await basket.Send(HttpMethod.Delete, "/v1/cart/lines");
        Assert.Equal(System.Net.HttpStatusCode.OK, (await new Basket(holding).Add(mug, 3)).StatusCode);
    }

    private async Task SetPrice(string variant, long cents) => await Merchant.Ok(
        await shop.Admin(HttpMethod.Put, $"/v1/admin/products/{await Product(variant)}/variants/{variant}/prices", new { prices = new[] { Merchant.Eur(cents) } }));

    private async Task Withdraw(string variant) => await Merchant.Ok(await new Merchant(shop).Do(await Product(variant), "archive"));

    private async Task<string> Product(string slug) => (await Shop.Json(await shop.Send(HttpMethod.Get, $"/v1/products/{slug}"))).GetProperty("productId").GetString()!;

    /// <summary>The catalogue of a node follows its own commits at once; this also holds for one that has to be told.</summary>
    private static async Task<JsonElement> Warned(Basket basket, string code)
    {
        await Eventually.True(async () => Basket.Warnings(await basket.See()) == code);
        return await basket.See();
    }

    private static long Amount(JsonElement of, string name) => of.GetProperty(name).GetProperty("amount").GetInt64();
}
