using System.Text.Json;
using Commerce.Application.Bundles;
using Commerce.Application.Catalog;
using Commerce.Domain.Bundles;
using Commerce.Domain.Pricing;
using Commerce.Infrastructure.Redis;
using Commerce.Integration.Catalog;
using Commerce.Integration.Support;
using Microsoft.Extensions.DependencyInjection;
using StackExchange.Redis;

namespace Commerce.Integration.Bundles;

/// <summary>Which variants may be picked where a bundle leaves that open: kept in Redis for all nodes, and the same without it.</summary>
public class EligibilitySpecs(Shop shop) : IClassFixture<Shop>
{
    private readonly string code = $"e{Guid.NewGuid():N}", tag = Merchant.Word();

    [Fact]
    public async Task are_those_the_rule_means_whoever_is_asked()
    {
        var (one, two) = (await Tagged(), await Tagged());
        await Tagged(published: false);
        await using var node = await Menu.Sold(Open());
        await using var alone = await Without(Open());

        Assert.Equal(Sorted(one, two), await Shown(node));
        Assert.Equal(Sorted(one, two), await Shown(alone));
    }

    [Fact]
    public async Task lie_in_redis_for_a_day_with_what_they_are_for()
    {
        var variant = await Tagged();
        await using var node = await Menu.Sold(Open());
        await Shown(node);

        var (stored, members) = (default(JsonElement), Array.Empty<RedisValue>());
        await Eventually.True(async () => // Both are made anew when another spec moves the catalogue.
        {
            stored = JsonDocument.Parse((await Redis.StringGetAsync(Keys.Bundles.Definition(code))).ToString()).RootElement;
            members = await Redis.SetMembersAsync(Keys.Bundles.Eligibility(code, "any"));
            return members.Contains($"=1.{stored.GetProperty("catalog").GetInt64()}");
        });

        Assert.Equal((code, 1), (stored.GetProperty("code").GetString(), stored.GetProperty("version").GetInt32()));
        Assert.Contains("\"any\"", (await Redis.StringGetAsync(Keys.Bundles.Sets(code))).ToString(), StringComparison.Ordinal);
        Assert.Equal([$"=1.{stored.GetProperty("catalog").GetInt64()}", $"tagged/{variant}"], members.Select(member => member.ToString()).Order(StringComparer.Ordinal));
        foreach (var key in new[] { Keys.Bundles.Definition(code), Keys.Bundles.Sets(code), Keys.Bundles.Eligibility(code, "any") })
            Assert.InRange((await Redis.KeyTimeToLiveAsync(key))!.Value, TimeSpan.FromHours(23), TimeSpan.FromHours(24));
    }

    [Fact]
    public async Task are_found_out_before_anybody_asks()
    {
        var variant = await Tagged();
        await using var node = await Menu.Sold(Open());

        await Eventually.True(async () => await Redis.SetContainsAsync(Keys.Bundles.Eligibility(code, "any"), $"tagged/{variant}"));
    }

    [Fact]
    public async Task follow_the_catalogue_and_the_definition()
    {
        var one = await Tagged();
        await using var node = await Menu.Sold(Open());
        Assert.Equal(Sorted(one), await Shown(node));

        var two = await Tagged();
        await Eventually.True(async () => (await Shown(node)).SequenceEqual(Sorted(one, two)));
        await using var narrower = await Menu.Sold(Open(version: 2, except: one));

        Assert.Equal(Sorted(two), await Shown(narrower));
        Assert.Equal(Sorted(one, two), await Shown(node));
    }

