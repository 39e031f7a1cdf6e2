using Commerce.Domain.Rulesets;

namespace Commerce.Domain.Discounts;

/// <summary>The rules of one discount ruleset, as they are published and kept for ever.</summary>
/// <param name="Discounts">By code.</param>
public sealed record DiscountContent(IReadOnlyList<DiscountRule> Discounts) : IRuleContent<DiscountContent>
{
    public static RulesetKind Kind => RulesetKind.Discounts;

    public static DiscountContent Empty { get; } = new([]);

    public IEnumerable<(string Kind, string Code, object Definition)> Each() => Discounts.Select(discount => ("discount", discount.Code, (object)discount));

    public bool Equals(DiscountContent? other) => other is not null && Discounts.SequenceEqual(other.Discounts);

    public override int GetHashCode() => Discounts.Count;
}
