using Commerce.Application.Catalog;
using Commerce.Application.Pricing;
using Commerce.Domain.Pricing;
using Commerce.Domain.Rulesets;

namespace Commerce.Integration.Simulation;

/// <summary>Three variants of one product; staff may change what they cost at any time.</summary>
internal sealed class Shelf : ICatalog, IRulesets
{
    public static readonly string[] Variants = ["mug", "pen", "cap"];

    private static readonly Timeline<PricingRules> Always = new([new(DateTimeOffset.MinValue, new(PricingContent.Empty with
    {
        Shipping =
        [
            new("standard", "Standard", 1, [new([], [new("EUR", ShippingBasis.Weight, [new(0, 490)])])]),
            new("pickup", "Collect", 2, [new([], [new("EUR", ShippingBasis.Weight, [new(0, 0)])])]),
        ],
    }))]);

    private static readonly Guid Product = new("0198c0de-0000-7000-8000-000000000001");

    private RulesInForce rules = RulesInForce.None;

    public Shelf() => Reprice(1000);

    public CatalogSnapshot Current { get; } = CatalogSnapshot.Empty.With(1, [Of()], []);

    RulesInForce IRulesets.Current => rules;

    /// <summary>The second variant costs twice as much as the first, the third three times.</summary>
    public void Reprice(long price) => rules = rules with { Pricing = new(rules.Pricing.Version + 1, Always, new Prices(price)) };

    public Goods Goods(string variantId) => Current.TryVariant(variantId, out var variant) ? Current.Goods(variant) : throw new ArgumentException($"There is no {variantId}.", nameof(variantId));

    public ValueTask<RulesInForce> AtLeast(RuleVersions known, CancellationToken ct) => new(rules);

    public Task<RulesInForce?> Of(long pricing, long discounts, IReadOnlyCollection<string> variantIds, CancellationToken ct) => throw new NotSupportedException("Nobody travels in time here.");

    public Task<(long Pricing, long Discounts)> VersionsAt(DateTimeOffset instant, CancellationToken ct) => throw new NotSupportedException("Nobody travels in time here.");

    private static CatalogProduct Of()
    {
        var product = new CatalogProduct
        {
            ProductId = Product,
            Slug = "goods",
            Title = "Goods",
            Image = null,
            Status = ProductStatus.Published,
            Categories = [],
            Collections = [],
            Tags = [],
            Version = 1,
        };
        product.Variants =
        [
            .. Variants.Select(id => new CatalogVariant(product)
            {
                VariantId = id,
                Sku = id,
                Options = new Dictionary<string, string>(),
                WeightGrams = 1,
                Min = 1,
                Max = 99,
                Step = 1,
                OwnImage = null,
            }),
        ];
        return product;
    }

    private sealed class Prices(long price) : IPriceSheet
    {
        private static readonly Dictionary<string, IReadOnlyList<PriceTier>> NoLists = [];

        public VariantPrices? Find(string variantId) => Array.IndexOf(Variants, variantId) is var i and >= 0 ? new(new Dictionary<string, long> { ["EUR"] = price * (i + 1) }, NoLists) : null;
    }
}
