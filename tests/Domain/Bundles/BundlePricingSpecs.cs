using Commerce.Domain.Bundles;
using Commerce.Domain.Pricing;
using CsCheck;
using static Commerce.Domain.Specs.Bundles.Samples;

namespace Commerce.Domain.Specs.Bundles;

public class BundlePricingSpecs
{
    private static readonly Dictionary<string, long> Prices = new() { ["burger"] = 700, ["cola"] = 300, ["fries"] = 350, ["mug"] = 1000 };

    private static readonly ChoiceSet[] Sets =
    [
        Set("main", 1, 1, false, Option("burger", adjustment: 100)), Set("drink", 0, 2, true, Option("cola", adjustment: -20)), Set("side", 0, 1, false, Option("fries", quantity: 2)),
    ];

    [Theory]
    [InlineData(BundlePriceMode.Fixed, 999, 0, 999)]
    [InlineData(BundlePriceMode.Sum, 0, 0, 700 + 2 * 300 + 2 * 350 + 100 - 2 * 20)]
    [InlineData(BundlePriceMode.SumLessPercent, 0, 1_250, 1_810)] // 2000 less 12.5 % is 1750, and 60 for the options.
    [InlineData(BundlePriceMode.SumLessAmount, 401, 0, 1_659)]
    [InlineData(BundlePriceMode.SumLessAmount, 99_999, 0, 0)]
    [InlineData(BundlePriceMode.BasePlusOptions, 1_200, 0, 1_260)]
    public void makes_the_price_by_its_mode(BundlePriceMode mode, long amount, int percent, long price)
    {
        var priced = Price(Priced(new BundlePrice(mode, amount == 0 ? Nothing : Eur(amount), percent), Sets), units: 3);

        var bundle = Assert.Single(priced.Quote.Bundles);
        Assert.Empty(priced.Problems);
        Assert.Equal((price * 3, 6_000), (bundle.Price.Amount, bundle.ListPrice.Amount));
        Assert.Equal(price * 3, priced.Quote.Total.Amount);
    }

    [Fact]
    public void puts_components_in_its_place_with_their_share_by_what_they_cost_by_themselves()
    {
        var bundle = Priced(new BundlePrice(BundlePriceMode.Fixed, Eur(1_000)), Sets);
        BasketLine[] basket = [new("mug", 1, Goods("mug")), new("m", 2, null, Choice(bundle)), new("gone", 1, Goods("gone")), new("cola", 1, Goods("cola"))];

        var quote = PricingEngine.Price(new(basket), Euro, Rules(Prices, bundle)).Quote;

        Assert.Equal(
            [("mug", null, 1, 1_000), ("m:1", "m", 2, 700), ("m:2", "m", 4, 600), ("m:3", "m", 4, 700), ("cola", null, 1, 300)],
            quote.Lines.Select(line => (line.LineId, line.Bundle, line.Units, line.Subtotal.Amount)));
        Assert.Equal((700, 300, 350), (quote.Lines[1].UnitPrice.Amount, quote.Lines[2].UnitPrice.Amount, quote.Lines[3].UnitPrice.Amount));
    }

    [Fact]
    public void rounds_once_as_the_shop_does()
    {
        var bundle = Priced(new BundlePrice(BundlePriceMode.SumLessPercent, Nothing, 5_000), Set("one", 1, 1, false, Option("a")), Set("two", 1, 1, false, Option("b")));
        long Price(long a, long b, Rounding rounding) => PricingEngine.Price(new([new("l", 1, null, Choice(bundle))]), Euro with { Rounding = rounding },
            Rules(new Dictionary<string, long> { ["a"] = a, ["b"] = b }, bundle)).Quote.Total.Amount;

        Assert.Equal(3, Price(1, 4, Rounding.HalfUp));
        Assert.Equal(2, Price(1, 4, Rounding.HalfEven));
        Assert.Equal(2, Price(1, 3, Rounding.HalfUp));
    }

    [Fact]
    public void leaves_out_and_names_what_it_cannot_sell()
    {
        var bundle = Priced(new BundlePrice(BundlePriceMode.Fixed, Eur(1_000)), Sets);
        var choice = Choice(bundle);

        Assert.Equal((BundleProblem.Gone, "m", "menu"), Problem(choice, Rules(Prices)));
        Assert.Equal((BundleProblem.Changed, "m", "menu"), Problem(choice, Rules(Prices, bundle with { Version = 2 })));
        Assert.Equal((BundleProblem.Changed, "m", "menu"), Problem(choice, Rules(Prices, bundle with { Sets = Sets[..2] })));
        Assert.Equal((PricingProblem.NoPrice, "m", "cola"), Problem(choice, Rules(Prices.Where(price => price.Key != "cola").ToDictionary(), bundle)));
        Assert.Equal((PricingProblem.NoPrice, "m", "menu"), Problem(choice, Rules(Prices, bundle with { Price = new(BundlePriceMode.Fixed, new Dictionary<string, long> { ["USD"] = 1 }) })));
        Assert.Equal((PricingProblem.TooLarge, "m", "menu"), Problem(choice, Rules(Prices, bundle with { Price = new(BundlePriceMode.Fixed, Eur(PricingEngine.Ceiling)) }), units: 2));
        Assert.Equal((PricingProblem.TooLarge, "m", "menu"), Problem(choice, Rules(Prices, bundle), units: int.MaxValue));
    }

