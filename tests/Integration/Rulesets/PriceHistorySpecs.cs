using Commerce.Application.Pricing;
using Commerce.Integration.Support;
using Microsoft.Extensions.DependencyInjection;

namespace Commerce.Integration.Rulesets;

public class PriceHistorySpecs(OwnRulesets own) : IClassFixture<OwnRulesets>
{
    private readonly string variant = Guid.NewGuid().ToString("N");

    private IPriceHistory History => own.Shop.Services.GetRequiredService<IPriceHistory>();

    [Fact]
    public async Task knows_the_lowest_price_of_a_time_whenever_it_began()
    {
        var first = await At(500);
        var second = await At(300);
        var third = await At(400);

        Assert.Equal(300, await Lowest(first, third));
        Assert.Equal(300, await Lowest(second, third));
        Assert.Equal(400, await Lowest(third, third.AddDays(30)));
        Assert.Equal(500, await Lowest(first.AddDays(-30), first));
        Assert.Null(await Lowest(first.AddDays(-30), first.AddMilliseconds(-1)));
    }

    [Fact]
    public async Task knows_the_prices_of_any_instant()
    {
        var first = await At(500);
        var second = await At(300);
        await own.Sql($"select price_put(array['{variant}'], '', array['EUR'], array[null::text], 'somebody', 'gone')");

        Assert.Equal(500, (await History.At([variant], first, default))[variant].Base["EUR"]);
        Assert.Equal(300, (await History.At([variant, "nothing"], second, default))[variant].Base["EUR"]);
        Assert.Empty(await History.At([variant], first.AddMilliseconds(-1), default));
        Assert.Empty(await History.At([variant], second.AddDays(1), default));
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

    private async Task<long?> Lowest(DateTimeOffset since, DateTimeOffset until) =>
        (await History.Lowest([variant], "", "EUR", since, until, default)).TryGetValue(variant, out var amount) ? amount : null;

    /// <summary>When the price came into force.</summary>
    private async Task<DateTimeOffset> At(long cents)
    {
        var version = await own.Commit((variant, cents));
        return new((DateTime)(await own.Sql($"select published_at from ruleset where kind = 'pricing' and version = {version}"))!);
    }
}
