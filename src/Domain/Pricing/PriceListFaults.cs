using Commerce.Domain.Rulesets;

namespace Commerce.Domain.Pricing;

/// <summary>What can be wrong with a price list.</summary>
internal static class PriceListFaults
{
    /// <summary>From nothing left to eleven times as much.</summary>
    private const int LeastPercent = -10_000, MostPercent = 100_000;

    public static IReadOnlyList<RuleFault> Of(PriceListDefinition list, RuleReferences known)
    {
        var found = new Findings();
        found
            .If(list.Code == PriceListDefinition.Base, "/code", "reserved", $"'{PriceListDefinition.Base}' stands for the products' own prices.")
            .Text("/name", list.Name, PriceListDefinition.LongestName)
            .Currency("/currency", list.Currency)
            .Within("/priority", list.Priority, 0, 100_000)
            .Period("/to", list.From, list.To)
            .Each("/scope/groups", list.Scope.Groups, (path, group) => found.If(!known.Groups.Contains(group), path, "unknown_group", $"There is no customer group '{group}'."))
            .Each("/scope/channels", list.Scope.Channels, (path, channel) => found.Code(path, channel))
            .Each("/scope/countries", list.Scope.Countries, (path, country) => found.Country(path, country))
            .Each("/scope/companies", list.Scope.Companies, (path, company) => found.Code(path, company));

        if (list.Parent is { } parent)
            Adjustment(found, parent);

        Family(found, list, known.PriceLists);
        return found.All;
    }

    /// <summary>Prices are kept by the code of their list alone: in another currency their numbers would be paid as if they were of that one.</summary>
    public static IReadOnlyList<RuleFault> After(PriceListDefinition earlier, PriceListDefinition list) => new Findings()
        .If(list.Currency != earlier.Currency, "/currency", "fixed_currency", $"The price list '{list.Code}' is in {earlier.Currency} for ever; prices in another currency need a list of their own.")
        .All;

    private static void Adjustment(Findings found, PriceListParent parent)
    {
        found.If(parent.Percent is null == parent.Amount is null, "/parent", "percent_or_amount", "Either a percentage or an amount changes the parent's prices, not both and not neither.");
        if (parent.Percent is { } percent)
            found.Within("/parent/percent", percent, LeastPercent, MostPercent);
        if (parent.Amount is { } amount)
            found.Within("/parent/amount", amount, -PricingEngine.Ceiling, PricingEngine.Ceiling);
        if (parent.Rounding is { } ending)
            found.Within("/parent/rounding/multiple", ending.Multiple, 1, PricingEngine.Ceiling).Within("/parent/rounding/less", ending.Less, 0, Math.Max(0, ending.Multiple - 1));
    }

    /// <summary>What is wrong with the list as one of others: above it, and below it.</summary>
    private static void Family(Findings found, PriceListDefinition list, IReadOnlyDictionary<string, PriceListDefinition> lists)
    {
        if (list.Parent is not { Code: not PriceListDefinition.Base and var code })
            return;

        var above = Above(list, lists);
        if (above is null)
            found.If(true, "/parent/code", "cycle", "A price list cannot take its prices from itself, not even by others.");
        else if (!lists.TryGetValue(code, out var parent))
            found.If(true, "/parent/code", "unknown_parent", $"There is no price list '{code}'.");
        else
            found
                .If(parent.Currency != list.Currency, "/parent/code", "currency", $"The price list '{code}' has another currency.")
                .If(above.Value + 1 + Below(list.Code, lists, above.Value) > PriceListDefinition.Deepest, "/parent/code", "too_deep", $"At most {PriceListDefinition.Deepest} price lists take their prices from one another.");
    }

    /// <summary>Lists above this one; null when the way up leads back to it. Faults of the others' own end the way.</summary>
    private static int? Above(PriceListDefinition list, IReadOnlyDictionary<string, PriceListDefinition> lists)
    {
        var above = 0;
        for (var at = list; at.Parent is { } parent && above <= PriceListDefinition.Deepest; above++)
        {
            if (parent.Code == list.Code)
                return null;
            if (!lists.TryGetValue(parent.Code, out at!))
                break;
        }

        return above;
    }

    /// <summary>Levels of lists below this one.</summary>
    private static int Below(string code, IReadOnlyDictionary<string, PriceListDefinition> lists, int level) => level > PriceListDefinition.Deepest
        ? 0
        : lists.Values.Where(child => child.Parent?.Code == code && child.Code != code).Select(child => 1 + Below(child.Code, lists, level + 1)).DefaultIfEmpty(0).Max();
}
