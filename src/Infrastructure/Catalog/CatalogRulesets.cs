using Commerce.Application.Catalog;
using Commerce.Application.Pricing;
using Commerce.Domain.Pricing;

namespace Commerce.Infrastructure.Catalog;

/// <summary>The prices that stand in the catalogue, under its version, and the ways of sending a new shop can live with.</summary>
internal sealed class CatalogRulesets(ICatalog catalog) : IRulesets
{
    private static readonly PricingRules Rules = new(PricingContent.Empty with { Shipping = [.. BuiltInShipping.Tables] });

    private Made? last;

    public RulesInForce Current
    {
        get
        {
            var snapshot = catalog.Current;
            if (last is { } known && ReferenceEquals(known.Of, snapshot))
                return known.Rules;

            var rules = RulesInForce.None with { Pricing = new(snapshot.Version, new([new(DateTimeOffset.MinValue, Rules)]), new Prices(snapshot)) };
            last = new(snapshot, rules);
            return rules;
        }
    }

    public Task<RulesInForce?> Of(long pricing, long discounts, IReadOnlyCollection<string> variantIds, CancellationToken ct) =>
        Task.FromResult(Current is var rules && rules.Pricing.Version == pricing && rules.Discounts.Version == discounts ? rules : null);

    public Task<(long Pricing, long Discounts)> VersionsAt(DateTimeOffset instant, CancellationToken ct) => Task.FromResult((Current.Pricing.Version, Current.Discounts.Version));

    private sealed record Made(CatalogSnapshot Of, RulesInForce Rules);

    private sealed class Prices(CatalogSnapshot catalog) : IPriceSheet
    {
        private static readonly Dictionary<string, IReadOnlyList<PriceTier>> NoLists = [];

        public VariantPrices? Find(string variantId) => catalog.TryVariant(variantId, out var variant) ? new(variant.Prices, NoLists) : null;
    }
}
