using System.Text.Json;
using Commerce.Domain.Discounts;
using Commerce.Domain.Pricing;
using Commerce.Integration.Catalog;
using Commerce.Integration.Rulesets;
using Commerce.Integration.Support;
using static Commerce.Integration.Support.RuleChanges;
using Basket = Commerce.Integration.Carts.Basket;

namespace Commerce.Integration.Pricing;

/// <summary>Staff ask what a variant costs whomever at any instant.</summary>
public class TellingPricesSpecs(OwnRulesets own) : IClassFixture<OwnRulesets>
{
    private readonly Shop shop = own.Shop;

    [Fact]
    public async Task of_any_instant_are_told_with_their_reasons()
    {
        var mug = await Basket.Goods(shop, "Mug", cents: 1000);
        var (before, later) = (TimeProvider.System.GetUtcNow(), new DateTimeOffset(2190, 1, 1, 0, 0, 0, TimeSpan.Zero));
        await own.Commit((mug, 1200));
        await InForce([List("future") with { From = later, Parent = new(PriceListDefinition.Base, 5000, null, null) }], [], []);

        var now = await Told($"variantId={mug}");
        var then = await Told($"variantId={mug}&{At(before)}");
        var someDay = await Told($"variantId={mug}&{At(later)}&units=2");

        Assert.Equal((1200, 1000), (Amount(now, "unitPrice"), Amount(then, "unitPrice")));
        Assert.Equal((1800, 3600), (Amount(someDay, "unitPrice"), Amount(someDay, "subtotal")));
        Assert.Contains(("future", "accepted"), Steps(someDay));
        Assert.Equal("price.variant_unknown", await Merchant.Code(await shop.Admin(HttpMethod.Get, "/v1/admin/prices?variantId=nothing-of-this-name")));
    }

    /// <summary>Whoever is of a group or a company, or orders for the first time, is signed in: 50 less.</summary>
    [Theory]
    [InlineData("", 1000)]
    [InlineData("group=vip", 900 - 50)]
    [InlineData("group=nobody&group=vip", 900 - 50)]
    [InlineData("company=acme", 800 - 50)]
    [InlineData("channel=app", 700)]
    [InlineData("country=FR", 600)]
    [InlineData("country=US", 1000)]
    [InlineData("country=US&region=tx", 1000 + 100)]
    [InlineData("currency=JPY", 5000)]
    [InlineData("signedIn=true", 1000 - 50)]
    [InlineData("signedIn=false", 1000)]
    [InlineData("firstOrder=true", 1000 - 50 - 120)]
    [InlineData("firstOrder=false", 1000)]
    public async Task are_told_for_any_buyer(string buyer, long total)
    {
        var mug = await Basket.Goods(shop, "Mug", cents: 1000, yen: 5000);
        await InForce(
            [Less("vip", 1000, new(Groups: ["vip"])), Less("acme", 2000, new(Companies: ["acme"])), Less("app", 3000, new(Channels: ["app"])), Less("france", 4000, new(Countries: ["FR"]))],
            [new("texas", "Texas", ["US"], ["TX"], PricesIncludeTax: false, [new(Goods.StandardTax, "Tax", 100_000)], ShippingClass: null)],
            [Off("known", 50) with { When = new(SignedIn: true) }, Off("welcome", 120) with { When = new(FirstOrder: true) }]);

        Assert.Equal(total, Amount(await Told($"variantId={mug}&{buyer}"), "total"));
    }

    [Fact]
    public async Task count_gifts_as_a_cart_does_also_those_there_were()
    {
        var (mug, pen) = (await Basket.Goods(shop, "Mug", cents: 1000), await Basket.Goods(shop, "Pen", cents: 200));
        await InForce([], [], [Discount("thanks", new DiscountEffect.GiftItem(pen, 1)) with { Stacking = Stacking.Exclusive }, Off("usual", 100)]);
        var cart = await (await new Basket(shop).With(mug)).See();
        var (now, instant) = (await Told($"variantId={mug}"), TimeProvider.System.GetUtcNow());
        await own.Commit((pen, 300));
        await InForce([], [], []);

        var then = await Told($"variantId={mug}&{At(instant)}");

        Assert.Equal((1000, 1000, 1000), (Amount(cart, "total"), Amount(now, "total"), Amount(then, "total")));
        Assert.Contains(("usual", "after_exclusive"), Steps(now));
        Assert.Equal(Steps(now), Steps(then));
    }

    private async Task InForce(IReadOnlyList<PriceListDefinition> lists, IReadOnlyList<TaxZone> zones, IReadOnlyList<DiscountRule> discounts)
    {
        var (pricing, rules) = (await shop.Publish(new PricingContent(lists, zones, [], [])), await shop.Publish(new DiscountContent(discounts)));
        await shop.Rulesets().AtLeast(new(pricing.Version, rules.Version), default);
    }

    private static PriceListDefinition Less(string code, int percent, PriceScope scope) => List(code, scope: scope) with { Parent = new(PriceListDefinition.Base, -percent, null, null) };

    private static DiscountRule Off(string code, long cents) => Discount(code, new DiscountEffect.OrderAmount(new Dictionary<string, long> { ["EUR"] = cents }));

    private async Task<JsonElement> Told(string query) => await Shop.Json(await Merchant.Ok(await shop.Admin(HttpMethod.Get, $"/v1/admin/prices?{query}")));

    private static string At(DateTimeOffset instant) => $"at={Uri.EscapeDataString(instant.ToString("O"))}";

    private static (string?, string?)[] Steps(JsonElement told) =>
        [.. told.GetProperty("trace").GetProperty("steps").EnumerateArray().Select(step => (step.GetProperty("rule").GetString(), step.GetProperty("outcome").GetString()))];

    private static long Amount(JsonElement of, string name) => of.GetProperty(name).GetProperty("amount").GetInt64();
}
