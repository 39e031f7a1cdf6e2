using Commerce.Domain.Pricing;
using Commerce.Domain.Rulesets;

namespace Commerce.Application.Rulesets;

/// <summary>What differs between two versions.</summary>
/// <param name="Prices">Prices that are others, in all.</param>
/// <param name="FirstPrices">The first of them.</param>
public sealed record RulesetChanges(RulesetVersion Since, RulesetVersion Version, IReadOnlyList<RuleChange> Rules, long Prices, IReadOnlyList<PriceChange> FirstPrices);

/// <param name="List">A price list's code; empty: the product's own price.</param>
/// <param name="Before">Null: there was none.</param>
/// <param name="After">Null: there is none any more.</param>
public sealed record PriceChange(string VariantId, string List, string Currency, IReadOnlyList<PriceTier>? Before, IReadOnlyList<PriceTier>? After);
