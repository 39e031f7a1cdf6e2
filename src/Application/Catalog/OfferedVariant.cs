using Commerce.Domain;
using Commerce.Domain.Pricing;

namespace Commerce.Application.Catalog;

/// <summary>A variant as a shopper sees it.</summary>
/// <param name="Options">Option name → value.</param>
/// <param name="Price">What one unit costs the caller; null: not for sale in this currency.</param>
/// <param name="ListPrice">What it costs otherwise: never below the price.</param>
/// <param name="PriceFrom">The units from which on it has a price: 1, unless it is sold in larger numbers only.</param>
/// <param name="Tiers">What a unit costs from so many units on; empty when the number does not matter.</param>
/// <param name="TierMode">Whether all units cost what their tier says (<c>volume</c>) or each slice its own (<c>graduated</c>).</param>
/// <param name="PriceUntil">When a schedule may change the price; null: never.</param>
/// <param name="LowestPrice30Days">What a unit cost the caller at least in the last 30 days; only with <c>?lowest=true</c>.</param>
/// <param name="Trace">Why it costs what it costs; only with <c>?explain=true</c>.</param>
/// <param name="Min">Fewest units of a cart line.</param>
/// <param name="Max">Most units of a cart line.</param>
/// <param name="Step">Units are bought in multiples of this.</param>
/// <param name="Available">Units that can be bought now; what others have set aside is taken off.</param>
public sealed record OfferedVariant(
    string VariantId,
    string Sku,
    IReadOnlyDictionary<string, string> Options,
    Money? Price,
    Money? ListPrice,
    int PriceFrom,
    IReadOnlyList<OfferedTier> Tiers,
    TierMode TierMode,
    DateTimeOffset? PriceUntil,
    Money? LowestPrice30Days,
    PricingTrace? Trace,
    int WeightGrams,
    int Min,
    int Max,
    int Step,
    string? Image,
    long Available);

/// <param name="From">Units, inclusive.</param>
/// <param name="Price">Of one unit.</param>
public sealed record OfferedTier(int From, Money Price);
