using System.Text.Json;
using Commerce.Domain.Discounts;
using Commerce.Domain.Pricing;
using Commerce.Integration.Catalog;
using Commerce.Integration.Support;
using static Commerce.Integration.Support.RuleChanges;

namespace Commerce.Integration.Carts;

public class DiscountedCartsSpecs(Shop shop) : IClassFixture<Shop>
{
    [Fact]
    public async Task a_gift_is_shown_beside_the_lines_and_costs_nothing()
    {
        var pen = await Basket.Goods(shop, "Pen", cents: 200);
        await using var node = await Shop.Under(rules => rules.With(Discount("thanks", new DiscountEffect.GiftItem(pen, 1))));
        var basket = await new Basket(Shop.On(node)).With(await Basket.Goods(Shop.On(node), cents: 1000));

        await Eventually.True(async () => (await basket.See()).GetProperty("gifts").GetArrayLength() == 1);
        var cart = await basket.See();

        Assert.Equal(("Pen", 1, "thanks"), cart.GetProperty("gifts")[0] is var gift ? (Text(gift, "title"), gift.GetProperty("units").GetInt32(), Text(gift, "discountId")) : default);
        Assert.Equal((1, 1, 1000), (cart.GetProperty("lines").GetArrayLength(), cart.GetProperty("units").GetInt32(), Amount(cart, "total")));
    }

    [Fact]
    public async Task the_channel_and_the_country_a_request_names_choose_among_the_prices()
    {
        await using var node = await Shop.Under(rules => rules.With(
            Discount("app", new DiscountEffect.ItemPercent(1000)) with { When = new(Channels: ["app"]) },
            Discount("austria", new DiscountEffect.ItemPercent(500)) with { When = new(Countries: ["AT"]) }));
        var basket = await new Basket(Shop.On(node)).With(await Basket.Goods(Shop.On(node), cents: 1000));

        Assert.Equal(1000, await Total(basket));
        Assert.Equal(900, await Total(basket, ("Shop-Channel", "app")));
        Assert.Equal(950, await Total(basket, ("Shop-Country", "at")));
        Assert.Equal(855, await Total(basket, ("Shop-Channel", "app"), ("Shop-Country", "AT")));
    }

    [Fact]
    public async Task the_least_that_sending_costs_is_told_where_the_country_is_known()
    {
        await using var node = await Shop.Under(rules => rules.With(content => content with
        {
            Shipping = [new("near", "Near", 1, [new(["AT"], [new("EUR", ShippingBasis.Weight, [new(0, 300)])])]), new("far", "Far", 2, [new([], [new("EUR", ShippingBasis.Weight, [new(0, 900)])])])],
        }));
        var basket = await new Basket(Shop.On(node)).With(await Basket.Goods(Shop.On(node), cents: 1000));

        var cart = await Shop.Json(await Merchant.Ok(await basket.Send(HttpMethod.Get, "/v1/cart", null, ("Shop-Country", "AT"))));

        Assert.Equal((300, 1000), (Amount(cart, "shippingFrom"), Amount(cart, "total")));
        Assert.Equal(900, Amount(await Shop.Json(await basket.Send(HttpMethod.Get, "/v1/cart", null, ("Shop-Country", "NZ"))), "shippingFrom"));
        Assert.Equal(JsonValueKind.Null, (await basket.See()).GetProperty("shippingFrom").ValueKind);
    }

    [Theory]
    [InlineData("Shop-Channel", "App Store")]
    [InlineData("Shop-Country", "AUT")]
    public async Task a_channel_or_country_that_cannot_be_one_is_refused(string header, string value)
    {
        var problem = await Shop.Json(await shop.Send(HttpMethod.Get, "/v1/products", null, (header, value)));

        Assert.Equal(("request.invalid", header), (Text(problem, "code"), Text(problem.GetProperty("errors")[0], "pointer")));
    }

    [Fact]
    public async Task a_better_price_for_more_units_is_no_price_that_changed()
    {
        var mug = await Basket.Goods(shop, cents: 1000);
        await using var node = await Shop.Under(rules => rules.With(List("bulk"), mug, new(1, 1000), new(10, 800)));
        var basket = await new Basket(Shop.On(node)).With(mug, 9);

        var cart = await Shop.Json(await Merchant.Ok(await basket.Send(HttpMethod.Put, $"/v1/cart/lines/{mug}", new { units = 10 })));

        Assert.Equal((8000, ""), (Amount(cart, "total"), Basket.Warnings(cart)));
        Assert.Equal("", Basket.Warnings(await basket.See()));
    }

    [Fact]
    public async Task what_a_cart_costs_is_explained_when_asked()
    {
        await using var node = await Shop.Under(rules => rules.With(
            Discount("sale", new DiscountEffect.ItemPercent(1000)), Discount("club", new DiscountEffect.ItemPercent(2000)) with { When = new(Groups: ["club"]) }));
        var basket = await new Basket(Shop.On(node)).With(await Basket.Goods(Shop.On(node), cents: 1000), 2);

        var cart = await Shop.Json(await Merchant.Ok(await basket.Send(HttpMethod.Get, "/v1/cart?explain=true")));
        var steps = cart.GetProperty("trace").GetProperty("steps").EnumerateArray().ToList();

        Assert.Equal(Amount(cart, "total"), steps.Sum(step => step.GetProperty("amount").GetInt64()));
        Assert.Contains(steps, step => Text(step, "rule") == "sale" && Text(step, "outcome") == "accepted");
        Assert.Contains(steps, step => Text(step, "rule") == "club" && Text(step, "outcome") != "accepted");
        Assert.False((await basket.See()).TryGetProperty("trace", out _));
    }

    private static async Task<long> Total(Basket basket, params (string, string)[] headers) =>
        Amount(await Shop.Json(await Merchant.Ok(await basket.Send(HttpMethod.Get, "/v1/cart", null, headers))), "total");

    private static string? Text(JsonElement of, string name) => of.GetProperty(name).GetString();

    private static long Amount(JsonElement of, string name) => of.GetProperty(name).GetProperty("amount").GetInt64();
}
