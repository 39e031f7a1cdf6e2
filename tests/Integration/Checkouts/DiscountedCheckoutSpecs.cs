using System.Text.Json;
using Commerce.Domain.Discounts;
using Commerce.Domain.Pricing;
using Commerce.Integration.Catalog;
using Commerce.Integration.Support;
using static Commerce.Integration.Support.RuleChanges;
using Basket = Commerce.Integration.Carts.Basket;

namespace Commerce.Integration.Checkouts;

public class DiscountedCheckoutSpecs(Shop shop) : IClassFixture<Shop>
{
    private static readonly TaxZone Britain = new("gb", "Britain", ["GB"], [], PricesIncludeTax: false, [new(Goods.StandardTax, "VAT 20 %", 200_000)], Goods.StandardTax);

    private static readonly Dictionary<string, long> FiveEuro = new() { ["EUR"] = 500 };

    [Fact]
    public async Task charges_what_was_frozen_discount_shipping_and_tax_and_the_order_tells_it()
    {
        await using var node = await Shop.Under(rules => rules
            .With(Discount("sale", new DiscountEffect.ItemPercent(1000)), Discount("five", new DiscountEffect.OrderAmount(FiveEuro)).By("FIVE"))
            .With(content => content with { Taxes = [Britain] }));
        var till = new Till(Shop.On(node), await new Basket(Shop.On(node)).With(await Basket.Goods(Shop.On(node), cents: 1000), 2));
        await Merchant.Ok(await till.Basket.Send(HttpMethod.Post, "/v1/cart/coupons", new { code = "five" }));

        var locked = await (await till.Locked("standard")).See();
        await Merchant.Ok(await till.Pay());
        var order = await till.Order();

        var totals = locked.GetProperty("totals");
        Assert.Equal(
            (2000, 700, 490, 358, 2148),
            (Amount(totals, "subtotal"), Amount(totals, "discountTotal"), Amount(totals, "shippingTotal"), Amount(totals, "tax"), Amount(totals, "total")));
        Assert.Equal(["five 500", "sale 200"], totals.GetProperty("discounts").EnumerateArray().Select(share => $"{Text(share, "discountId")} {Amount(share, "amount")}").Order());
        Assert.Equal(("VAT 20 %", 1790, 358, false), totals.GetProperty("taxes")[0] is var tax ? (Text(tax, "name"), Amount(tax, "net"), Amount(tax, "amount"), tax.GetProperty("included").GetBoolean()) : default);
        Assert.Equal(("FIVE", 500, 7), (Text(totals.GetProperty("coupons")[0], "code"), Amount(totals.GetProperty("coupons")[0], "amount"), totals.GetProperty("discountVersion").GetInt64()));
        Assert.Equal((2148, 2148, 358, 98), (Amount(order, "total"), Amount(order, "captured"), Amount(order, "tax"), Amount(order, "shippingTax")));
        Assert.Equal(totals.GetProperty("discounts").ToString(), order.GetProperty("discounts").ToString());
        Assert.Equal(totals.GetProperty("taxes").ToString(), order.GetProperty("taxes").ToString());
    }

    [Fact]
    public async Task gives_the_tax_of_shipping_back_with_it()
    {
        await using var node = await Shop.Under(rules => rules.With(content => content with { Taxes = [Britain] }));
        var till = await Till.With(Shop.On(node), cents: 1000);
        await Merchant.Ok(await till.Buy(method: "standard"));
        var order = await till.Order();
        var line = Text(order.GetProperty("lines")[0], "lineId");

        var refunded = await Shop.Json(await Merchant.Ok(await shop.Admin(
            HttpMethod.Post, $"/v1/admin/orders/{Text(order, "id")}/refunds",
            new { reason = "lost", lines = new[] { new { lineId = line, units = 1, returned = false } }, shipping = new { amount = 588, currency = "EUR" } },
            ("Idempotency-Key", Guid.NewGuid().ToString()))));

        Assert.Equal((1788, 1788, "refunded"), (Amount(refunded, "total"), Amount(refunded, "refunded"), Text(refunded, "paymentStatus")));
    }

    [Fact]
    public async Task holds_and_claims_the_gifts_with_the_goods()
    {
        var pen = await Basket.Goods(shop, "Pen", cents: 200, stock: 4);
        await using var node = await Gifts(pen, 3);
        var till = await Till.With(Shop.On(node), cents: 1000);
        await Shown(till.Basket);

        await till.Locked();
        var held = await till.Stock(pen);
        await Merchant.Ok(await till.Pay());

        Assert.Equal((4, 3), held);
        Assert.Equal((1, 0), await till.Stock(pen));
        Assert.Equal(["Mug ", "Pen thanks"], (await till.Order()).GetProperty("lines").EnumerateArray().Select(line => $"{Text(line, "title")} {Text(line, "gift")}"));
    }

