using Commerce.Application.Pricing;
using Commerce.Domain.Pricing;
using Commerce.Integration.Catalog;
using Commerce.Integration.Support;
using Microsoft.Extensions.DependencyInjection;
using Basket = Commerce.Integration.Carts.Basket;

namespace Commerce.Integration.Checkouts;

/// <summary>A tax provider and a carrier in the place of the shop's own tables.</summary>
public class OtherTariffsSpecs(Shop shop) : IClassFixture<Shop>
{
    [Fact]
    public async Task tax_and_send_an_order_that_can_be_made_again_without_them()
    {
        await using var node = await Node.Start([], services => services.AddSingleton<ITaxSource, TenPercentInBritain>().AddSingleton<IShippingSource, Courier>());
        var there = Shop.On(node);
        var till = new Till(there, await new Basket(there).With(await Basket.Goods(there, "Mug", cents: 1000), 2));

        var unknown = await till.Start(new { email = "ada@example.com", shippingAddress = Till.Home, shippingMethod = "standard" });
        await Merchant.Ok(await till.Start(new { email = "ada@example.com", shippingAddress = Till.Home }));
        var offered = await Shop.Json(await Merchant.Ok(await till.Do(HttpMethod.Get, "shipping-methods")));
        await Merchant.Ok(await till.Do(HttpMethod.Put, "shipping-method", new { method = "courier" }));
        await Merchant.Ok(await till.Do(HttpMethod.Put, "lock"));
        await Merchant.Ok(await till.Pay());
        var bought = await till.See();

        Assert.Equal("checkout.method_unknown", await Merchant.Code(unknown));
        Assert.Equal(["courier"], offered.GetProperty("items").EnumerateArray().Select(method => Till.Of(method, "code")));
        Assert.Equal(2000 + 700 + 200, Till.Total(bought));

        // Any other node has the shop's own tables.
        await Eventually.True(async () => (await Recomputed(till)).IsSuccessStatusCode);
        Assert.True((await Shop.Json(await Recomputed(till))).GetProperty("isIdentical").GetBoolean());
    }

    [Fact]
    public async Task tax_what_staff_are_told_of_prices_but_for_the_past()
    {
        await using var node = await Node.Start([], services => services.AddSingleton<ITaxSource, TenPercentInBritain>());
        var (there, mug) = (Shop.On(node), await Basket.Goods(Shop.On(node), "Mug", cents: 1000));
        var (now, clock) = (TimeProvider.System.GetUtcNow(), node.Services.GetRequiredService<TimeProvider>());
        await Eventually.True(() => clock.GetUtcNow() > now);
        var instant = Uri.EscapeDataString(now.ToString("O"));

        Assert.Equal(1100, await Told(""));
        Assert.Equal(1100, await Told("&at=2190-01-01T00:00:00Z"));
        Assert.Equal(1000, await Told($"&at={instant}"));

        async Task<long> Told(string at) =>
            (await Shop.Json(await Merchant.Ok(await there.Admin(HttpMethod.Get, $"/v1/admin/prices?variantId={mug}&country=GB{at}")))).GetProperty("total").GetProperty("amount").GetInt64();
    }

    private async Task<HttpResponseMessage> Recomputed(Till till) => await shop.Admin(HttpMethod.Get, $"/v1/admin/orders/{Till.Of(await till.See(), "orderId")}/recomputation");

    private sealed class TenPercentInBritain : ITaxSource
    {
        public TaxZone? ZoneOf(PricingRules own, BuyerContext buyer) =>
            buyer.Country == "GB" ? new("told", "Told", ["GB"], [], PricesIncludeTax: false, [new(Goods.StandardTax, "VAT", 100_000)], ShippingClass: null) : null;
    }

    private sealed class Courier : IShippingSource
    {
        public IReadOnlyList<ShippingTable> MethodsFor(PricingRules own, BuyerContext buyer) =>
            [new("courier", "Courier", 1, [new([], [new(buyer.Currency, ShippingBasis.Weight, [new(0, 700)], null)])])];
    }
}
