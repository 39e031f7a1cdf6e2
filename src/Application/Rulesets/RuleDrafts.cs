using Commerce.Application.Bundles;
using Commerce.Application.Pricing;
using Commerce.Domain.Discounts;
using Commerce.Domain.Pricing;
using Commerce.Domain.Rulesets;

namespace Commerce.Application.Rulesets;

/// <summary>Makes what is published of all drafts that are not archived, and finds all that is wrong with them together.</summary>
internal sealed class RuleDrafts(KnownRules known, IPriceLists lists, IBundles bundles, IListPrices prices)
{
    public async Task<(PricingContent Rules, IReadOnlyList<RuleFault> Faults)> Pricing(CancellationToken ct)
    {
        var references = await known.Load(ct);
        var content = PricingContent.Empty with { Lists = await Live(lists, ct), Bundles = [.. (await bundles.Live(ct)).Select(bundle => bundle.Definition.Published(bundle.Revision))] };
        return (content, [.. Faults(content.Lists, references), .. Faults(content.Bundles, references), .. OtherCurrencies(content.Lists, await prices.Currencies(ct))]);
    }

    public async Task<(DiscountContent Rules, IReadOnlyList<RuleFault> Faults)> Discounts(CancellationToken ct)
    {
        await known.Load(ct);
        return (DiscountContent.Empty, []);
    }

    private static async Task<IReadOnlyList<T>> Live<T>(IRules<T> rules, CancellationToken ct)
        where T : class, IDefinition => [.. (await rules.Live(ct)).Select(rule => rule.Definition)];

    /// <summary>Each was right when it was saved; what it names may have gone since.</summary>
    private static IEnumerable<RuleFault> Faults<T>(IReadOnlyList<T> definitions, RuleReferences references)
        where T : class, IDefinition =>
        definitions.SelectMany(definition => definition.Faults(references).Select(fault => fault with { Path = At<T>(definition.Code, fault.Path) }));

    private static IEnumerable<RuleFault> OtherCurrencies(IReadOnlyList<PriceListDefinition> lists, IReadOnlyDictionary<string, string> currencies) =>
        from list in lists
        where currencies.TryGetValue(list.Code, out var currency) && currency != list.Currency
        select new RuleFault(At<PriceListDefinition>(list.Code, "/currency"), "currency", $"The prices in the list '{list.Code}' are in {currencies[list.Code]}.");

    private static string At<T>(string code, string path)
        where T : IDefinition => $"/{T.Kind}/{code}{path}";
}
