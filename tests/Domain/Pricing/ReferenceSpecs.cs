using System.Text.Json;
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
    public void prices_a_hundred_thousand_random_carts_as_the_rules_say() => Gen.Int[0, int.MaxValue].Sample(AgreesOn, iter: Shops);

    private static void AgreesOn(int seed)
    {
        foreach (var cart in DrawnCart.Of(seed, CartsOfEach))
        {
            var (quote, problems) = new ReferencePricing(cart.Shop, cart.Basket, cart.Buyer).Price();
            var priced = cart.Price();

            Assert.True(quote == priced.Quote, $"Reference {JsonSerializer.Serialize(quote)}\nEngine    {JsonSerializer.Serialize(priced.Quote)}");
            Assert.Equal(problems.Order(), priced.Problems.Select(problem => (problem.Code, problem.LineId)).Order());
        }
    }
}
