using Commerce.Domain.Rulesets;

namespace Commerce.Domain.Pricing;

/// <summary>
/// The ways of sending that a new shop can live with until it has some of its own. Part of what a quote is made of: those that quotes were made with are never changed.
/// </summary>
public static class BuiltInShipping
{
    public static IReadOnlyList<ShippingTable> Tables { get; } =
    [
        Everywhere("standard", "Standard, 3 to 5 days", 1, ("EUR", 490, 5000), ("USD", 590, 6000), ("JPY", 800, 8000)),
        Everywhere("express", "Express, next working day", 2, ("EUR", 1490, null), ("USD", 1690, null), ("JPY", 2400, null)),
        Everywhere("pickup", "Collect in the shop", 3, ("EUR", 0, null), ("USD", 0, null), ("JPY", 0, null)),
    ];

    private static readonly Segment<PricingRules> Alone = new(DateTimeOffset.MinValue, new(PricingContent.Empty with { Shipping = Tables }));

    /// <summary>The rules with these ways of sending wherever there are no others.</summary>
    public static RulesInForce WithBuiltIn(this RulesInForce rules)
    {
        var segments = rules.Pricing.Rules.Segments;
        if (segments.Count > 0 && segments.All(segment => segment.Rules.Content.Shipping.Count > 0))
            return rules;

        IEnumerable<Segment<PricingRules>> first = segments.Count > 0 && segments[0].From == DateTimeOffset.MinValue ? [] : [Alone];
        return rules with { Pricing = rules.Pricing with { Rules = new([.. first, .. segments.Select(Completed)]) } };
    }

    private static Segment<PricingRules> Completed(Segment<PricingRules> segment) =>
        segment.Rules.Content.Shipping.Count > 0 ? segment : segment with { Rules = new(segment.Rules.Content with { Shipping = Tables }) };

    private static ShippingTable Everywhere(string code, string label, int position, params (string Currency, long Amount, long? FreeFrom)[] rates) =>
        new(code, label, position, [new([], [.. rates.Select(rate => new ShippingRate(rate.Currency, ShippingBasis.Weight, [new(0, rate.Amount)], rate.FreeFrom))])]);
}
