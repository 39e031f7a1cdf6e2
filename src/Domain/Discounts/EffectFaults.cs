using Commerce.Domain.Pricing;
using Commerce.Domain.Rulesets;
using static Commerce.Domain.Discounts.DiscountEffect;

namespace Commerce.Domain.Discounts;

/// <summary>All that is wrong with what a discount takes off.</summary>
internal static class EffectFaults
{
    private const string At = "/effect";

    private const int MostUnits = 10_000;

    public static void Of(Findings found, DiscountRule rule, RuleReferences known)
    {
        switch (rule.Effect)
        {
            case ItemPercent e: Percent(found, $"{At}/percent", e.Percent); break;
            case OrderPercent e: Percent(found, $"{At}/percent", e.Percent); break;
            case ItemAmount e: DiscountFaults.Amounts(found, $"{At}/off", e.Off); break;
            case OrderAmount e: DiscountFaults.Amounts(found, $"{At}/off", e.Off); break;
            case ItemFixedPrice e: DiscountFaults.Amounts(found, $"{At}/price", e.Price, least: 0); break;
            case QuantityTiers e: Tiers(found, e); break;
            case SpendTiers e: Tiers(found, e); break;
            case BuyGet e: Offer(found, e, rule, known); break;
            case BundleOffer e: Offer(found, e, rule, known); break;
            case GiftItem e: Gift(found, e, rule, known); break;
            case ShippingPercent e: Percent(found, $"{At}/percent", e.Percent); Methods(found, e.Methods); break;
            case ShippingAmount e: DiscountFaults.Amounts(found, $"{At}/off", e.Off); Methods(found, e.Methods); break;
        }
    }

    /// <summary>The currencies each part of it has something for; none for a part that speaks of no amounts.</summary>
    public static IEnumerable<IEnumerable<string>?> Currencies(DiscountEffect effect) => effect switch
    {
        ItemAmount e => [e.Off.Keys],
        ItemFixedPrice e => [e.Price.Keys],
        OrderAmount e => [e.Off.Keys],
        ShippingAmount e => [e.Off.Keys],
        BundleOffer e => [e.Price?.Keys],
        SpendTiers e => [e.Tiers.SelectMany(tier => tier.Off is { } off ? tier.From.Keys.Intersect(off.Keys) : tier.From.Keys)],
        _ => [],
    };

    private static void Percent(Findings found, string path, int percent) =>
        found.If(percent is < 1 or > 10_000, path, "percent_out_of_range", "Basis points from 1 to 10000: 10000 is all of it.");

    private static void Tiers(Findings found, QuantityTiers effect)
    {
        found.If(effect.Tiers.Count == 0, $"{At}/tiers", "empty_set", "There is one tier at least.").Each($"{At}/tiers", effect.Tiers, tier => tier.From, (at, tier) =>
        {
            found.Within($"{at}/from", tier.From, 1, MostUnits);
            Percent(found, $"{at}/percent", tier.Percent);
        });

        for (var i = 1; i < effect.Tiers.Count; i++)
            found.If(effect.Tiers[i].From < effect.Tiers[i - 1].From, $"{At}/tiers/{i}/from", "tiers_not_ascending", "Each tier begins above the one before it.");
    }

    private static void Tiers(Findings found, SpendTiers effect)
    {
        found.If(effect.Tiers.Count == 0, $"{At}/tiers", "empty_set", "There is one tier at least.").Each($"{At}/tiers", effect.Tiers, tier => tier, (at, tier) =>
        {
            DiscountFaults.Amounts(found, $"{at}/from", tier.From);
            DiscountFaults.Amounts(found, $"{at}/off", tier.Off);
            PercentOr(found, at, tier.Percent, tier.Off);
        });

        for (var i = 1; i < effect.Tiers.Count; i++)
            foreach (var (currency, from) in effect.Tiers[i].From)
                found.If(
                    effect.Tiers.Take(i).Any(earlier => earlier.From.TryGetValue(currency, out var before) && before >= from),
                    $"{At}/tiers/{i}/from/{currency}", "tiers_not_ascending", "Each tier begins above those before it.");
    }

    private static void Offer(Findings found, BuyGet offer, DiscountRule rule, RuleReferences known)
    {
        Percent(found, $"{At}/percent", offer.Percent);
        found
            .Within($"{At}/buy", offer.Buy, 1, MostUnits)
            .Within($"{At}/get", offer.Get, 1, MostUnits)
            .If(offer.MostTimes < 1, $"{At}/mostTimes", "out_of_range", "At least once.")
            .If(rule.MostUnits < offer.Get, "/mostUnits", "impossible_condition", "It goes only whole, and would make more units cheaper than it may.");
        if (offer.Gets is { } gets)
            SelectorFaults.Of(found, $"{At}/gets", gets, known);
    }

    private static void Offer(Findings found, BundleOffer offer, DiscountRule rule, RuleReferences known)
    {
        PercentOr(found, At, offer.Percent, offer.Price);
        DiscountFaults.Amounts(found, $"{At}/price", offer.Price, least: 0);
        found
            .If(offer.MostTimes < 1, $"{At}/mostTimes", "out_of_range", "At least once.")
            .If(offer.Parts.Count == 0, $"{At}/parts", "empty_set", "A set has one part at least.")
            .If(offer.Parts.Count > BundleOffer.MostParts, $"{At}/parts", "too_many", $"At most {BundleOffer.MostParts} parts.")
            .If(rule.MostUnits < offer.Parts.Sum(part => (long)part.Units), "/mostUnits", "impossible_condition", "It goes only whole, and would make more units cheaper than it may.");
        for (var i = 0; i < Math.Min(offer.Parts.Count, BundleOffer.MostParts); i++)
        {
            found.Within($"{At}/parts/{i}/units", offer.Parts[i].Units, 1, MostUnits);
            SelectorFaults.Of(found, $"{At}/parts/{i}/goods", offer.Parts[i].Goods, known);
        }
    }

    private static void Gift(Findings found, GiftItem gift, DiscountRule rule, RuleReferences known) => found
        .If(!known.HasVariant(gift.VariantId), $"{At}/variantId", "unknown_variant", $"There is no variant '{gift.VariantId}'.")
        .Within($"{At}/units", gift.Units, 1, MostUnits)
        .If(rule.MostUnits < gift.Units, "/mostUnits", "impossible_condition", "More units are given than are allowed to be.");

    private static void Methods(Findings found, IReadOnlyList<string> methods) => found.Each($"{At}/methods", methods, (at, method) => found.Code(at, method));

    private static void PercentOr(Findings found, string path, int? percent, IReadOnlyDictionary<string, long>? amounts)
    {
        found.If(percent is null == amounts is null, path, "percent_or_amount", "Either a percentage or an amount, not both and not neither.");
        if (percent is { } share)
            Percent(found, $"{path}/percent", share);
    }
}
