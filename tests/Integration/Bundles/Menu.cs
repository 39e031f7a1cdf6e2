using System.Text.Json;
using Commerce.Application.Rulesets;
using Commerce.Domain.Bundles;
using Commerce.Domain.Pricing;
using Commerce.Domain.Rulesets;
using Commerce.Integration.Support;
using Microsoft.Extensions.DependencyInjection;
using Basket = Commerce.Integration.Carts.Basket;

namespace Commerce.Integration.Bundles;

/// <summary>
/// A menu: a burger at 7.00 or a salad at 6.00, and one or two drinks at 3.00, ten percent cheaper than by themselves; with the burger half a euro more and, if wanted, a double portion of fries at 2.00.
/// Its goods are new, and so is its code.
/// </summary>
internal sealed record Menu(string Code, string Burger, string Salad, string Drink, string Fries)
{
    public static object Of(string slug, params string[] variants) => new
    {
        title = "The menu",
        slug,
        price = new { mode = "sum" },
        sets = new[] { new { code = "main", label = "Main", min = 1, max = 1, repeats = false, options = variants.Select((variant, i) => new { code = $"o{i}", variantId = variant }) } },
    };

    /// <param name="fries">Of the fries; null: as much as of the others.</param>
    public static async Task<Menu> Cooked(Shop shop, int stock = 100, int? fries = null) => new(
        $"m{Guid.NewGuid():N}",
        await Basket.Goods(shop, "Burger", 700, stock), await Basket.Goods(shop, "Salad", 600, stock), await Basket.Goods(shop, "Drink", 300, stock), await Basket.Goods(shop, "Fries", 200, fries ?? stock));

    public BundleDefinition Definition(int version = 1) => new(
        Code, version, $"{Code}-slug", "The menu", new(BundlePriceMode.SumLessPercent, Percent: 1000),
        [
            new("main", "Main", 1, 1, false, [new("burger", Burger, Adjustments: new Dictionary<string, long> { ["EUR"] = 50 }), new("salad", Salad)]),
            new("drinks", "Drinks", 1, 2, true, [new("drink", Drink, Defaults: 1)]),
            new("side", "Side", 0, 1, false, [new("fries", Fries, Quantity: 2)], new("main", ["burger"])),
        ]);

    /// <summary>A node that sells these bundles.</summary>
    public static Task<Node> Sold(params BundleDefinition[] bundles) => Shop.Under(rules => rules.With(content => content with { Bundles = bundles }));

    /// <summary>Burger, two drinks, fries: 7.00 + 6.00 + 4.00 less 10 %, and 0.50: 15.80.</summary>
    public static object Full => new Dictionary<string, object>
    {
        ["main"] = new[] { new { option = "burger" } },
        ["drinks"] = new[] { new { option = "drink", times = 2 } },
        ["side"] = new[] { new { option = "fries" } },
    };

    /// <summary>Salad and the drink that comes by itself: 9.00 less 10 %: 8.10.</summary>
    public static object Light => new Dictionary<string, object> { ["main"] = new[] { new { option = "salad" } } };

    public Task<HttpResponseMessage> Order(Basket basket, object selection, int units = 1, params (string Name, string Value)[] headers) =>
        basket.Send(HttpMethod.Post, "/v1/cart/bundles", new { bundle = Code, selection, units }, headers);

    /// <summary>An answer without what no two runs have in common.</summary>
    public string Anonymous(string text) => new[] { (Code, "menu"), (Burger, "burger"), (Salad, "salad"), (Drink, "drink"), (Fries, "fries") }
        .Aggregate(text, (shown, word) => shown.Replace(word.Item1, word.Item2, StringComparison.Ordinal));

    public static long Amount(JsonElement of, string member) => of.GetProperty(member).GetProperty("amount").GetInt64();

    public static string? Text(JsonElement of, string member) => of.GetProperty(member).GetString();
}

/// <summary>Short forms.</summary>
internal static class Selling
{
    /// <summary>Puts a bundle in force for everybody besides what is, whatever drafts there are: other specs do not notice.</summary>
    public static async Task Sell(this Shop shop, BundleDefinition bundle)
    {
        await using var scope = shop.Services.CreateAsyncScope();
        var made = await scope.ServiceProvider.GetRequiredService<IRulesetLog>().Change<PricingContent>(
            "somebody", "for sale",
            (before, now) => Task.FromResult<Domain.Result<Timeline<PricingContent>>>(
                before.At(now) is var rules ? before.With((rules ?? PricingContent.Empty with { Shipping = [.. BuiltInShipping.Tables] }) with { Bundles = [.. rules?.Bundles ?? [], bundle] }, now) : before),
            default);

        Assert.Null(made.Refusal);
    }
}
