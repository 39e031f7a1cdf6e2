using Commerce.Application.Catalog;
using Commerce.Domain;
using Commerce.Domain.Pricing;

namespace Commerce.Application.Pricing;

/// <summary>Tells more of the prices of a product than what they are.</summary>
internal sealed class PriceTeller(IPriceHistory history)
{
    /// <summary>How far back the lowest price is looked for.</summary>
    public static readonly TimeSpan Back = TimeSpan.FromDays(30);

    /// <returns>Null for a product no shopper may see.</returns>
    public async Task<ToldOfPrices?> Tell(Terms terms, string slug, BuyerContext buyer, bool explain, bool lowest, CancellationToken ct) =>
        terms.Catalog.TryPublished(slug, out var product)
            ? new(lowest ? await Lowest([.. product.Variants.Select(variant => variant.VariantId)], buyer, ct) : null, explain ? Why(terms, product, buyer) : null)
            : null;

    /// <summary>Of one unit, by price lists alone: discounts are a matter of baskets.</summary>
    private static Dictionary<string, PricingTrace> Why(Terms terms, CatalogProduct product, BuyerContext buyer)
    {
        var rules = terms.Rules with { Discounts = DiscountRuleset.None };
        return product.Variants.ToDictionary(
            variant => variant.VariantId,
            variant => PricingEngine.Price(new([new(variant.VariantId, 1, terms.Catalog.Goods(variant))]), buyer, rules, explain: true).Trace!,
            StringComparer.Ordinal);
    }

    private async Task<IReadOnlyDictionary<string, Money>> Lowest(IReadOnlyList<string> variantIds, BuyerContext buyer, CancellationToken ct)
    {
        var lowest = new Dictionary<string, Money>(StringComparer.Ordinal);
        var (from, now) = (buyer.Instant - Back, buyer.Instant);
        var past = await history.Since(from, variantIds, ct);
        for (var i = 0; i < past.Count; i++)
        {
            var rules = RulesInForce.None with { Pricing = past[i].Prices };
            var until = i + 1 < past.Count ? past[i + 1].From : now;
            foreach (var variantId in variantIds)
                for (DateTimeOffset? at = past[i].From < from ? from : past[i].From; at is { } instant && (instant < until || instant == now);)
                {
                    var offer = new PriceOffers(buyer with { Instant = instant }, rules).Find(variantId, out var change);
                    if (offer is { } found && (!lowest.TryGetValue(variantId, out var known) || found.UnitPrice < known.Amount))
                        lowest[variantId] = new(found.UnitPrice, buyer.Currency);

                    // Schedules change prices without a new version.
                    at = change;
                }
        }

        return lowest;
    }
}
