using Commerce.Domain.Rulesets;
using Commerce.Infrastructure.Redis.Rulesets;
using Commerce.Infrastructure.Rulesets;
using Commerce.Integration.Support;
using Microsoft.Extensions.DependencyInjection;

namespace Commerce.Integration.Rulesets;

/// <summary>One node only: another that has not seen the last version yet would send both changes in one, which is right and not small.</summary>
public class SmallChangesSpecs(OwnRulesets own) : IClassFixture<OwnRulesets>
{
    [Fact]
    public async Task of_one_price_among_many_travel_in_a_few_bytes()
    {
        const int Many = 5_000;
        var redis = own.Shop.Services.GetRequiredService<RedisRulesets>();
        await own.Sql($"select price_put(array_agg('v' || i), '', array_agg('EUR'::text), array_agg('1:' || i), 'somebody', 'because') from generate_series(1, {Many}) as i");
        await Eventually.True(() => own.Shop.Rulesets().Current.Pricing.Prices.Find($"v{Many}") is not null);
        await Eventually.True(async () => await redis.Pointer(RulesetKind.Pricing) == own.Shop.Rulesets().Current.Pricing.Version);

        var version = await own.Commit(("v7", 100));
        await Eventually.True(async () => await redis.Pointer(RulesetKind.Pricing) >= version);
        var bundle = (await redis.Bundle(RulesetKind.Pricing, version, null, default))!;

        Assert.InRange(bundle.Length, 1, 300);
        Assert.Equal("v7", Assert.Single(RulesetBundle.Read(bundle)!.Prices).VariantId);
    }
}
