using Commerce.Domain.Pricing;
using Commerce.Domain.Rulesets;

namespace Commerce.Domain.Discounts;

/// <summary>
/// A promotion: what it takes off, when, from what, and how it goes together with others. Rules are applied phase by phase (items, buy-X-get-Y and bundle offers, order, shipping),
/// within a phase by priority, then by code. Percentages apply to the running price.
/// </summary>
/// <param name="Label">What the shopper reads.</param>
/// <param name="Priority">Lower goes first within its phase.</param>
/// <param name="Effect">What it takes off; also says the phase.</param>
/// <param name="Target">Which goods are made cheaper, and, for order discounts, which goods' value counts.</param>
/// <param name="When">All of it must hold.</param>
/// <param name="From">Inclusive; null: since ever.</param>
/// <param name="To">Exclusive; null: for ever.</param>
/// <param name="Coupons">Null: it applies by itself.</param>
/// <param name="ExclusionGroup">Any word; only with <see cref="Stacking.BestOfGroup"/>.</param>
/// <param name="MostOff">ISO 4217 → minor units it takes off one basket at most; a currency that is missing has no cap.</param>
/// <param name="MostUnits">Units it makes cheaper in one basket at most, the dearest first; null: all.</param>
/// <param name="Budget">How often and how much in all.</param>
public sealed record DiscountRule(
    string Code,
    string Label,
    DiscountEffect Effect,
    ProductSelector Target,
    DiscountConditions When,
    int Priority = 100,
    DateTimeOffset? From = null,
    DateTimeOffset? To = null,
    Stacking Stacking = Stacking.Stackable,
    string? ExclusionGroup = null,
    CouponRule? Coupons = null,
    IReadOnlyDictionary<string, long>? MostOff = null,
    int? MostUnits = null,
    UseLimits? Budget = null) : IDefinition
{
    public const int LongestLabel = 100;

    static string IDefinition.Kind => "discount";

    public IReadOnlyList<RuleFault> Faults(RuleReferences known) => DiscountFaults.Of(this, known);

    /// <summary>No rule names a discount.</summary>
    public IReadOnlyList<string> NeededBy(RuleReferences known) => [];

    public bool Equals(DiscountRule? other) => other is not null
        && (Code, Label, Effect, Target, When, Priority, From, To) == (other.Code, other.Label, other.Effect, other.Target, other.When, other.Priority, other.From, other.To)
        && (Stacking, ExclusionGroup, Coupons, MostUnits, Budget) == (other.Stacking, other.ExclusionGroup, other.Coupons, other.MostUnits, other.Budget)
        && Amounts.Same(MostOff, other.MostOff);

    public override int GetHashCode() => HashCode.Combine(Code, Priority, Stacking);
}

/// <summary>How a rule goes together with others.</summary>
public enum Stacking
{
    /// <summary>With all that came before and come after.</summary>
    Stackable,

    /// <summary>Alone: it applies only where no other discount has, and none applies after it. Of several the first by order wins.</summary>
    Exclusive,

    /// <summary>Of all rules of one exclusion group that would apply, only the one with which this basket costs least does: it is priced with each of them. Presents count as saved.</summary>
    BestOfGroup,

    /// <summary>With all that came before; nothing of its phase after it.</summary>
    StopAfter,
}

/// <summary>When a rule applies. A part that is empty or null says nothing; all others must hold.</summary>
/// <param name="Groups">One of the customer's groups.</param>
/// <param name="FirstOrder">True: only a signed-in customer's first order.</param>
/// <param name="SignedIn">True: only for customers who signed in.</param>
/// <param name="Countries">ISO 3166-1 alpha-2 of the destination.</param>
/// <param name="Weekly">Open windows of the week, in UTC; empty: always.</param>
/// <param name="MinSpend">ISO 4217 → minor units that the target goods must come to before this rule; where it is set, a currency that is missing never qualifies.</param>
/// <param name="MinUnits">Units of target goods there must be.</param>
public sealed record DiscountConditions(
    IReadOnlyList<string>? Groups = null,
    IReadOnlyList<string>? Channels = null,
    IReadOnlyList<string>? Currencies = null,
    IReadOnlyList<string>? Countries = null,
    IReadOnlyList<WeeklyWindow>? Weekly = null,
    bool FirstOrder = false,
    bool SignedIn = false,
    IReadOnlyDictionary<string, long>? MinSpend = null,
    int? MinUnits = null)
{
    public static DiscountConditions Always { get; } = new();

    public bool Equals(DiscountConditions? other) => other is not null
        && (FirstOrder, SignedIn, MinUnits) == (other.FirstOrder, other.SignedIn, other.MinUnits)
        && Same(Groups, other.Groups) && Same(Channels, other.Channels) && Same(Currencies, other.Currencies) && Same(Countries, other.Countries) && Same(Weekly, other.Weekly)
        && Amounts.Same(MinSpend, other.MinSpend);

    public override int GetHashCode() => HashCode.Combine(FirstOrder, SignedIn, MinUnits);

    private static bool Same<T>(IReadOnlyList<T>? left, IReadOnlyList<T>? right) => (left ?? []).SequenceEqual(right ?? []);
}

/// <summary>A part of each week.</summary>
/// <param name="From">Inclusive, UTC.</param>
/// <param name="To">Exclusive, UTC; equal to <paramref name="From"/>: the whole day; earlier: into the next day.</param>
public sealed record WeeklyWindow(DayOfWeek Day, TimeOnly From, TimeOnly To)
{
    public bool Includes(DayOfWeek day, TimeOnly time) =>
        From == To ? day == Day
        : From < To ? day == Day && time >= From && time < To
        : (day == Day && time >= From) || (day == Next && time < To);

    private DayOfWeek Next => (DayOfWeek)(((int)Day + 1) % 7);
}

/// <summary>A discount that wants a code.</summary>
/// <param name="Codes">Codes anybody may use, trimmed, upper-case, unique in the shop. Codes of generated batches are kept apart and name the discount.</param>
public sealed record CouponRule(IReadOnlyList<string> Codes)
{
    public const string Pattern = "^[A-Z0-9][A-Z0-9_-]{2,39}\\z";

    /// <summary>As it is kept: what people write differs in case and blanks.</summary>
    public static string Normal(string code) => code.Trim().ToUpperInvariant();

    public bool Equals(CouponRule? other) => other is not null && Codes.SequenceEqual(other.Codes);

    public override int GetHashCode() => Codes.Count;
}

/// <summary>How much a discount may be used. Uses behave like stock: held when a checkout is locked, claimed with its order, given back when it ends otherwise.</summary>
/// <param name="Total">Orders in all; null: no limit.</param>
/// <param name="PerCustomer">Orders of one customer; a limit here wants the customer signed in. Null: no limit.</param>
/// <param name="Money">ISO 4217 → minor units it may take off in all; a currency that is missing has no limit.</param>
public sealed record UseLimits(long? Total = null, int? PerCustomer = null, IReadOnlyDictionary<string, long>? Money = null)
{
    public bool Equals(UseLimits? other) => other is not null && (Total, PerCustomer) == (other.Total, other.PerCustomer) && Amounts.Same(Money, other.Money);

    public override int GetHashCode() => HashCode.Combine(Total, PerCustomer);
}

internal static class Amounts
{
    public static bool Same(IReadOnlyDictionary<string, long>? left, IReadOnlyDictionary<string, long>? right) =>
        (left?.Count ?? 0) == (right?.Count ?? 0) && (left is null || left.All(entry => right!.TryGetValue(entry.Key, out var amount) && amount == entry.Value));
}
