using Commerce.Application.Pipeline;
using Commerce.Domain;
using Commerce.Domain.Pricing;

namespace Commerce.Application.Pricing;

/// <summary>The prices that stand in price lists. They are in force when they are committed; whether the list itself is, its publication says.</summary>
public interface IListPrices
{
    /// <summary>Sets prices of one list in one commit, which is one version of the pricing ruleset and is in force on this node when it is answered. Prices that are as they were make none.</summary>
    /// <param name="prices">Each variant once; without tiers its price is removed.</param>
    Task<Result<ListPricesSet>> Put(PriceListDefinition list, IReadOnlyList<ListedPrice> prices, string author, string reason, CancellationToken ct);

    /// <summary>By variant.</summary>
    /// <param name="after">The variant of the last one that was seen.</param>
    Task<Page<ListPriceView>> List(string list, string? after, int limit, CancellationToken ct);
}

/// <summary>What became of prices that were set.</summary>
/// <param name="Given">Variants that were told.</param>
/// <param name="Changed">Prices that are others now.</param>
/// <param name="PricingVersion">The version of the pricing ruleset they are in force with.</param>
public sealed record ListPricesSet(string List, int Given, int Changed, long PricingVersion);

/// <summary>A price that stands in a list.</summary>
/// <param name="PricingVersion">The version of the pricing ruleset that brought it.</param>
public sealed record ListPriceView(string VariantId, string Currency, IReadOnlyList<PriceTier> Tiers, long PricingVersion);
