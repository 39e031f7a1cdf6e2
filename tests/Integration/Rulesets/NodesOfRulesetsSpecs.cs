using Commerce.Domain.Discounts;
using Commerce.Domain.Pricing;
using Commerce.Domain.Rulesets;
using Commerce.Infrastructure;
using Commerce.Infrastructure.Redis;
using Commerce.Infrastructure.Redis.Rulesets;
using Commerce.Infrastructure.Rulesets;
using Commerce.Integration.Support;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Commerce.Integration.Rulesets;

/// <summary>Several nodes and one truth, whatever becomes of the messages between them.</summary>
public class NodesOfRulesetsSpecs(OwnRulesets own) : IClassFixture<OwnRulesets>
{
    private readonly Shop shop = own.Shop;
    private readonly string variant = Guid.NewGuid().ToString("N");

    private RedisRulesets Redis => shop.Services.GetRequiredService<RedisRulesets>();

    private RulesetCourier Courier => shop.Services.GetRequiredService<RulesetCourier>();

    [Fact]
    public async Task hear_of_a_version_though_they_never_look()
    {
        var other = await own.Another(("Rulesets:PollMilliseconds", "3600000"));

        await Commit((variant, 100));

        await Eventually.True(() => Price(other) == 100);
    }

    [Fact]
    public async Task see_a_version_at_the_next_look_when_no_message_reaches_them()
    {
        var deaf = await own.Another(("Redis:KeyPrefix", $"{variant}:"));

        await Commit((variant, 100));

        await Eventually.True(() => Price(deaf) == 100);
    }

    [Fact]
    public async Task see_a_version_without_any_redis_and_publish_without_it()
    {
        var alone = await own.Another(("ConnectionStrings:redis", "127.0.0.1:9,connectTimeout=200"));

        await Commit((variant, 100));
        await Eventually.True(() => Price(alone) == 100);
        var made = await alone.Publish(new DiscountContent([Promotion("alone")]));

        Assert.Equal(made.Version, alone.Rulesets().Current.Discounts.Version);
        await Eventually.True(() => shop.Rulesets().Current.Discounts.Version >= made.Version);
    }

    [Fact]
    public async Task bring_to_redis_what_its_maker_did_not_live_to_bring_there()
    {
        // All that a maker has done who dies right after the commit.
        var version = await own.Sql($"select price_put(array['{variant}'], '', array['EUR'], array['1:100'], 'somebody', 'because')");

        await Eventually.True(() => Price(shop) == 100);
        await Eventually.True(async () => await Redis.Pointer(RulesetKind.Pricing) >= (long)version!);
        await Sound();
    }

    [Fact]
    public async Task refuse_a_bundle_that_is_not_what_was_published_and_put_it_right()
    {
        var next = await Commit((variant, 1)) + 1;
        await Redis.Put(RulesetKind.Pricing, next, [.. "CRS1"u8, .. new byte[300]], default);

        await own.Sql($"select price_put(array['{variant}'], '', array['EUR'], array['1:100'], 'somebody', 'because')");

        await Eventually.True(() => Price(shop) == 100);
        await Eventually.True(async () => await Redis.Bundle(RulesetKind.Pricing, next, null, default) is { } bytes && RulesetBundle.Read(bytes) is not null);
        await Sound();
    }

    [Theory]
    [InlineData(5)] // the kind of ruleset or what follows it
    [InlineData(20)]
    [InlineData(-40)] // the content
    [InlineData(-1)] // the hash itself
    public async Task believe_no_bundle_of_which_a_single_bit_is_wrong(int at)
    {
        var version = await Commit((variant, 100));
        await Eventually.True(async () => await Redis.Pointer(RulesetKind.Pricing) >= version);
        var bytes = (await Redis.Bundle(RulesetKind.Pricing, version, null, default))!;
        Assert.NotNull(RulesetBundle.Read(bytes));

        bytes[at < 0 ? bytes.Length + at : at] ^= 1;

        Assert.Null(RulesetBundle.Read(bytes));
    }

    [Fact]
    public async Task fill_a_redis_that_came_back_empty()
    {
        var version = await Commit((variant, 100));
        await Eventually.True(async () => await Redis.Pointer(RulesetKind.Pricing) >= version);

        await own.Forget(Keys.Rulesets.PricingVersion(), Keys.Rulesets.PricingBundle(version));
        await Eventually.True(async () => await Redis.Pointer(RulesetKind.Pricing) >= version);

        await Sound();
    }

    [Fact]
    public async Task take_a_pointer_away_that_tells_of_another_database()
    {
        await Redis.Advance(RulesetKind.Discounts, 1_000_000, default);

        await Eventually.True(async () => await Redis.Pointer(RulesetKind.Discounts) < 1_000_000);
        var made = await shop.Publish(new DiscountContent([Promotion("after")]));
        await Eventually.True(async () => await Redis.Pointer(RulesetKind.Discounts) == made.Version);
    }

    [Fact]
    public async Task take_a_bundle_away_that_nobody_needs_any_more()
    {
        var versions = new List<long>();
        for (var percent = 100; percent <= 400; percent += 100)
        {
            versions.Add((await shop.Publish(new DiscountContent([new(variant, variant, new DiscountEffect.OrderPercent(percent), ProductSelector.Everything, DiscountConditions.Always)]))).Version);
            await Eventually.True(async () => await Redis.Pointer(RulesetKind.Discounts) >= versions[^1]);
        }

        await Eventually.True(async () => await Redis.Bundle(RulesetKind.Discounts, versions[0], null, default) is null);
        Assert.NotNull(await Redis.Bundle(RulesetKind.Discounts, versions[^1], null, default));
    }

    [Fact]
    public async Task move_the_pointer_forward_only()
    {
        // No node: one would take away a pointer that PostgreSQL knows nothing of.
        var settings = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["ConnectionStrings:postgres"] = own.Postgres,
            ["ConnectionStrings:redis"] = own.Redis,
            ["Redis:KeyPrefix"] = $"{variant}:",
        }).Build();
        await using var services = new ServiceCollection().AddLogging().AddSingleton<IConfiguration>(settings).AddInfrastructure(settings).BuildServiceProvider();
        var redis = services.GetRequiredService<RedisRulesets>();

        await Parallel.ForEachAsync(Enumerable.Range(1, 300).OrderBy(_ => Random.Shared.Next()), new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (version, ct) =>
        {
            await redis.Advance(RulesetKind.Discounts, version, ct);
            Assert.True(await redis.Pointer(RulesetKind.Discounts) >= version);
        });

        Assert.Equal(300, await redis.Pointer(RulesetKind.Discounts));
    }

    private static DiscountRule Promotion(string code) => new(code, code, new DiscountEffect.ItemPercent(1000), ProductSelector.Everything, DiscountConditions.Always);

    private long? Price(Shop node) => node.Rulesets().Current.Pricing.Prices.Find(variant)?.Base["EUR"];

    /// <summary>Prices in one commit of the first node, which then brings them to Redis as it does its own.</summary>
    private Task<long> Commit(params (string Variant, long Cents)[] prices) => own.Commit(prices);

    /// <summary>What Redis has leads from nothing to the newest version, and to the digest PostgreSQL has for it.</summary>
    private async Task Sound()
    {
        var pointer = await Redis.Pointer(RulesetKind.Pricing);
        var digest = (byte[])(await own.Sql($"select digest from ruleset where kind = 'pricing' and version = {pointer}"))!;

        Assert.NotNull(await Courier.Fetch(HeldRulesets.None, RulesetKind.Pricing, pointer, digest, default));
    }
}
