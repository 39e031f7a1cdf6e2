using Commerce.Application.Pricing;
using Commerce.Domain.Discounts;
using Commerce.Domain.Pricing;
using Commerce.Domain.Rulesets;

namespace Commerce.Integration.Support;

/// <summary>The rules of a node that are not those of the shop. So a spec has rules of its own, and no other spec has them.</summary>
internal sealed class ChangedRules(IRulesets inner, Func<RulesInForce, RulesInForce> change) : IRulesets
{
    private Changed? last;

    public RulesInForce Current
    {
        get
        {
            var rules = inner.Current;
            return (last is { } known && ReferenceEquals(known.Of, rules) ? known : last = new(rules, change(rules))).Rules;
        }
    }

    public async ValueTask<RulesInForce> AtLeast(RuleVersions known, CancellationToken ct)
    {
        await inner.AtLeast(known with { Discounts = 0 }, ct);
        return Current;
    }

    public async Task<RulesInForce?> Of(long pricing, long discounts, IReadOnlyCollection<string> variantIds, CancellationToken ct) =>
        await inner.Of(pricing, inner.Current.Discounts.Version, variantIds, ct) is { } rules ? change(rules) : null;

    public Task<(long Pricing, long Discounts)> VersionsAt(DateTimeOffset instant, CancellationToken ct) => inner.VersionsAt(instant, ct);

    private sealed record Changed(RulesInForce Of, RulesInForce Rules);
}

/// <summary>Changes that specs make to the rules.</summary>
internal static class RuleChanges
{
    public static readonly DateTimeOffset Ever = DateTimeOffset.MinValue;

    /// <summary>These discounts, and no others, as version 7.</summary>
    public static RulesInForce With(this RulesInForce rules, params IReadOnlyList<DiscountRule> discounts) =>
        rules with { Discounts = new(7, new([new Segment<DiscountRules>(Ever, new(new(discounts)))])) };

    public static RulesInForce With(this RulesInForce rules, Func<PricingContent, PricingContent> change) =>
        rules with { Pricing = rules.Pricing with { Rules = new([new Segment<PricingRules>(Ever, new(change(rules.Pricing.Rules.Segments[^1].Rules.Content)))]) } };

    /// <summary>A discount on everything, for everybody.</summary>
    public static DiscountRule Discount(string code, DiscountEffect effect) => new(code, $"{code}!", effect, ProductSelector.Everything, DiscountConditions.Always);

    public static DiscountRule By(this DiscountRule rule, params string[] coupons) => rule with { Coupons = new(coupons) };

    /// <summary>A price list that has one variant.</summary>
    public static RulesInForce With(this RulesInForce rules, PriceListDefinition list, string variantId, params PriceTier[] tiers)
    {
        var changed = rules.With(content => content with { Lists = [.. content.Lists, list] });
        return changed with { Pricing = changed.Pricing with { Prices = new ListedToo(changed.Pricing.Prices, list.Code, variantId, tiers) } };
    }

    public static PriceListDefinition List(string code, PriceListKind kind = PriceListKind.Override, PriceScope? scope = null) => new(code, code, "EUR", kind, scope ?? PriceScope.Everyone);

    private sealed class ListedToo(IPriceSheet sheet, string list, string variantId, IReadOnlyList<PriceTier> tiers) : IPriceSheet
    {
        public VariantPrices? Find(string id) => sheet.Find(id) is { } prices && id == variantId
            ? prices with { Lists = new Dictionary<string, IReadOnlyList<PriceTier>>(prices.Lists) { [list] = tiers } }
            : sheet.Find(id);
    }
}
