using Commerce.Domain.Discounts;
using Commerce.Domain.Pricing;

namespace Commerce.Domain.Specs.Pricing.Reference;

/// <summary>Rules and prices as they are written down, before anything is made ready.</summary>
internal sealed record ReferenceShop(PricingContent Pricing, IReadOnlyDictionary<string, VariantPrices> Prices, DiscountContent Discounts, IReadOnlyDictionary<string, Goods> Gifts)
{
    /// <summary>The same for the engine.</summary>
    public RulesInForce InForce() => new(
        new(3, new([new(DateTimeOffset.MinValue, new(Pricing))]), new PriceSheet(Prices)),
        new(5, new([new(DateTimeOffset.MinValue, new(Discounts))])),
        Gifts);
}

internal sealed class PriceSheet(IReadOnlyDictionary<string, VariantPrices> prices) : IPriceSheet
{
    public VariantPrices? Find(string variantId) => prices.GetValueOrDefault(variantId);
}
