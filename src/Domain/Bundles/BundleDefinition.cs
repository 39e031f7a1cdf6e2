using System.Collections.Frozen;
using Commerce.Domain.Pricing;
using Commerce.Domain.Rulesets;

namespace Commerce.Domain.Bundles;

/// <summary>Several goods sold as one, with choices: bundle → choice sets → options.</summary>
/// <param name="Version">The revision of the draft that was published; a cart line names the one it was chosen under. 0 in the draft itself, which does not know it.</param>
/// <param name="Slug">Its place in the storefront's addresses; no other bundle has it.</param>
/// <param name="Title">What the shopper reads.</param>
/// <param name="Price">How its price is made.</param>
/// <param name="Sets">In the order they are offered.</param>
public sealed record BundleDefinition(
    string Code,
    int Version,
    string Slug,
    string Title,
    BundlePrice Price,
    IReadOnlyList<ChoiceSet> Sets,
    string? Image = null) : IDefinition
{
    public const int LongestTitle = 200;
    public const int LongestLabel = 100;
    public const int LongestImage = 500;
    public const int MostSets = 20;
    public const int MostOptions = 200;

    /// <summary>Most units for one pick.</summary>
    public const int MostQuantity = 999;

    /// <summary>Most units of goods that one bundle can hold, whatever is picked.</summary>
    public const int MostUnits = 10_000;

    static string IDefinition.Kind => "bundle";

    public IReadOnlyList<RuleFault> Faults(RuleReferences known) => BundleFaults.Of(this, known);

    /// <summary>Nothing is made of bundles.</summary>
    public IReadOnlyList<string> NeededBy(RuleReferences known) => [];

    /// <summary>The draft as it goes into force.</summary>
    /// <param name="revision">How often it was defined anew.</param>
    public BundleDefinition Published(int revision) => this with { Version = revision };

    /// <summary>Null when there is no such option.</summary>
    public ChoiceOption? Option(string set, string option)
    {
        for (var i = 0; i < Sets.Count; i++)
            if (Sets[i].Code == set)
                for (var o = 0; o < Sets[i].Options.Count; o++)
                    if (Sets[i].Options[o].Code == option)
                        return Sets[i].Options[o];

        return null;
    }

    public bool Equals(BundleDefinition? other) => other is not null
        && (Code, Version, Slug, Title, Image) == (other.Code, other.Version, other.Slug, other.Title, other.Image) && Price == other.Price && Sets.SequenceEqual(other.Sets);

    public override int GetHashCode() => HashCode.Combine(Code, Version, Sets.Count);
}

/// <summary>A choice the shopper makes.</summary>
/// <param name="Code">Unique in the bundle.</param>
/// <param name="Min">Fewest picks.</param>
/// <param name="Max">Most picks.</param>
/// <param name="Repeats">Whether one thing may be picked more than once: one option, or of one that leaves the variant open the same variant.</param>
/// <param name="DependsOn">Only asked for, and only allowed, when the other set's option was picked; null: always.</param>
public sealed record ChoiceSet(string Code, string Label, int Min, int Max, bool Repeats, IReadOnlyList<ChoiceOption> Options, ChoiceDependency? DependsOn = null)
{
    public bool Equals(ChoiceSet? other) => other is not null
        && (Code, Label, Min, Max, Repeats, DependsOn) == (other.Code, other.Label, other.Min, other.Max, other.Repeats, other.DependsOn) && Options.SequenceEqual(other.Options);

    public override int GetHashCode() => HashCode.Combine(Code, Min, Max, Options.Count);
}

/// <param name="Set">An earlier set of the same bundle.</param>
/// <param name="Options">One of these must be picked there; empty: any.</param>
public sealed record ChoiceDependency(string Set, IReadOnlyList<string>? Options = null)
{
    public IReadOnlyList<string> Options { get; init; } = Options ?? [];

    public bool Equals(ChoiceDependency? other) => other is not null && Set == other.Set && Options.SequenceEqual(other.Options);

    public override int GetHashCode() => HashCode.Combine(Set, Options.Count);
}

/// <summary>Something to pick: one variant, or any variant of the eligible ones.</summary>
/// <param name="Code">Unique in its set.</param>
/// <param name="VariantId">The variant; null when <paramref name="Eligible"/> says which may stand for it.</param>
/// <param name="Eligible">Which variants may be picked; null when it is one.</param>
/// <param name="Quantity">Units of the variant for one pick.</param>
/// <param name="Adjustments">ISO 4217 → minor units added to the bundle's price for each pick; may be negative. A currency that is missing adds nothing.</param>
/// <param name="Most">Most picks of this option; null: the set's own limit.</param>
/// <param name="Defaults">How often it is picked when the shopper says nothing of its set. 0 where the variant is left open.</param>
public sealed record ChoiceOption(
    string Code,
    string? VariantId = null,
    ProductSelector? Eligible = null,
    int Quantity = 1,
    IReadOnlyDictionary<string, long>? Adjustments = null,
    int? Most = null,
    int Defaults = 0)
{
    public IReadOnlyDictionary<string, long> Adjustments { get; init; } = Adjustments ?? FrozenDictionary<string, long>.Empty;

    public bool Equals(ChoiceOption? other) => other is not null
        && (Code, VariantId, Eligible, Quantity, Most, Defaults) == (other.Code, other.VariantId, other.Eligible, other.Quantity, other.Most, other.Defaults)
        && Adjustments.Count == other.Adjustments.Count && !Adjustments.Except(other.Adjustments).Any();

    public override int GetHashCode() => HashCode.Combine(Code, VariantId, Quantity);
}

/// <summary>How a bundle's price is made. Never below zero; rounded once, at the bundle's line.</summary>
/// <param name="Amounts">ISO 4217 → minor units: the fixed price, the base, or what is taken off the sum. Not sold in a currency that is missing, where the mode needs one.</param>
/// <param name="Percent">Basis points taken off the sum, 0 to 10000.</param>
public sealed record BundlePrice(BundlePriceMode Mode, IReadOnlyDictionary<string, long>? Amounts = null, int Percent = 0)
{
    public IReadOnlyDictionary<string, long> Amounts { get; init; } = Amounts ?? FrozenDictionary<string, long>.Empty;

    public bool Equals(BundlePrice? other) => other is not null
        && (Mode, Percent) == (other.Mode, other.Percent) && Amounts.Count == other.Amounts.Count && !Amounts.Except(other.Amounts).Any();

    public override int GetHashCode() => HashCode.Combine(Mode, Percent, Amounts.Count);
}

public enum BundlePriceMode
{
    /// <summary>The amount, whatever is picked: adjustments do not count.</summary>
    Fixed,

    /// <summary>What the components cost by themselves, plus adjustments.</summary>
    Sum,

    /// <summary>The sum less a percentage, plus adjustments.</summary>
    SumLessPercent,

    /// <summary>The sum less an amount, plus adjustments.</summary>
    SumLessAmount,

    /// <summary>The amount as a base, plus the adjustments of what was picked.</summary>
    BasePlusOptions,
}
