using System.Text.Json;
using Commerce.Domain.Discounts;
using Commerce.Integration.Catalog;
using Commerce.Integration.Checkouts;
using Commerce.Integration.Support;
using static Commerce.Integration.Support.RuleChanges;
using Basket = Commerce.Integration.Carts.Basket;

namespace Commerce.Integration.Rulesets;

/// <summary>What was frozen is what is paid, whatever is published meanwhile.</summary>
public class LockedCheckoutsSpecs(OwnRulesets own) : IClassFixture<OwnRulesets>
{
    private readonly Shop shop = own.Shop;

    [Fact]
    public async Task keep_their_price_and_their_discount_and_the_order_names_the_versions_of_both()
    {
        var mug = await Basket.Goods(shop, cents: 1000);
        await Publish(percent: 1000);
        var till = await new Till(shop, await new Basket(shop).With(mug, 2)).Locked();
        var frozen = (await till.See()).GetProperty("totals");

        var version = await own.Commit((mug, 3000));
        await Publish(percent: 5000);
        var others = await (await new Basket(shop).With(mug, 2)).See();
        await Merchant.Ok(await till.Pay());
        var order = await till.Order();

        Assert.Equal((3000, version), (Amount(others, "total"), Number(others, "priceVersion")));
        Assert.Equal((1800, 200, 1800, 1000), (Amount(order, "total"), Amount(order, "discountTotal"), Amount(order, "captured"), Amount(order.GetProperty("lines")[0], "unitPrice")));
        Assert.Equal(frozen.GetProperty("discounts").ToString(), order.GetProperty("discounts").ToString());
        foreach (var ruleset in new[] { "priceVersion", "discountVersion" })
        {
            Assert.Equal(Number(frozen, ruleset), Number(order, ruleset));
            Assert.True(Number(order, ruleset) < Number(others, ruleset), $"The {ruleset} is not the old one.");
        }
    }

    private Task Publish(int percent) => shop.Publish(new DiscountContent([Discount("sale", new DiscountEffect.ItemPercent(percent))]));

    private static long Amount(JsonElement of, string name) => of.GetProperty(name).GetProperty("amount").GetInt64();

    private static long Number(JsonElement of, string name) => of.GetProperty(name).GetInt64();
}