    [Fact]
    public async Task are_found_out_again_when_redis_lost_or_spoilt_them()
    {
        var one = await Tagged();
        await using (var first = await Menu.Sold(Open()))
            await Shown(first);

        await Redis.KeyDeleteAsync(Keys.Bundles.Eligibility(code, "any"));
        await using (var second = await Menu.Sold(Open()))
            Assert.Equal(Sorted(one), await Shown(second));

        await Redis.SetAddAsync(Keys.Bundles.Eligibility(code, "any"), ["=1.1", "tagged/other"]);
        await using (var third = await Menu.Sold(Open()))
            Assert.Equal(Sorted(one), await Shown(third));

        // Of another kind.
        await Redis.StringSetAsync(Keys.Bundles.Eligibility(code, "any"), "no set");
        await using var fourth = await Menu.Sold(Open());

        Assert.Equal(Sorted(one), await Shown(fourth));
        await Eventually.True(() => Redis.SetContainsAsync(Keys.Bundles.Eligibility(code, "any"), $"tagged/{one}"));
    }

    [Fact]
    public async Task are_found_out_once_however_many_ask_at_once()
    {
        var one = await Tagged();
        await using var node = await Menu.Sold(Open());

        // A bundle that is not in force, so that nobody looks ahead.
        var (eligibility, catalog, bundle) = (node.Services.GetRequiredService<IBundleEligibility>(), node.Services.GetRequiredService<ICatalog>().Current, Open() with { Code = $"{code}-once" });
        var found = await Task.WhenAll([.. Enumerable.Range(0, 50).Select(_ => eligibility.Of(bundle, catalog, default).AsTask())]);
        var shown = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => Shown(node)));

        // Whoever searches makes an answer of its own.
        Assert.Single(found.Distinct(ReferenceEqualityComparer.Instance));
        Assert.Equal([one], found[0].For(bundle.Sets[0], bundle.Sets[0].Options[0]));
        Assert.All(shown, answer => Assert.Equal(Sorted(one), answer));
    }

    [Fact]
    public async Task may_be_picked_and_no_others()
    {
        var (one, other) = (await Tagged(), await Carts.Basket.Goods(shop));
        await using var node = await Menu.Sold(Open());

        Assert.Equal("", await Violations(node, one));
        Assert.Equal("variant_not_eligible", await Violations(node, other));
        Assert.Equal("variant_required", await Violations(node, null));
    }

    private IDatabase Redis => shop.Services.Peek();

    private BundleDefinition Open(int version = 1, params string[] except) => new(
        code, version, code, "Any", new(BundlePriceMode.Sum),
        [new("any", "Any of these", 1, 2, true, [new("tagged", Eligible: new(Tags: [tag], Except: except.Length == 0 ? null : new(Variants: except)))])]);

    private static Task<Node> Without(BundleDefinition bundle) =>
        Shop.Under(rules => rules.With(content => content with { Bundles = [bundle] }), ("ConnectionStrings:redis", "127.0.0.1:1"));

    private async Task<string> Tagged(bool published = true)
    {
        var product = Merchant.Simple("Tagged", 500, tag);
        await (published ? new Merchant(shop).Published(product) : new Merchant(shop).Created(product));
        return (string)product["slug"];
    }

    private async Task<IEnumerable<string?>> Shown(Node node)
    {
        var bundle = await Shop.Json(await Merchant.Ok(await Shop.On(node).Send(HttpMethod.Get, $"/v1/bundles/{code}")));
        return [.. bundle.GetProperty("sets")[0].GetProperty("options")[0].GetProperty("variants").EnumerateArray().Select(variant => Menu.Text(variant, "variantId"))];
    }

    private async Task<string> Violations(Node node, string? variant)
    {
        var answer = await Shop.Json(await Shop.On(node).Send(HttpMethod.Post, $"/v1/bundles/{code}/price", new { selection = new { any = new[] { new { option = "tagged", variantId = variant } } } }));
        return answer.TryGetProperty("violations", out var violations) ? string.Join(' ', violations.EnumerateArray().Select(violation => Menu.Text(violation, "code"))) : "";
    }

    private static IEnumerable<string> Sorted(params string[] variants) => [.. variants.Order(StringComparer.Ordinal)];
}
