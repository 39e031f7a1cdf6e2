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
            ? new(lowest ? await Lowest([.. product.Variants.Select(variant => variant.VariantId)], terms.Rules.Pricing, buyer, ct) : null, explain ? Why(terms, product, buyer) : null)
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

    /// <summary>What the buyer would have paid, as who they are now, at any moment from so long ago until this one, by the rules of each.</summary>
    private async Task<IReadOnlyDictionary<string, Money>> Lowest(IReadOnlyList<string> variantIds, PricingRuleset now, BuyerContext buyer, CancellationToken ct)
    {
        var lowest = new Dictionary<string, Money>(StringComparer.Ordinal);
        var from = buyer.Instant - Back;
        var past = await history.Since(from, variantIds, ct);
        for (var i = 0; i < past.Count; i++)
        {
            var until = i + 1 < past.Count && past[i + 1].From < buyer.Instant ? past[i + 1].From : buyer.Instant;
            for (DateTimeOffset? at = past[i].From < from ? from : past[i].From; at < until;)
                at = Lower(lowest, variantIds, past[i].Prices, buyer with { Instant = at.Value });
        }

        // Now is what this node sells by, whatever its clock and the database's differ by.
        Lower(lowest, variantIds, now, buyer);
        return lowest;
    }

    /// <summary>Takes in what the variants cost at the buyer's instant.</summary>
    /// <returns>When a schedule may change one of the prices, which makes no version; null: never.</returns>
    private static DateTimeOffset? Lower(Dictionary<string, Money> lowest, IReadOnlyList<string> variantIds, PricingRuleset prices, BuyerContext buyer)
    {
        var (offers, next) = (new PriceOffers(buyer, RulesInForce.None with { Pricing = prices }), (DateTimeOffset?)null);
        foreach (var variantId in variantIds)
        {
            if (offers.Find(variantId, out var until) is { } offer && (!lowest.TryGetValue(variantId, out var known) || offer.UnitPrice < known.Amount))
                lowest[variantId] = new(offer.UnitPrice, buyer.Currency);
            if (until is not null && !(next <= until))
                next = until;
        }

        return next;
    }
}
