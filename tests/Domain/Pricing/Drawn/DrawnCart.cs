using Commerce.Domain.Pricing;
using Commerce.Domain.Specs.Pricing.Reference;

namespace Commerce.Domain.Specs.Pricing.Drawn;

/// <summary>A shop, a buyer and a basket.</summary>
internal sealed record DrawnCart(ReferenceShop Shop, RulesInForce Rules, Basket Basket, BuyerContext Buyer)
{
    public static DrawnCart Of(int seed) => Of(seed, 1)[0];

    /// <summary>Several baskets in one shop, which costs more to set up than a basket.</summary>
    public static List<DrawnCart> Of(int seed, int count)
    {
        var draw = new Draw(seed);
        var goods = DrawnShop.Goods(draw);
        var shop = DrawnShop.Shop(draw, goods);
        var rules = shop.InForce();

        return [.. Enumerable.Range(0, count).Select(_ => new DrawnCart(shop, rules, DrawnShop.Basket(draw, shop, goods), DrawnShop.Buyer(draw)).With(DrawnDiscounts.Left(draw, shop)))];
    }

    private DrawnCart With(IReadOnlyList<MoneyLeft> left) => this with { Basket = Basket with { Left = left } };

    public PricedBasket Price(bool explain = false) => PricingEngine.Price(Basket, Buyer, Rules, explain);
}
