using Commerce.Domain.Pricing;
using CsCheck;

namespace Commerce.Domain.Specs.Pricing;

public class CartPricingSpecs
{
    private static readonly PricingContext Euro = new("EUR");

    [Fact]
    public void adds_up_lines_and_shipping()
    {
        var prices = new PriceList { ["shirt"] = 1999, ["mug"] = 850 };

        var (quote, problems) = CartPricing.Price(new([new("1", "shirt", 2), new("2", "mug", 3)], Standard(490)), Euro, prices);

        Assert.Empty(problems);
        Assert.Equal([3998, 2550], quote.Lines.Select(line => line.Total.Amount));
        Assert.Equal(new Money(6548, "EUR"), quote.Subtotal);
        Assert.Equal(new Money(490, "EUR"), quote.ShippingTotal);
        Assert.Equal(new Money(7038, "EUR"), quote.Total);
        Assert.Equal(prices.Version, quote.PriceVersion);
    }

    [Fact]
    public void leaves_out_and_names_what_has_no_price_in_the_currency()
    {
        var (quote, problems) = CartPricing.Price(new([new("1", "shirt", 2), new("2", "gone", 1)]), Euro, new PriceList { ["shirt"] = 1999 });

        Assert.Equal("1", Assert.Single(quote.Lines).LineId);
        Assert.Equal((PricingProblem.NoPrice, "2", "gone"), Assert.Single(problems) is var problem ? (problem.Code, problem.LineId, problem.VariantId) : default);
        Assert.Equal(3998, quote.Total.Amount);
    }

    [Fact]
    public void never_overflows_whatever_the_prices_and_units() =>
        Gen.Select(Gen.Long[0, long.MaxValue], Gen.Int[1, int.MaxValue]).Array[0, 8].Sample(lines =>
        {
            var prices = new PriceList();
            foreach (var (price, i) in lines.Select((line, i) => (line.Item1, i)))
                prices[$"v{i}"] = price;

            var (quote, problems) = CartPricing.Price(new([.. lines.Select((line, i) => new LineToPrice($"{i}", $"v{i}", line.Item2))]), Euro, prices);

            Assert.InRange(quote.Total.Amount, 0, CartPricing.Ceiling);
            Assert.Equal(lines.Length, quote.Lines.Count + problems.Count);
            Assert.All(problems, problem => Assert.Equal(PricingProblem.TooLarge, problem.Code));
        });

    [Fact]
    public void has_parts_that_sum_to_the_whole_in_any_order_of_lines() =>
        Gen.Select(Gen.Long[0, 100_000], Gen.Int[1, 999]).Array[1, 20].Sample(lines =>
        {
            var prices = new PriceList();
            foreach (var (price, i) in lines.Select((line, i) => (line.Item1, i)))
                prices[$"v{i}"] = price;
            LineToPrice[] cart = [.. lines.Select((line, i) => new LineToPrice($"{i}", $"v{i}", line.Item2))];

            var quote = CartPricing.Price(new(cart, Standard(490)), Euro, prices).Quote;
            var reversed = CartPricing.Price(new([.. cart.Reverse()], Standard(490)), Euro, prices).Quote;

            Assert.Equal(quote.Total, Money.Sum("EUR", quote.Lines.Select(line => line.Total)) + quote.ShippingTotal);
            Assert.Equal(quote.Total, quote.Subtotal - quote.DiscountTotal + quote.ShippingTotal + quote.Tax);
            Assert.Equal(quote.Total, reversed.Total);
            Assert.All(quote.Lines, line => Assert.Equal(line.Total.Amount, Allocation.Units(line.Total.Amount, line.Units).Sum()));
        });

    [Fact]
    public void gives_equal_quotes_for_equal_input()
    {
        CartToPrice Cart() => new([new("1", "shirt", 2)], Standard(490));
        var prices = new PriceList { ["shirt"] = 1999 };

        Assert.Equal(CartPricing.Price(Cart(), Euro, prices).Quote, CartPricing.Price(Cart(), Euro, prices).Quote);
        Assert.NotEqual(CartPricing.Price(Cart(), Euro, prices).Quote, CartPricing.Price(Cart(), Euro, new PriceList { ["shirt"] = 2000 }).Quote);
    }

    private static QuoteShipping Standard(long amount) => new("standard", "Standard", new(amount, "EUR"));

    private sealed class PriceList : Dictionary<string, long>, IPriceBook
    {
        public long Version => 7;

        public bool TryPrice(string variantId, string currency, [System.Diagnostics.CodeAnalysis.MaybeNullWhen(false)] out VariantPrice price)
        {
            price = TryGetValue(variantId, out var amount) ? new(variantId, variantId, new(amount, currency), new(amount, currency)) : null;
            return price is not null;
        }
    }
}
