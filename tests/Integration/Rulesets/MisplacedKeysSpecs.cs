using Commerce.Domain.Discounts;
using Commerce.Domain.Pricing;
using Commerce.Domain.Rulesets;
using Commerce.Infrastructure.Redis;
using Commerce.Infrastructure.Redis.Rulesets;
using Commerce.Integration.Catalog;
using Commerce.Integration.Support;
using Microsoft.Extensions.DependencyInjection;
using StackExchange.Redis;
using static Commerce.Integration.Support.RuleChanges;

namespace Commerce.Integration.Rulesets;

/// <summary>Redis answers, but not what it is asked for: something of another kind lies where a node looks. It goes on by PostgreSQL.</summary>
public class MisplacedKeysSpecs(OwnRulesets own) : IClassFixture<OwnRulesets>
{
    private readonly Shop shop = own.Shop;
    private readonly string word = Merchant.Word()[..20];

    private IDatabase Redis => shop.Services.Peek();

    [Fact]
    public async Task in_the_place_of_a_pointer_keep_no_node_from_what_is_committed()
    {
        // In one step: a node that misses the pointer sets it anew.
        await Redis.HashSetAsync(Keys.Rulesets.PricingBundle(long.MaxValue), "no", "pointer");
        await Redis.KeyRenameAsync(Keys.Rulesets.PricingBundle(long.MaxValue), Keys.Rulesets.PricingVersion());
        var other = await own.Another();

        var version = await own.Commit((word, 100));

        await Eventually.True(() => other.Rulesets().Current.Pricing.Prices.Find(word)?.Base["EUR"] == 100);
        await own.Forget(Keys.Rulesets.PricingVersion());
        await Eventually.True(async () => await shop.Services.GetRequiredService<RedisRulesets>().Pointer(RulesetKind.Pricing) == version);
    }

    [Fact]
    public async Task in_the_place_of_what_a_promotion_is_for_keep_nobody_from_it_nor_the_next_from_being_found_out_ahead()
    {
        var id = await new Merchant(shop).Published(Merchant.Simple("Thing", 100, word));
        await Redis.StringSetAsync(Keys.Discounts.Eligibility(word), "no set");

        await shop.Publish(new DiscountContent([Sale(word), Sale($"{word}-next")]));

        var page = await Shop.Json(await Merchant.Ok(await shop.Send(HttpMethod.Get, $"/v1/discounts/{word}/products")));
        Assert.Equal([id], page.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("productId").GetString()));
        await Eventually.True(() => Redis.KeyExistsAsync(Keys.Discounts.Eligibility($"{word}-next")));
    }

    private DiscountRule Sale(string code) => Discount(code, new DiscountEffect.ItemPercent(1000)) with { Target = ProductSelector.Everything with { Tags = [word] } };
}
