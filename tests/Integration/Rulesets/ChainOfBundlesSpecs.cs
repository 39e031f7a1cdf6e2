using Commerce.Domain.Rulesets;
using Commerce.Infrastructure.Redis.Rulesets;
using Commerce.Infrastructure.Rulesets;
using Commerce.Integration.Support;
using Microsoft.Extensions.DependencyInjection;

namespace Commerce.Integration.Rulesets;

/// <summary>One node only: another that has not seen the last version yet would send both changes in one, and the chain would be another.</summary>
public class ChainOfBundlesSpecs(OwnRulesets own) : IClassFixture<OwnRulesets>
{
    private const int Many = 4_000;

    private RedisRulesets Redis => own.Shop.Services.GetRequiredService<RedisRulesets>();

    [Fact]
    public async Task begins_anew_with_everything_when_it_is_as_long_as_that_and_drops_what_was_before_with_the_next()
    {
        List<BundleHeader> links = [await Brought(Many)];
        do
            links.Add(await Brought(Many / 4));
        while (links[^1].Base != 0 && links.Count < 100);

        var (before, checkpoint) = (links[..^1], links[^1]);
        Assert.Equal(before.Select(link => link == before[^1]), before.Select(link => link.Chain.IsFull));
        Assert.Equal((0, checkpoint.Head.Version, 0, true), (checkpoint.Base, checkpoint.Chain.Checkpoint, checkpoint.Chain.Hops, checkpoint.Chain.HasRests));
        Assert.All(await Task.WhenAll(before.Select(Found)), Assert.NotNull);

        var next = await Brought(1);

        await Eventually.True(async () => (await Task.WhenAll(before.Select(Found))).All(bytes => bytes is null));
        Assert.Equal((checkpoint.Head.Version, checkpoint.Head.Version, false), (next.Base, next.Chain.Oldest, next.Chain.HasRests));
        Assert.NotNull(await own.Shop.Services.GetRequiredService<RulesetCourier>().Fetch(HeldRulesets.None, RulesetKind.Pricing, next.Head.Version, next.Head.Digest, default));
    }

    /// <summary>Other prices of so many variants, and the bundle that brought them.</summary>
    private async Task<BundleHeader> Brought(int variants)
    {
        var version = await own.Commit([.. Enumerable.Range(0, variants).Select(i => ($"v{i}", Random.Shared.NextInt64(1_000_000_000)))]);
        await Eventually.True(async () => await Redis.Pointer(RulesetKind.Pricing) >= version);

        return BundleHeader.Read((await Redis.Bundle(RulesetKind.Pricing, version, BundleHeader.Size, default))!)!;
    }

    private Task<byte[]?> Found(BundleHeader link) => Redis.Bundle(RulesetKind.Pricing, link.Head.Version, null, default);
}
