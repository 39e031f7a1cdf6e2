using Commerce.Application.Pricing;
using Commerce.Application.Rulesets;
using Commerce.Domain;
using Commerce.Domain.Discounts;
using Commerce.Domain.Pricing;
using Commerce.Domain.Rulesets;

namespace Commerce.Application.DryRuns;

/// <summary>Makes the rules that would be in force with a change, and finds all that would be wrong with them. Nothing is written.</summary>
internal sealed class Proposals(RuleDrafts drafts, KnownRules known, IPriceLists lists)
{
    public async Task<Result<RulesInForce>> Of(ProposedChange change, RulesInForce now, DateTimeOffset instant, CancellationToken ct)
    {
        var faults = new List<RuleFault>();
        var pricing = (now.Pricing.Rules.At(instant) ?? PricingRules.None).Content;
        var discounts = (now.Discounts.Rules.At(instant) ?? DiscountRules.None).Content;
        if (change.PricingDrafts)
        {
            (pricing, var wrong) = await drafts.Pricing(ct);
            faults.AddRange(wrong);
        }

        if (change.DiscountDrafts)
        {
            (discounts, var wrong) = await drafts.Discounts(ct);
            faults.AddRange(wrong);
        }

        pricing = new(Put(pricing.Lists, change.PriceLists), Put(pricing.Taxes, change.TaxZones), Put(pricing.Shipping, change.ShippingMethods), Put(pricing.Bundles, change.Bundles));
        discounts = new(Put(discounts.Discounts, change.Discounts));

        var references = (await known.Load(ct)) with
        {
            PriceLists = pricing.Lists.ToDictionary(list => list.Code),
            TaxZones = pricing.Taxes.ToDictionary(zone => zone.Code),
            Bundles = pricing.Bundles.ToDictionary(bundle => bundle.Code),
            Discounts = discounts.Discounts.ToDictionary(discount => discount.Code),
        };
        faults.AddRange([
            .. await Changed(change.PriceLists, ct), .. Faults(change.PriceLists, references), .. Faults(change.TaxZones, references), .. Faults(change.ShippingMethods, references), .. Faults(change.Bundles, references),
            .. Faults(change.Discounts, references), .. UnknownLists(change.Prices, references)]);

        return faults.Count > 0 ? RulesetRefusals.Faulty(faults) : now with
        {
            Pricing = new(now.Pricing.Version, Always(new PricingRules(pricing)), ProposedPrices.Over(now.Pricing.Prices, change.Prices)),
            Discounts = new(now.Discounts.Version, Always(new DiscountRules(discounts))),
        };
    }

    /// <summary>Of those that are proposed twice the first, so that no fault hides another.</summary>
    private static IReadOnlyList<T> Put<T>(IReadOnlyList<T> present, IReadOnlyList<T>? proposed)
        where T : class, IDefinition =>
        proposed is not { Count: > 0 } ? present : [.. proposed.Concat(present).DistinctBy(one => one.Code).OrderBy(one => one.Code, StringComparer.Ordinal)];

    private static IEnumerable<RuleFault> Twice<T>(IReadOnlyList<T>? proposed)
        where T : class, IDefinition =>
        (proposed ?? []).GroupBy(one => one.Code).Where(same => same.Skip(1).Any()).SelectMany(same => At(same.First(), [new("", "duplicate", "It is there twice.")]));

    private static IEnumerable<RuleFault> Faults<T>(IReadOnlyList<T>? proposed, RuleReferences references)
        where T : class, IDefinition =>
        (proposed ?? []).SelectMany(one => At(one, one.Faults(references))).Concat(Twice(proposed));

    /// <summary>What a list may never change, whether it is published, drafted only, or archived.</summary>
    private async Task<IEnumerable<RuleFault>> Changed(IReadOnlyList<PriceListDefinition>? proposed, CancellationToken ct) =>
        proposed is not { Count: > 0 } ? [] : (await lists.List(null, int.MaxValue, ct)).Join(proposed, kept => kept.Definition.Code, one => one.Code, (kept, one) => At(one, one.FaultsAfter(kept.Definition))).SelectMany(faults => faults);

    private static IEnumerable<RuleFault> At<T>(T one, IReadOnlyList<RuleFault> faults)
        where T : class, IDefinition => faults.Select(fault => fault with { Path = $"/{T.Kind}/{one.Code}{fault.Path}" });

    private static IEnumerable<RuleFault> UnknownLists(IReadOnlyList<ProposedPrice>? prices, RuleReferences references) =>
        from price in prices ?? []
        where price.List is { } list && !(references.PriceLists.TryGetValue(list, out var found) && found.Currency == price.Currency)
        select new RuleFault($"/prices/{price.VariantId}", "unknown_list", $"There would be no price list '{price.List}' in {price.Currency}.");

    private static Timeline<T> Always<T>(T rules)
        where T : class => new([new(DateTimeOffset.MinValue, rules)]);
}

/// <summary>A sheet of prices with some of them changed.</summary>
internal sealed class ProposedPrices(IPriceSheet sheet, IReadOnlyDictionary<string, VariantPrices> changed) : IPriceSheet
{
    public static IPriceSheet Over(IPriceSheet sheet, IReadOnlyList<ProposedPrice>? prices) => prices is not { Count: > 0 }
        ? sheet
        : new ProposedPrices(sheet, prices.GroupBy(price => price.VariantId).ToDictionary(variant => variant.Key, variant => With(sheet.Find(variant.Key), variant), StringComparer.Ordinal));

    public VariantPrices? Find(string variantId) => changed.TryGetValue(variantId, out var prices) ? prices : sheet.Find(variantId);

    private static VariantPrices With(VariantPrices? before, IEnumerable<ProposedPrice> prices)
    {
        var (own, lists) = (new Dictionary<string, long>(before?.Base ?? new Dictionary<string, long>()), new Dictionary<string, IReadOnlyList<PriceTier>>(before?.Lists ?? new Dictionary<string, IReadOnlyList<PriceTier>>()));
        foreach (var price in prices)
            if (price.List is { } list)
                Set(lists, list, price.Tiers.Count > 0, price.Tiers);
            else
                Set(own, price.Currency, price.Tiers.Count > 0, price.Tiers.Count > 0 ? price.Tiers[0].Amount : 0);

        return new(own, lists);
    }

    private static void Set<T>(Dictionary<string, T> prices, string name, bool isThere, T price)
    {
        if (isThere)
            prices[name] = price;
        else
            prices.Remove(name);
    }
}
