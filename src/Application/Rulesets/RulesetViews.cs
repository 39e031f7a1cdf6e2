using Commerce.Domain.Discounts;
using Commerce.Domain.Pricing;
using Commerce.Domain.Rulesets;

namespace Commerce.Application.Rulesets;

/// <summary>One version of a ruleset with its rules: what was in force when it was published, and what was to come.</summary>
/// <param name="Pricing">Null for discounts.</param>
/// <param name="Discounts">Null for prices.</param>
public sealed record RulesetContents(RulesetVersion Version, IReadOnlyList<PricingSegment>? Pricing, IReadOnlyList<DiscountSegment>? Discounts);

/// <param name="From">Null: in force from the publication on.</param>
public sealed record PricingSegment(DateTimeOffset? From, PricingContent Rules);

/// <param name="From">Null: in force from the publication on.</param>
public sealed record DiscountSegment(DateTimeOffset? From, DiscountContent Rules);

/// <summary>What differs between two versions.</summary>
/// <param name="Prices">Prices that are others, in all.</param>
/// <param name="FirstPrices">The first of them.</param>
public sealed record RulesetChanges(RulesetVersion Since, RulesetVersion Version, IReadOnlyList<RuleChange> Rules, long Prices, IReadOnlyList<PriceChange> FirstPrices);

/// <param name="List">A price list's code; empty: the product's own price.</param>
/// <param name="Before">Null: there was none.</param>
/// <param name="After">Null: there is none any more.</param>
public sealed record PriceChange(string VariantId, string List, string Currency, IReadOnlyList<PriceTier>? Before, IReadOnlyList<PriceTier>? After);