    [Fact]
    public void says_how_it_was_made()
    {
        var bundle = Priced(new BundlePrice(BundlePriceMode.SumLessPercent, Nothing, 1_250), Sets);

        var priced = PricingEngine.Price(new([new("m", 2, null, Choice(bundle))]), Euro, Rules(Prices, bundle), explain: true);

        var made = priced.Trace!.Steps.First(step => step.Stage == TraceStage.Bundle);
        Assert.Equal(("m", "menu", TraceStep.Accepted, 3_620), (made.LineId, made.Rule, made.Outcome, made.Amount));
        Assert.Equal("2 × 18.10 EUR: components 20.00 EUR less 12.50 %, options 0.60 EUR.", made.Text);
        Assert.Equal(3, priced.Trace.Steps.Count(step => step.Stage == TraceStage.Rounding && step.LineId!.StartsWith("m:", StringComparison.Ordinal)));
        Assert.Equal(priced.Quote.Total.Amount, priced.Trace.Steps.Where(step => step.Outcome == TraceStep.Accepted).Sum(step => step.Amount));
    }

    [Fact]
    public void has_shares_that_sum_exactly_and_gives_each_bundle_back_for_its_price_in_any_order() => Cases.Sample((bundle, prices, units) =>
    {
        BasketLine[] basket = [new("one", units, null, Choice(bundle)), new("extra", 3, Goods("v0")), new("two", 1, null, Choice(bundle))];
        var rules = Rules(prices, bundle);

        var quote = PricingEngine.Price(new(basket), Euro, rules).Quote;
        var reversed = PricingEngine.Price(new([.. basket.Reverse()]), Euro, rules).Quote;

        Assert.Equal(quote.Total, reversed.Total);
        Assert.Equal(quote.Bundles[0].Price, quote.Bundles[1].Price * units);
        Assert.Equal(quote.Total, Money.Sum("EUR", quote.Lines.Select(line => line.Total)));
        Assert.All(quote.Lines, line => Assert.True(line.Subtotal.Amount >= 0));
        Assert.All(quote.Bundles, priced =>
        {
            QuoteLine[] components = [.. quote.Lines.Where(line => line.Bundle == priced.LineId)];
            Assert.Equal(priced.Price, Money.Sum("EUR", components.Select(line => line.Subtotal)));
            Assert.Equal(priced.Price.Amount / priced.Units, components.Sum(line => line.Worth(line.Units / priced.Units, Rounding.HalfUp).Amount));
        });
    });

    private static Gen<(BundleDefinition, Dictionary<string, long>, int)> Cases => Gen.Select(
        Gen.Enum<BundlePriceMode>(), Gen.Long[0, 20_000], Gen.Int[1, 10_000],
        Gen.Select(Gen.Long[0, 9_999], Gen.Int[1, 3], Gen.Int[1, 3], Gen.Long[-500, 500]).Array[1, 6], Gen.Int[1, 9]).Select((mode, amount, percent, parts, units) =>
    {
        var amounts = mode is BundlePriceMode.Sum or BundlePriceMode.SumLessPercent ? Nothing : Eur(amount);
        var bundle = Priced(
            new BundlePrice(mode, amounts, mode == BundlePriceMode.SumLessPercent ? percent : 0),
            [.. parts.Select((part, i) => Set($"s{i}", 0, 3, true, Option("o", $"v{i}", part.Item2, part.Item4, defaults: part.Item3)))]);

        return (bundle, parts.Select((part, i) => KeyValuePair.Create($"v{i}", part.Item1)).ToDictionary(), units);
    });

    private static PricedBasket Price(BundleDefinition bundle, int units) => PricingEngine.Price(new([new("m", units, null, Choice(bundle))]), Euro, Rules(Prices, bundle));

    private static (string, string?, string?) Problem(BundleChoice choice, RulesInForce rules, int units = 1)
    {
        var priced = PricingEngine.Price(new([new("m", units, null, choice)]), Euro, rules);

        Assert.Empty(priced.Quote.Lines);
        Assert.Empty(priced.Quote.Bundles);
        return Assert.Single(priced.Problems) is var problem ? (problem.Code, problem.LineId!, problem.VariantId!) : default;
    }

    /// <summary>One of the main, two drinks, one side; or the defaults of whatever bundle it is.</summary>
    private static BundleChoice Choice(BundleDefinition bundle) => BundleSelection.Check(
        bundle, bundle.Option("main", "burger") is null ? One(bundle) : Picks(("main", [new("burger")]), ("drink", [new("cola", 2)]), ("side", [new("fries")])), id => Goods(id)).Choice!;

    private static Dictionary<string, IReadOnlyList<SelectedOption>> One(BundleDefinition bundle) =>
        bundle.Sets.Where(set => set.Options.All(option => option.Defaults == 0)).ToDictionary(set => set.Code, IReadOnlyList<SelectedOption> (set) => [new(set.Options[0].Code)]);
}
