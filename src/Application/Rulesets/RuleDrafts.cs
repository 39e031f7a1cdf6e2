using Commerce.Application.Discounts;
using Commerce.Application.Pricing;
using Commerce.Domain.Discounts;
using Commerce.Domain.Pricing;
using Commerce.Domain.Rulesets;

namespace Commerce.Application.Rulesets;

/// <summary>Makes what is published of all drafts that are not archived, and finds all that is wrong with them together.</summary>
internal sealed class RuleDrafts(KnownRules known, DraftedPricing drafts, IDiscounts discounts)
{
    public async Task<(PricingContent Rules, IReadOnlyList<RuleFault> Faults)> Pricing(CancellationToken ct)
    {
        var references = await known.Load(ct);
        var content = await drafts.Load(ct);
        return (content,
            [.. Faults(content.Lists, references), .. Faults(content.Taxes, references), .. Faults(content.Shipping, references), .. Faults(content.Bundles, references)]);
    }

    public async Task<(DiscountContent Rules, IReadOnlyList<RuleFault> Faults)> Discounts(CancellationToken ct)
    {
        var content = new DiscountContent([.. (await discounts.Live(ct)).Select(discount => discount.Definition)]);
        return (content, [.. Faults(content.Discounts, await known.Load(ct))]);
    }

    /// <summary>Each was right when it was saved; what it names may have gone since.</summary>
    private static IEnumerable<RuleFault> Faults<T>(IReadOnlyList<T> definitions, RuleReferences references)
        where T : class, IDefinition =>
        definitions.SelectMany(definition => definition.Faults(references).Select(fault => fault with { Path = $"/{T.Kind}/{definition.Code}{fault.Path}" }));
}
