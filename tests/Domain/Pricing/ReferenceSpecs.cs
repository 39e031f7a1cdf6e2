using System.Text.Json;
using Commerce.Domain.Pricing;
using Commerce.Domain.Specs.Pricing.Drawn;
using Commerce.Domain.Specs.Pricing.Reference;
using CsCheck;

namespace Commerce.Domain.Specs.Pricing;

/// <summary>The engine against the rules written down once more, naively.</summary>
public class ReferenceSpecs
{
    private const int Shops = 20_000;
    private const int CartsOfEach = 5;

    [Fact]
    public void prices_a_hundred_thousand_random_carts_as_the_rules_say() => Gen.Int.Sample(AgreesOn, iter: Shops);

    private static void AgreesOn(int seed)
    {
        var draw = new Draw(seed);
        var goods = DrawnShop.Goods(draw);
        var shop = DrawnShop.Shop(draw, goods);
        var rules = shop.InForce();
        for (var cart = 0; cart < CartsOfEach; cart++)
        {
            var (basket, buyer) = (DrawnShop.Basket(draw, shop, goods), DrawnShop.Buyer(draw));

            var (quote, problems) = new ReferencePricing(shop, basket, buyer).Price();
            var priced = PricingEngine.Price(basket, buyer, rules, explain: cart == 0);

            Assert.True(quote == priced.Quote, $"Cart {cart}.\nReference {JsonSerializer.Serialize(quote)}\nEngine    {JsonSerializer.Serialize(priced.Quote)}");
            Assert.Equal(problems.Order(), priced.Problems.Select(problem => (problem.Code, problem.LineId)).Order());
        }
    }
}
