using Commerce.Application.Catalog;
using Commerce.Application.Pricing;
using Commerce.Domain.Pricing;

namespace Commerce.Integration.Simulation;

/// <summary>Three variants of one product; staff may change what they cost at any time.</summary>
internal sealed class Shelf : ICatalog, IRulesets
{
    public static readonly string[] Variants = ["mug", "pen", "cap"];

    private static readonly PricingRules Sending = new(PricingContent.Empty with
    {
        Shipping =
        [
            new("standard", "Standard", 1, [new([], [new("EUR", ShippingBasis.Weight, [new(0, 490)])])]),
            new("pickup", "Collect", 2, [new([], [new("EUR", ShippingBasis.Weight, [new(0, 0)])])]),
        ],
    });

    private static readonly Guid Product = new("0198c0de-0000-7000-8000-000000000001");

    public Shelf() => Current = CatalogSnapshot.Empty.With(1, [Of(1, 1000)], []);

    public CatalogSnapshot Current { get; private set; }

    /// <summary>As the program has it: the prices in force are those of the catalogue that is in force.</summary>
    RulesInForce IRulesets.Current => Rules(Current);

    public void Reprice(long price) => Current = Current.With(Current.Version + 1, [Of(Current.Version + 1, price)], []);

    public Goods Goods(string variantId) => Current.TryVariant(variantId, out var variant) ? Current.Goods(variant) : throw new ArgumentException($"There is no {variantId}.", nameof(variantId));

    public ValueTask<RulesInForce> AtLeast(long pricing, long discounts, CancellationToken ct) => new(Rules(Current));

    public Task<RulesInForce?> Of(long pricing, long discounts, IReadOnlyCollection<string> variantIds, CancellationToken ct) => throw new NotSupportedException("Nobody travels in time here.");

    public Task<(long Pricing, long Discounts)> VersionsAt(DateTimeOffset instant, CancellationToken ct) => throw new NotSupportedException("Nobody travels in time here.");

    private static RulesInForce Rules(CatalogSnapshot catalog) => RulesInForce.None with { Pricing = new(catalog.Version, new([new(DateTimeOffset.MinValue, Sending)]), new Prices(catalog)) };

    private static CatalogProduct Of(long version, long price)
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
            Version = version,
        };
        product.Variants =
        [
            .. Variants.Select((id, i) => new CatalogVariant(product)
            {
                VariantId = id,
                Sku = id,
                Options = new Dictionary<string, string>(),
                Prices = new Dictionary<string, long> { ["EUR"] = price * (i + 1) },
                WeightGrams = 1,
                Min = 1,
                Max = 99,
                Step = 1,
                OwnImage = null,
            }),
        ];
        return product;
    }

    private sealed class Prices(CatalogSnapshot catalog) : IPriceSheet
    {
        private static readonly Dictionary<string, IReadOnlyList<PriceTier>> NoLists = [];

        public VariantPrices? Find(string variantId) => catalog.TryVariant(variantId, out var variant) ? new(variant.Prices, NoLists) : null;
    }
}
