using System.Text.RegularExpressions;
using Commerce.Domain.Bundles;
using Commerce.Domain.Pricing;
using Commerce.Domain.Rulesets;

namespace Commerce.Domain.Discounts;

/// <summary>All that is wrong with a discount, at once.</summary>
internal static class DiscountFaults
{
    private const int MostOften = 1_000_000_000;

    public static IReadOnlyList<RuleFault> Of(DiscountRule rule, RuleReferences known)
    {
        var found = new Findings();
        found
            .Text("/label", rule.Label, DiscountRule.LongestLabel)
            .Within("/priority", rule.Priority, 0, 100_000)
            .Period("/to", rule.From, rule.To)
            .If(rule.Stacking == Stacking.BestOfGroup && rule.ExclusionGroup is null, "/exclusionGroup", "group_missing", "The best of a group is of a group.")
            .If(rule.Stacking != Stacking.BestOfGroup && rule.ExclusionGroup is not null, "/exclusionGroup", "group_unused", "Only the best of a group has one.");
        if (rule.ExclusionGroup is { } group)
            found.Code("/exclusionGroup", group);

        EffectFaults.Of(found, rule, known);
        SelectorFaults.Of(found, "/target", rule.Target, known);
        Conditions(found, rule.When, known);
        Coupons(found, rule, known);
        Limits(found, rule);
        Currencies(found, rule);
        return found.All;
    }

    /// <summary>Amounts by currency, at least one.</summary>
    public static void Amounts(Findings found, string path, IReadOnlyDictionary<string, long>? amounts, long least = 1)
    {
        if (amounts is null)
            return;

        found.If(amounts.Count == 0, path, "empty_set", "There is an amount in one currency at least.");
        BundleFaults.Amounts(found, amounts, path, least);
    }

    private static void Conditions(Findings found, DiscountConditions when, RuleReferences known)
    {
        found
            .Each("/when/groups", when.Groups ?? [], (at, group) => found.If(!known.Groups.Contains(group), at, "unknown_group", $"There is no customer group '{group}'."))
            .Each("/when/channels", when.Channels ?? [], (at, channel) => found.Code(at, channel))
            .Each("/when/currencies", when.Currencies ?? [], (at, currency) => found.Currency(at, currency))
            .Each("/when/countries", when.Countries ?? [], (at, country) => found.Country(at, country))
            .Each("/when/weekly", when.Weekly ?? [], window => window, (_, _) => { })
            .If(when.MinUnits < 1, "/when/minUnits", "out_of_range", "At least 1 unit.");
        Amounts(found, "/when/minSpend", when.MinSpend);
    }

    private static void Coupons(Findings found, DiscountRule rule, RuleReferences known)
    {
        var taken = known.Discounts.Values.Where(other => other.Code != rule.Code).SelectMany(other => other.Coupons?.Codes ?? []).ToHashSet(StringComparer.Ordinal);
        found.Each("/coupons/codes", rule.Coupons?.Codes ?? [], (at, code) => found
            .If(!Regex.IsMatch(code, CouponRule.Pattern), at, "coupon_code", "A coupon code has 3 to 40 upper-case letters, digits, hyphens and underscores.")
            .If(taken.Contains(code) || known.BatchedCoupons.Contains(code), at, "duplicate_code", $"Another discount has the code '{code}'."));
    }

    private static void Limits(Findings found, DiscountRule rule)
    {
        Amounts(found, "/mostOff", rule.MostOff);
        found.If(rule.MostUnits < 1, "/mostUnits", "out_of_range", "At least 1 unit.");
        if (rule.Budget is not { } budget)
            return;

        found.If(budget is { Total: null, PerCustomer: null, Money: null }, "/budget", "empty_set", "It limits nothing.");
        if (budget.Total is { } total)
            found.Within("/budget/total", total, 1, MostOften);
        if (budget.PerCustomer is { } customer)
            found.Within("/budget/perCustomer", customer, 1, MostOften).If(customer > budget.Total, "/budget/perCustomer", "min_above_max", "One customer may not use it more often than all together.");
        Amounts(found, "/budget/money", budget.Money);
    }

    /// <summary>There has to be a currency in which its conditions can hold and its effect has something to give.</summary>
    private static void Currencies(Findings found, DiscountRule rule)
    {
        IEnumerable<string>? possible = rule.When.Currencies is { Count: > 0 } wanted ? wanted : null;
        foreach (var amounts in EffectFaults.Currencies(rule.Effect).Append(rule.When.MinSpend?.Keys).OfType<IEnumerable<string>>())
            possible = possible?.Intersect(amounts) ?? amounts;

        found.If(possible is not null && !possible.Any(), "/when/currencies", "impossible_condition", "There is no currency in which it could apply.");
    }
}
