using Commerce.Domain.Bundles;
using Commerce.Domain.Pricing;
using Commerce.Domain.Rulesets;

namespace Commerce.Domain.Specs.Bundles;

/// <summary>The things bundles are made of here: goods named by one word, and prices in euros.</summary>
internal static class Samples
{
    public static readonly BuyerContext Euro = new("EUR", new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero));

    public static readonly IReadOnlyDictionary<string, long> Nothing = new Dictionary<string, long>();

    public static Goods Goods(string variant, params string[] tags) => new(variant, Guid.Empty, variant.ToUpperInvariant(), variant, 100, Domain.Pricing.Goods.StandardTax, [], [], tags);

    public static IReadOnlyDictionary<string, long> Eur(long amount) => new Dictionary<string, long> { ["EUR"] = amount };

    public static ChoiceOption Option(string code, string? variant = null, int quantity = 1, long adjustment = 0, int? most = null, int defaults = 0) =>
        new(code, variant ?? code, null, quantity, adjustment == 0 ? Nothing : Eur(adjustment), most, defaults);

    public static ChoiceOption AnyOf(string code, string tag, int? most = null) =>
        new(code, null, ProductSelector.Everything with { Tags = [tag] }, 1, Nothing, most);

    public static ChoiceSet Set(string code, int min, int max, bool repeats, params ChoiceOption[] options) => new(code, code, min, max, repeats, options);

    public static BundleDefinition Priced(BundlePrice price, params ChoiceSet[] sets) => new("menu", 1, "menu", "The menu", price, sets);

    public static BundleDefinition Bundle(params ChoiceSet[] sets) => Priced(new(BundlePriceMode.Sum, Nothing), sets);

    public static Dictionary<string, IReadOnlyList<SelectedOption>> Picks(params (string Set, SelectedOption[] Picks)[] sets) =>
        sets.ToDictionary(set => set.Set, IReadOnlyList<SelectedOption> (set) => set.Picks);

    public static RulesInForce Rules(IReadOnlyDictionary<string, long> prices, params BundleDefinition[] bundles) => RulesInForce.None with
    {
        Pricing = new(1, new([new(DateTimeOffset.MinValue, new PricingRules(PricingContent.Empty with { Bundles = bundles }))]), new Sheet(prices)),
    };

    private sealed class Sheet(IReadOnlyDictionary<string, long> prices) : IPriceSheet
    {
        public VariantPrices? Find(string variantId) =>
            prices.TryGetValue(variantId, out var price) ? new(Eur(price), new Dictionary<string, IReadOnlyList<PriceTier>>()) : null;
    }
}
