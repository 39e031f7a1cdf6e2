namespace Commerce.Domain.Pricing;

/// <summary>What variants cost one buyer before there is a basket: for lists of products, their pages and the choices of a bundle. Made once for a request, not for several threads.</summary>
public sealed class PriceOffers
{
    private readonly BuyerContext buyer;
    private readonly IPriceSheet sheet;
    private readonly CandidateList[] lists;
    private readonly PriceCandidates candidates = new();
    private readonly DateTimeOffset? nextRules;

    public PriceOffers(BuyerContext buyer, RulesInForce rules)
    {
        var timeline = rules.Pricing.Rules;
        var inForce = timeline.At(buyer.Instant) ?? PricingRules.None;
        (this.buyer, sheet, lists) = (buyer, rules.Pricing.Prices, inForce.Lists(buyer.Currency));
        candidates.Take(inForce, buyer);
        for (var i = timeline.Segments.Count - 1; i >= 0 && timeline.Segments[i].From > buyer.Instant; i--)
            nextRules = timeline.Segments[i].From;
    }

    /// <summary>Null when the variant is not sold in the currency.</summary>
    /// <param name="until">When a schedule may change that, be it that the first price begins then; null: never.</param>
    public PriceOffer? Find(string variantId, out DateTimeOffset? until)
    {
        until = null;
        if (sheet.Find(variantId) is not { } prices)
            return null;

        until = Until(prices);
        if (Steps(prices) is { } steps)
            return Find(prices, steps);

        return Choose(prices, 1, out _) is { } price ? new(1, price.UnitPrice, price.ListPrice, [], TierMode.Volume) : null;
    }

    private PriceOffer? Find(VariantPrices prices, SortedSet<int> steps)
    {
        var (tiers, mode, least, first) = (new List<PriceTier>(steps.Count), TierMode.Volume, 0, default(ResolvedPrice));
        foreach (var units in steps)
        {
            if (Choose(prices, units, out var choice) is not { } price)
                continue;
            if (least == 0)
                (least, first) = (units, price);

            mode = choice.Winner is { } list ? PriceLadder.Mode(list, prices, units) : TierMode.Volume;
            var amount = mode == TierMode.Volume ? price.UnitPrice : PriceLadder.Last(choice.Winner!, prices, units, buyer.Rounding);
            if (tiers.Count == 0 || tiers[^1].Amount != amount)
                tiers.Add(new(units, amount));
        }

        return least == 0 ? null : new(least, first.UnitPrice, first.ListPrice, tiers.Count > 1 ? tiers : [], mode);
    }

    /// <summary>The numbers of units at which the price may change; null when there is none.</summary>
    private SortedSet<int>? Steps(VariantPrices prices)
    {
        SortedSet<int>? steps = null;
        if (prices.Lists.Count > 0)
            foreach (var list in lists)
                if (list.Excludes(buyer) is null)
                    foreach (var link in list.Links)
                        if (link.Code is { } code && prices.Lists.TryGetValue(code, out var tiers))
                            for (var i = 0; i < tiers.Count; i++)
                                if (tiers[i].From > 1)
                                    (steps ??= [1]).Add(tiers[i].From);

        return steps;
    }

    private ResolvedPrice? Choose(VariantPrices prices, int units, out PriceChoice choice) =>
        (choice = candidates.Choose(prices, units)).TryResolve(prices, buyer.Currency, units, buyer.Rounding, out var price) ? price : null;

    /// <summary>The next instant at which a list for this buyer that has the variant begins or ends, or other rules are in force.</summary>
    private DateTimeOffset? Until(VariantPrices prices)
    {
        var until = nextRules;
        foreach (var list in lists)
        {
            var change = list.Definition.From > buyer.Instant ? list.Definition.From : list.Definition.To > buyer.Instant ? list.Definition.To : null;
            if (change is not null && !(until <= change) && list.Excludes(buyer) is null or ListOutcome.NotStarted && PriceLadder.Has(list, prices))
                until = change;
        }

        return until;
    }
}

/// <summary>What a variant costs one buyer.</summary>
/// <param name="From">The fewest units it is sold by: 1, unless it has prices for more only.</param>
/// <param name="UnitPrice">Minor units of the buyer's currency, for each of so many units.</param>
/// <param name="ListPrice">What a unit costs otherwise; never below <paramref name="UnitPrice"/>.</param>
/// <param name="Tiers">What a unit costs from so many units on; empty when the number does not matter.</param>
/// <param name="Mode">Whether all units cost what their tier says or each slice its own.</param>
public readonly record struct PriceOffer(int From, long UnitPrice, long ListPrice, IReadOnlyList<PriceTier> Tiers, TierMode Mode);
