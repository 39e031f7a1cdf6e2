using Commerce.Application.Pricing;
using Commerce.Application.Rulesets;
using Commerce.Domain.Discounts;
using Commerce.Domain.Pricing;
using Commerce.Infrastructure.Rulesets;
using Commerce.Integration.Catalog;
using Commerce.Integration.Support;
using Microsoft.Extensions.DependencyInjection;
using static Commerce.Integration.Catalog.Merchant;

namespace Commerce.Integration.Rulesets;

public class PricesInForceSpecs(OwnRulesets own) : IClassFixture<OwnRulesets>
{
    private readonly Shop shop = own.Shop;
    private readonly Merchant merchant = new(own.Shop);
    private readonly string slug = Word();

    private IRulesets Rulesets => shop.Services.GetRequiredService<IRulesets>();

    private VariantPrices? Now => Rulesets.Current.Pricing.Prices.Find($"{slug}-S");

    [Fact]
    public async Task are_a_products_own_as_soon_as_it_is_made()
    {
        await merchant.Created(Shirt(slug, "S"));

        Assert.Equal((4900, 5000), (Now!.Base["EUR"], Now.Base["JPY"]));
        Assert.Empty(Now.Lists);
    }

    [Fact]
    public async Task change_with_the_commit_and_stay_when_the_product_leaves_the_shop()
    {
        var id = await merchant.Published(Shirt(slug, "S"));

        await SetPrices(id, 777);
        await Ok(await merchant.Do(id, "archive"));

        Assert.Equal(777, Now!.Base["EUR"]);
        Assert.False(Now.Base.ContainsKey("JPY"));
    }

    [Fact]
    public async Task go_with_the_variant()
    {
        var id = await merchant.Published(Shirt(slug, "S", "M"));

        await Ok(await shop.Admin(HttpMethod.Delete, $"/v1/admin/products/{id}/variants/{slug}-S"));

        Assert.Null(Now);
        Assert.NotNull(Rulesets.Current.Pricing.Prices.Find($"{slug}-M"));
    }

    [Fact]
    public async Task can_be_had_as_they_were_in_any_version()
    {
        var id = await merchant.Published(Shirt(slug, "S"));
        var before = Rulesets.Current;
        await SetPrices(id, 777);
        var after = Rulesets.Current;

        Assert.True(after.Pricing.Version > before.Pricing.Version);
        Assert.Equal(4900, (await Past(before))!.Pricing.Prices.Find($"{slug}-S")!.Base["EUR"]);
        Assert.Equal(777, (await Past(after))!.Pricing.Prices.Find($"{slug}-S")!.Base["EUR"]);
        Assert.Null(await Rulesets.Of(after.Pricing.Version + 1_000_000, 0, [], default));
    }

    [Fact]
    public async Task are_named_by_who_changed_them_and_why()
    {
        var id = await merchant.Published(Shirt(slug, "S"));
        await SetPrices(id, 777);

        var (version, _) = (await Log().Find<PricingContent>(Rulesets.Current.Pricing.Version, default))!.Value;

        Assert.StartsWith("staff:", version.Author, StringComparison.Ordinal);
        Assert.Equal(($"Prices of the product {slug}.", 2), (version.Reason, version.Prices));
    }

    [Fact]
    public async Task have_the_digest_that_a_node_finds_in_its_memory()
    {
        await merchant.Published(Shirt(slug, "S", "M"));
        var held = shop.Services.GetRequiredService<RulesetNode>().Held;

        Assert.Equal(held.Pricing.Sum, PriceSheet.Empty.With(held.Sheet.Entries, new()).Sum);
        Assert.Equal(held.Pricing.Digest, held.Pricing.Sum.Digest(held.Pricing.RulesHash));
    }

    [Fact]
    public async Task stand_under_the_rules_that_were_published_last()
    {
        var before = Rulesets.Current.Discounts;
        var rule = new DiscountRule("ten", "Ten off", new DiscountEffect.ItemPercent(1000), ProductSelector.Everything, DiscountConditions.Always);

        var version = await shop.Publish(new DiscountContent([rule]));

        var now = Rulesets.Current.Discounts;
        Assert.Equal((before.Version + 1, before.Version + 1), (version.Version, now.Version));
        Assert.Equal(rule, Assert.Single(now.Rules.At(DateTimeOffset.MaxValue)!.Content.Discounts));
        Assert.Equal(version, await shop.Publish(new DiscountContent([rule])));
    }

    private IRulesetLog Log() => shop.Services.CreateScope().ServiceProvider.GetRequiredService<IRulesetLog>();

    private async Task SetPrices(string id, long cents) => await Ok(await shop.Admin(HttpMethod.Put, $"/v1/admin/products/{id}/variants/{slug}-S/prices", new { prices = new[] { Eur(cents) } }));

    private Task<RulesInForce?> Past(RulesInForce version) => Rulesets.Of(version.Pricing.Version, version.Discounts.Version, [$"{slug}-S"], default);
}
