using System.Collections.Concurrent;
using Commerce.Domain.Discounts;
using Commerce.Domain.Pricing;
using Commerce.Integration.Support;

namespace Commerce.Integration.Rulesets;

public class NoMixedAnswersSpecs(OwnRulesets own) : IClassFixture<OwnRulesets>
{
    private const int Rounds = 60;

    private static readonly Goods[] Goods = [.. Enumerable.Range(0, 5).Select(i => new Goods($"v{i}", Guid.NewGuid(), $"v{i}", "Thing", 1, Domain.Pricing.Goods.StandardTax, [], [], []))];

    private static readonly Basket Basket = new([.. Goods.Select((goods, i) => new BasketLine($"l{i}", 1, goods))]);

    private readonly ConcurrentDictionary<long, long> said = new();
    private readonly ConcurrentDictionary<long, string> promoted = new();

    /// <summary>All prices change with each commit, and the promotion by itself: an answer of two halves would show.</summary>
    [Fact]
    public async Task are_given_by_any_node_while_prices_and_rules_change_all_the_time()
    {
        await Commit(0);
        Shop[] nodes = [own.Shop, await own.Another(), await own.Another(("Redis:KeyPrefix", $"{Guid.NewGuid():N}:"))];
        using var done = new CancellationTokenSource();
        var answers = nodes.Select(node => Ask(node, done.Token)).ToArray();

        await Task.WhenAll(
            Task.Run(async () =>
            {
                for (var round = 1; round <= Rounds; round++)
                    await Commit(round);
            }),
            Task.Run(async () =>
            {
                for (var round = 1; round <= Rounds / 2; round++)
                    await Promote($"p{round}");
            }));
        await Eventually.True(() => nodes.All(node => node.Rulesets().Current.Pricing.Version == own.Shop.Rulesets().Current.Pricing.Version));
        await done.CancelAsync();
        var quotes = (await Task.WhenAll(answers)).SelectMany(quote => quote).Distinct().ToList();

        Assert.True(quotes.Select(quote => quote.Pricing).Distinct().Count() > 5, "Too few versions were seen to show anything.");
        Assert.All(quotes, quote => Assert.Equal((said[quote.Pricing], said[quote.Pricing]), (quote.Lowest, quote.Highest)));
        Assert.All(quotes.Where(quote => quote.Discounts > 0), quote => Assert.Equal(promoted[quote.Discounts], quote.Promotion));
    }

    /// <summary>A composite of two halves would stay until the next version: there is no need to look without a pause.</summary>
    private static async Task<List<(long Pricing, long Discounts, long Lowest, long Highest, string Promotion)>> Ask(Shop node, CancellationToken done)
    {
        var seen = new List<(long, long, long, long, string)>();
        var (pricing, discounts) = (0L, 0L);
        while (!await Eventually.Soon(() => Task.FromResult(done.IsCancellationRequested)))
        {
            var rules = node.Rulesets().Current;
            var quote = PricingEngine.Price(Basket, new("EUR", DateTimeOffset.MaxValue), rules).Quote;
            Assert.True(quote.PriceVersion >= pricing && quote.DiscountVersion >= discounts, "A node went back.");
            if ((quote.PriceVersion, quote.DiscountVersion) == (pricing, discounts))
                continue;

            (pricing, discounts) = (quote.PriceVersion, quote.DiscountVersion);
            seen.Add((
                pricing, discounts, quote.Lines.Min(line => line.UnitPrice.Amount), quote.Lines.Max(line => line.UnitPrice.Amount),
                rules.Discounts.Rules.At(DateTimeOffset.MaxValue)?.Content.Discounts.Single().Code ?? ""));
        }

        return seen;
    }

    private async Task Commit(long round) => said[await own.Commit([.. Goods.Select(goods => (goods.VariantId, 1000 + round))])] = 1000 + round;

    private async Task Promote(string code)
    {
        var rule = new DiscountRule(code, code, new DiscountEffect.ItemPercent(1000), ProductSelector.Everything, DiscountConditions.Always);
        promoted[(await own.Shop.Publish(new DiscountContent([rule]))).Version] = code;
    }
}
