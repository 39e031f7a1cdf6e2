using System.Collections.Concurrent;
using System.Collections.Frozen;
using Commerce.Domain.Pricing;

namespace Commerce.Domain.Discounts;

/// <summary>
/// The discounts of one time, made ready for the engine: made once for each version, used by every pricing. Rules are in the order they are applied in: by phase, priority, code.
/// Which selectors mean which goods is found out once for each <see cref="Goods"/> and remembered.
/// </summary>
public sealed class DiscountRules
{
    private readonly ConcurrentDictionary<string, Selected> selected = new(StringComparer.Ordinal);
    private readonly ProductSelector[] selectors;
    private readonly FrozenDictionary<string, CompiledRule> byCode;
    private readonly FrozenDictionary<string, string> byCoupon;
    private readonly int[] begins;

    public DiscountRules(DiscountContent content)
    {
        Content = content;
        var (numbers, groups) = (new Dictionary<ProductSelector, int>(), new Dictionary<string, int>(StringComparer.Ordinal));
        All = [.. content.Discounts.OrderBy(rule => rule.Effect.Phase).ThenBy(rule => rule.Priority).ThenBy(rule => rule.Code, StringComparer.Ordinal).Select(Compile)];
        begins = [.. Enumerable.Range(0, Enum.GetValues<DiscountPhase>().Length + 1).Select(phase => All.Count(rule => (int)rule.Phase < phase))];
        byCode = All.ToFrozenDictionary(rule => rule.Rule.Code, StringComparer.Ordinal);
        byCoupon = content.Discounts.SelectMany(rule => rule.Coupons?.Codes ?? [], (rule, coupon) => (coupon, rule.Code)).DistinctBy(entry => entry.coupon, StringComparer.Ordinal)
            .ToFrozenDictionary(entry => entry.coupon, entry => entry.Code, StringComparer.Ordinal);
        selectors = [.. numbers.OrderBy(entry => entry.Value).Select(entry => entry.Key)];
        Groups = groups.Count;
        AsksFirstOrder = content.Discounts.Any(rule => rule.When.FirstOrder);
        AsksBooks = content.Discounts.Any(rule => rule.Budget is not null);

        CompiledRule Compile(DiscountRule rule, int index)
        {
            var target = Number(rule.Target);
            return new(
                rule, index, target,
                rule.Effect is DiscountEffect.BuyGet { Gets: { } gets } ? Number(gets) : target,
                rule.Effect is DiscountEffect.BundleOffer offer ? [.. offer.Parts.Select(part => Number(part.Goods))] : [],
                rule is { Stacking: Stacking.BestOfGroup, ExclusionGroup: { } group } ? groups.TryGetValue(group, out var known) ? known : groups[group] = groups.Count : -1);
        }

        int Number(ProductSelector selector) => numbers.TryGetValue(selector, out var known) ? known : numbers[selector] = numbers.Count;
    }

    public static DiscountRules None { get; } = new(DiscountContent.Empty);

    /// <summary>What it was made of.</summary>
    public DiscountContent Content { get; }

    /// <summary>Whether any rule is limited in its uses, so that somebody has to look which are spent.</summary>
    public bool AsksBooks { get; }

    /// <summary>Whether any rule is for first orders only, so that somebody has to look if it is one.</summary>
    public bool AsksFirstOrder { get; }

    /// <summary>The discount that a code of the rules themselves opens; null when none does.</summary>
    public string? OpenedBy(string coupon) => byCoupon.GetValueOrDefault(coupon);

    internal CompiledRule[] All { get; }

    /// <summary>How many exclusion groups there are.</summary>
    internal int Groups { get; }

    internal ReadOnlySpan<CompiledRule> Of(DiscountPhase phase) => All.AsSpan(begins[(int)phase]..begins[(int)phase + 1]);

    internal CompiledRule? Find(string code) => byCode.GetValueOrDefault(code);

    /// <summary>The numbers of the selectors that mean these goods, as bits.</summary>
    internal ulong[] Selecting(Goods goods)
    {
        // Goods of another catalogue version are another instance. The latest stays, so there is one entry for each variant at most.
        if (selected.TryGetValue(goods.VariantId, out var found) && ReferenceEquals(found.Goods, goods))
            return found.Bits;

        var bits = new ulong[(selectors.Length + 63) / 64];
        for (var i = 0; i < selectors.Length; i++)
            if (selectors[i].Matches(goods))
                bits[i >> 6] |= 1UL << (i & 63);

        selected[goods.VariantId] = new(goods, bits);
        return bits;
    }

    private sealed record Selected(Goods Goods, ulong[] Bits);
}
