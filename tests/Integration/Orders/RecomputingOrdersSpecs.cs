using System.Text.Json;
using Commerce.Domain.Discounts;
using Commerce.Domain.Pricing;
using Commerce.Integration.Bundles;
using Commerce.Integration.Catalog;
using Commerce.Integration.Checkouts;
using Commerce.Integration.Rulesets;
using Commerce.Integration.Support;
using static Commerce.Integration.Support.RuleChanges;
using Basket = Commerce.Integration.Carts.Basket;

namespace Commerce.Integration.Orders;

/// <summary>Rules and prices go on; what was sold by earlier ones can still be made again.</summary>
public class RecomputingOrdersSpecs(OwnRulesets own) : IClassFixture<OwnRulesets>
{
    private readonly Shop shop = own.Shop;

    [Fact]
    public async Task gives_every_order_of_a_busy_run_again_to_the_byte()
    {
        var random = new Random(4711);
        string[] goods = [await Basket.Goods(shop, "Mug", cents: 1250), await Basket.Goods(shop, "Pen", cents: 333), await Basket.Goods(shop, "Cap", cents: 1999)];
        var (menu, sold) = (await Menu.Cooked(shop), new List<JsonElement>());
        for (var round = 1; round <= 3; round++)
        {
            await shop.Publish(Pricing(round, menu));
            await shop.Publish(Discounts(round, goods[1]));
            await Merchant.Ok(await SetPrice(goods[0], 1250 + round));
            for (var i = 0; i < 4; i++)
                sold.Add(await Sell(goods, menu, random, ("Shop-Channel", random.Next(2) == 0 ? "app" : "web")));
        }

        var again = await Task.WhenAll(sold.Select(async order => await Shop.Json(await Merchant.Ok(await shop.Admin(HttpMethod.Get, $"/v1/admin/orders/{Till.Of(order, "id")}/recomputation")))));

        Assert.Equal(12, again.Length);
        Assert.True(sold.Select(order => Menu.Amount(order, "total")).Distinct().Count() > 3, "The orders were all alike.");
        Assert.Contains(sold, order => order.GetProperty("bundles").GetArrayLength() > 0 && order.GetProperty("coupons").GetArrayLength() > 0);
        Assert.All(again, order => Assert.True(order.GetProperty("isIdentical").GetBoolean(), order.ToString()));
        Assert.Equal(3, again.Select(order => order.GetProperty("discountVersion").GetInt64()).Distinct().Count());
    }

    [Fact]
    public async Task is_refused_for_an_order_whose_basis_was_not_kept()
    {
        var order = await SoldOrder.New(shop);

        Assert.Equal("order.basis_unknown", await Merchant.Code(await shop.Admin(HttpMethod.Get, $"/v1/admin/orders/{order.Id}/recomputation")));
    }

    private async Task<JsonElement> Sell(string[] goods, Menu menu, Random random, (string, string) channel)
    {
        var basket = new Basket(shop);
        foreach (var variant in goods)
            if (random.Next(3) > 0 || variant == goods[0])
                await basket.With(variant, random.Next(1, 5));
        if (random.Next(2) == 0)
            await Merchant.Ok(await menu.Order(basket, random.Next(2) == 0 ? Menu.Full : Menu.Light, random.Next(1, 3)));
        await Merchant.Ok(await basket.Send(HttpMethod.Post, "/v1/cart/coupons", new { code = random.Next(2) == 0 ? "SPRING" : "NOSUCH" }));
        var till = new Till(shop, basket);
        await Merchant.Ok(await till.Start(new { email = "ada@example.com", shippingAddress = random.Next(2) == 0 ? Till.Home : Vienna, shippingMethod = "standard" }));
        await Merchant.Ok(await till.Do(HttpMethod.Put, "lock", null, channel));
        await Merchant.Ok(await till.Pay());
        return await till.Order();
    }

    private static readonly object Vienna = new { name = "Ann", line1 = "Ring 1", city = "Vienna", postalCode = "1010", country = "AT" };

    private static PricingContent Pricing(int round, Menu menu) => new(
        [new("app", "App", "EUR", PriceListKind.Sale, new PriceScope([], ["app"], [], []), Parent: new(PriceListDefinition.Base, -500 * round, null, new(5, 0)))],
        [
            new("gb", "Britain", ["GB"], [], PricesIncludeTax: false, [new(Goods.StandardTax, "VAT", 200_000)], Goods.StandardTax),
            new("at", "Austria", ["AT"], [], PricesIncludeTax: true, [new(Goods.StandardTax, "USt", 190_000 + round)], Goods.StandardTax),
        ],
        [new("standard", "Standard", 1, [new([], [new("EUR", ShippingBasis.Weight, [new(0, 390 + round)], 6000)])])], [menu.Definition(round)]);

    private static DiscountContent Discounts(int round, string pen) => new([
        Discount("bulk", new DiscountEffect.QuantityTiers([new(3, 300 * round), new(6, 777)])),
        Discount("spring", new DiscountEffect.OrderAmount(new Dictionary<string, long> { ["EUR"] = 100 * round })).By("SPRING"),
        Discount("thanks", new DiscountEffect.GiftItem(pen, 1)) with { When = new(MinUnits: 5) },
        Discount("free", new DiscountEffect.ShippingPercent(2500 * round, [])) with { When = new(Countries: ["AT"]) }]);

    private async Task<HttpResponseMessage> SetPrice(string variant, long cents)
    {
        var id = (await Shop.Json(await shop.Send(HttpMethod.Get, $"/v1/products/{variant}"))).GetProperty("productId").GetString();
        return await shop.Admin(HttpMethod.Put, $"/v1/admin/products/{id}/variants/{variant}/prices", new { prices = new[] { Merchant.Eur(cents) } });
    }
}
