namespace Commerce.Domain.Pricing;

/// <summary>All prices of one variant: its own, and those lists have for it. Immutable.</summary>
/// <param name="Base">ISO 4217 currency → minor units of one unit.</param>
/// <param name="Lists">Price list → tiers by their number of units, ascending. Prices a list takes from its parent are not in it.</param>
public sealed record VariantPrices(IReadOnlyDictionary<string, long> Base, IReadOnlyDictionary<string, IReadOnlyList<PriceTier>> Lists);

/// <summary>The prices of one version of the pricing ruleset.</summary>
public interface IPriceSheet
{
    /// <summary>Null for a variant without any price.</summary>
    VariantPrices? Find(string variantId);
}
