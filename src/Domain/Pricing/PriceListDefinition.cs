using Commerce.Domain.Rulesets;

namespace Commerce.Domain.Pricing;

/// <summary>
/// Prices of one currency for some buyers and a time. The prices that stand with the products themselves are the base below all lists.
/// Candidates are ordered by level (company, group, channel or country, base), then priority, most specific scope, lowest amount, code.
/// </summary>
/// <param name="Currency">ISO 4217; of all its prices, and for ever what it was first.</param>
/// <param name="Priority">Lower goes first within a level.</param>
/// <param name="From">Inclusive; null: since ever.</param>
/// <param name="To">Exclusive; null: for ever.</param>
/// <param name="Parent">Where a price comes from that the list itself does not have; null: nowhere.</param>
public sealed record PriceListDefinition(
    string Code,
    string Name,
    string Currency,
    PriceListKind Kind,
    PriceScope Scope,
    int Priority = 100,
    DateTimeOffset? From = null,
    DateTimeOffset? To = null,
    PriceListParent? Parent = null,
    TierMode Tiers = TierMode.Volume) : IDefinition
{
    public const int LongestName = 100;

    /// <summary>Most parents above one another, the list itself included.</summary>
    public const int Deepest = 5;

    /// <summary>Stands for the products' own prices where a list names its parent.</summary>
    public const string Base = "base";

    static string IDefinition.Kind => "price_list";

    public IReadOnlyList<RuleFault> Faults(RuleReferences known) => PriceListFaults.Of(this, known);

    public IReadOnlyList<RuleFault> FaultsAfter(IDefinition earlier) => PriceListFaults.After((PriceListDefinition)earlier, this);

    /// <summary>The lists that take their prices from this one.</summary>
    public IReadOnlyList<string> NeededBy(RuleReferences known) =>
        [.. known.PriceLists.Values.Where(list => list.Parent?.Code == Code).Select(list => $"price_list/{list.Code}").Order(StringComparer.Ordinal)];
}

public enum PriceListKind
{
    /// <summary>The first list that has a price gives it.</summary>
    Override,

    /// <summary>It counts where it is lower than what the buyer would pay otherwise; the other price stays as list price.</summary>
    Sale,
}

/// <summary>Which buyers a list is for. An empty part says nothing of them; parts that are not empty must all fit.</summary>
public sealed record PriceScope(
    IReadOnlyList<string>? Groups = null, IReadOnlyList<string>? Channels = null, IReadOnlyList<string>? Countries = null, IReadOnlyList<string>? Companies = null)
{
    public static PriceScope Everyone { get; } = new();

    public IReadOnlyList<string> Groups { get; init; } = Groups ?? [];

    public IReadOnlyList<string> Channels { get; init; } = Channels ?? [];

    /// <summary>ISO 3166-1 alpha-2.</summary>
    public IReadOnlyList<string> Countries { get; init; } = Countries ?? [];

    public IReadOnlyList<string> Companies { get; init; } = Companies ?? [];

    public bool Equals(PriceScope? other) => other is not null
        && Groups.SequenceEqual(other.Groups) && Channels.SequenceEqual(other.Channels) && Countries.SequenceEqual(other.Countries) && Companies.SequenceEqual(other.Companies);

    public override int GetHashCode() => HashCode.Combine(Groups.Count, Channels.Count, Countries.Count, Companies.Count);
}

/// <summary>A list whose prices are taken over, changed by a rule. Chains are at most <see cref="PriceListDefinition.Deepest"/> deep and never a circle.</summary>
/// <param name="Code">Another list's of the same currency, or <see cref="PriceListDefinition.Base"/>.</param>
/// <param name="Percent">Basis points on top: −1000 is 10 % less. Null when an amount is given.</param>
/// <param name="Amount">Minor units on top; may be negative. Null when a percentage is given. The result is never below zero.</param>
/// <param name="Rounding">What the changed price is brought to; null: the minor unit.</param>
public sealed record PriceListParent(string Code, int? Percent = null, long? Amount = null, PriceEnding? Rounding = null);

/// <summary>Prices that end alike: the nearest multiple, less something.</summary>
/// <param name="Multiple">Minor units; at least 1. 100 ends on whole euros, 5 on five cents.</param>
/// <param name="Less">Minor units taken off afterwards: 1 with a multiple of 100 makes 12.99. Less than the multiple, not negative.</param>
public sealed record PriceEnding(long Multiple, long Less);

/// <summary>What a tier's price is for.</summary>
public enum TierMode
{
    /// <summary>The whole quantity is paid at the tier it reaches.</summary>
    Volume,

    /// <summary>Each slice of the quantity is paid at its own tier.</summary>
    Graduated,
}

/// <summary>The price of a unit from a number of units on.</summary>
/// <param name="From">Inclusive, at least 1. The first tier may begin above 1: fewer units have no price in the list.</param>
/// <param name="Amount">Minor units for one unit; not negative.</param>
public readonly record struct PriceTier(int From, long Amount);
