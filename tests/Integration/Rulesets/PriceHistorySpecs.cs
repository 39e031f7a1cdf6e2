using Commerce.Application.Pricing;
using Commerce.Domain.Pricing;
using Commerce.Integration.Support;
using Microsoft.Extensions.DependencyInjection;
using static Commerce.Integration.Support.RuleChanges;

namespace Commerce.Integration.Rulesets;

public class PriceHistorySpecs(OwnRulesets own) : IClassFixture<OwnRulesets>
{
    private readonly string variant = Guid.NewGuid().ToString("N");

    private IPriceHistory History => own.Shop.Services.GetRequiredService<IPriceHistory>();

    [Fact]
    public async Task knows_what_was_in_force_at_an_instant_whenever_it_began_and_each_change_since()
    {
        var first = await At(500);
        var second = await At(300);
        await own.Sql($"select price_put(array['{variant}'], '', array['EUR'], array[null::text], 'somebody', 'gone')");
        await own.Commit(($"{variant}-other", 100));

        Assert.Equal([500, 300, null], await Since(first));
        Assert.Equal([500, 300, null], await Since(first + ((second - first) / 2)));
        Assert.Equal([300, null], await Since(second));
        Assert.Equal([null], await Since(second.AddDays(1)));
        Assert.Equal([500, 300, null], (await Since(first.AddMilliseconds(-1)))[^3..]);
        Assert.Equal([first, second], (await History.Since(first, [variant], default)).Take(2).Select(past => past.From));
    }

    [Fact]
    public async Task knows_the_rules_around_the_prices()
    {
        var price = await At(500);
        await own.Shop.Publish(PricingContent.Empty with { Lists = [List("one")] });
        await own.Shop.Publish(PricingContent.Empty with { Lists = [List("one"), List("two")] });

        var past = await History.Since(price, [variant], default);

        Assert.Equal([1, 2], past.Skip(1).Select(then => then.Prices.Rules.At(DateTimeOffset.MaxValue)!.Content.Lists.Count));
        Assert.All(past, then => Assert.Equal(500, then.Prices.Prices.Find(variant)!.Base["EUR"]));
        Assert.Equal(2, Assert.Single(await History.Since(past[^1].From.AddDays(1), [variant], default)).Prices.Rules.At(DateTimeOffset.MaxValue)!.Content.Lists.Count);
    }

    [Fact]
    public async Task knows_which_versions_were_in_force_at_an_instant()
    {
        var first = await At(500);
        var version = own.Shop.Rulesets().Current.Pricing.Version;
        await At(300);

        Assert.Equal(version, (await own.Shop.Rulesets().VersionsAt(first, default)).Pricing);
        Assert.Equal((0L, 0L), await own.Shop.Rulesets().VersionsAt(DateTimeOffset.UnixEpoch, default));
    }

    /// <summary>What the variant cost, one after the other.</summary>
    private async Task<long?[]> Since(DateTimeOffset instant) =>
        [.. (await History.Since(instant, [variant], default)).Select(past => past.Prices.Prices.Find(variant)?.Base.TryGetValue("EUR", out var cents) is true ? cents : (long?)null)];

    /// <summary>When the price came into force.</summary>
    private async Task<DateTimeOffset> At(long cents)
    {
        var version = await own.Commit((variant, cents));
        return new((DateTime)(await own.Sql($"select published_at from ruleset where kind = 'pricing' and version = {version}"))!);
    }
}