    [Fact]
    public async Task gives_no_gift_that_is_sold_out_and_sells_the_rest()
    {
        var pen = await Basket.Goods(shop, "Pen", cents: 200, stock: 2);
        await using var node = await Gifts(pen, 3);
        var till = await Till.With(Shop.On(node), cents: 1000);
        await Shown(till.Basket);

        await Merchant.Ok(await till.Buy());

        Assert.Equal("Mug", Text(Assert.Single((await till.Order()).GetProperty("lines").EnumerateArray()), "title"));
        Assert.Equal((2, 0), await till.Stock(pen));
    }

    [Fact]
    public async Task gives_what_was_held_for_gifts_free_when_it_is_cancelled()
    {
        var pen = await Basket.Goods(shop, "Pen", cents: 200, stock: 5);
        await using var node = await Gifts(pen, 3);
        var till = await Till.With(Shop.On(node), cents: 1000);
        await Shown(till.Basket);

        await Merchant.Ok(await till.Start());
        var held = await till.Stock(pen);
        await Merchant.Ok(await till.Do(HttpMethod.Post, "cancel", new { }));

        Assert.Equal((5, 3), held);
        Assert.Equal((5, 0), await till.Stock(pen));
    }

    [Fact]
    public async Task offers_what_goes_to_the_address_and_freezes_nothing_else()
    {
        await using var node = await Shop.Under(rules => rules.With(content => content with
        {
            Shipping = [.. content.Shipping, new("bike", "By bicycle", 0, [new(["AT"], [new("EUR", ShippingBasis.Weight, [new(0, 200)])])])],
        }));
        var till = await Till.With(Shop.On(node));
        await Merchant.Ok(await till.Start(new { email = "ada@example.com", shippingMethod = "bike" }));

        var nowhere = await Offers(till);
        await Merchant.Ok(await till.Do(HttpMethod.Put, "shipping-address", Till.Home));
        var london = await Offers(till);
        var refused = await till.Do(HttpMethod.Put, "lock");
        await Merchant.Ok(await till.Do(HttpMethod.Put, "shipping-address", new { name = "Ann", line1 = "Ring 1", city = "Vienna", postalCode = "1010", country = "AT" }));
        var vienna = await Offers(till);

        Assert.Equal(("standard, express, pickup", "standard, express, pickup", "bike, standard, express, pickup"), (nowhere, london, vienna));
        Assert.Equal("checkout.method_not_offered", await Merchant.Code(refused));
        await Merchant.Ok(await till.Do(HttpMethod.Put, "lock"));
    }

    [Fact]
    public async Task says_why_it_costs_what_it_costs_open_locked_and_sold()
    {
        await using var node = await Shop.Under(rules => rules.With(Discount("sale", new DiscountEffect.ItemPercent(1000))));
        var till = await Till.With(Shop.On(node), cents: 1000);

        await Merchant.Ok(await till.Start(new { email = "ada@example.com", shippingAddress = Till.Home, shippingMethod = "standard" }));
        var open = await Explained(till, $"/v1/checkouts/{till.Id}");
        await Merchant.Ok(await till.Do(HttpMethod.Put, "lock"));
        var locked = await Explained(till, $"/v1/checkouts/{till.Id}");
        await Merchant.Ok(await till.Pay());
        var order = await Explained(till, $"/v1/orders/{Text(await till.See(), "orderId")}");
        var staff = await Shop.Json(await Merchant.Ok(await Shop.On(node).Admin(HttpMethod.Get, $"/v1/admin/orders/{Text(order, "id")}?explain=true")));

        Assert.All([open, locked, order, staff], view => Assert.Equal(1390, view.GetProperty("trace").GetProperty("steps").EnumerateArray().Sum(step => Number(step, "amount"))));
        Assert.Equal(locked.GetProperty("trace").ToString(), order.GetProperty("trace").ToString());
        Assert.Equal(order.GetProperty("trace").ToString(), staff.GetProperty("trace").ToString());
    }

    private static Task<Node> Gifts(string pen, int units) => Shop.Under(rules => rules.With(Discount("thanks", new DiscountEffect.GiftItem(pen, units))));

    /// <summary>A node that was started a moment ago hears of the gift in a moment.</summary>
    private static Task Shown(Basket basket) => Eventually.True(async () => (await basket.See()).GetProperty("gifts").GetArrayLength() == 1);

    private static async Task<string> Offers(Till till) => string.Join(
        ", ", (await Shop.Json(await till.Basket.Send(HttpMethod.Get, $"/v1/checkouts/{till.Id}/shipping-methods"))).GetProperty("items").EnumerateArray().Select(method => Text(method, "code")));

    private static async Task<JsonElement> Explained(Till till, string path) =>
        await Shop.Json(await Merchant.Ok(await till.Basket.Send(HttpMethod.Get, $"{path}?explain=true", null, till.OrderToken is { } token ? [("Order-Token", token)] : [])));

    private static string? Text(JsonElement of, string name) => of.GetProperty(name).GetString();

    private static long Number(JsonElement of, string name) => of.GetProperty(name).GetInt64();

    private static long Amount(JsonElement of, string name) => of.GetProperty(name).GetProperty("amount").GetInt64();
}
