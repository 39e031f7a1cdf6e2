using Commerce.Domain.Rulesets;

namespace Commerce.Domain.Pricing;

/// <summary>A way of sending, and what it costs where.</summary>
/// <param name="Label">What the shopper reads.</param>
/// <param name="Position">Its place among the offers, lowest first; equals by code.</param>
/// <param name="Zones">The most specific one that fits the destination counts; without one the method is not offered there.</param>
public sealed record ShippingTable(string Code, string Label, int Position, IReadOnlyList<ShippingZone> Zones) : IDefinition
{
    public const int LongestLabel = 100;

    static string IDefinition.Kind => "shipping_method";

    public IReadOnlyList<RuleFault> Faults(RuleReferences known) => ShippingFaults.Of(this);

    public IReadOnlyList<string> NeededBy(RuleReferences known) => [];

    public bool Equals(ShippingTable? other) => other is not null && (Code, Label, Position) == (other.Code, other.Label, other.Position) && Zones.SequenceEqual(other.Zones);

    public override int GetHashCode() => HashCode.Combine(Code, Label, Zones.Count);
}

/// <param name="Countries">ISO 3166-1 alpha-2; empty: everywhere else, and while the destination is unknown.</param>
/// <param name="Rates">One for each currency at most; without one it is not offered in that currency.</param>
public sealed record ShippingZone(IReadOnlyList<string> Countries, IReadOnlyList<ShippingRate> Rates)
{
    public bool Equals(ShippingZone? other) => other is not null && Countries.SequenceEqual(other.Countries) && Rates.SequenceEqual(other.Rates);

    public override int GetHashCode() => HashCode.Combine(Countries.Count, Rates.Count);
}

/// <summary>What sending costs in one currency.</summary>
/// <param name="Basis">What the steps are measured in.</param>
/// <param name="Steps">Ascending; the last one that is reached counts. The first begins at 0 unless lighter or cheaper baskets are not sent.</param>
/// <param name="FreeFrom">Value of the goods after discounts, in minor units, from which it costs nothing; null: never.</param>
/// <param name="Most">Grams or minor units above which it is not offered; null: no limit.</param>
public sealed record ShippingRate(string Currency, ShippingBasis Basis, IReadOnlyList<ShippingStep> Steps, long? FreeFrom = null, long? Most = null)
{
    public bool Equals(ShippingRate? other) => other is not null
        && (Currency, Basis, FreeFrom, Most) == (other.Currency, other.Basis, other.FreeFrom, other.Most) && Steps.SequenceEqual(other.Steps);

    public override int GetHashCode() => HashCode.Combine(Currency, Basis, Steps.Count);
}

public enum ShippingBasis
{
    /// <summary>Grams of all goods.</summary>
    Weight,

    /// <summary>Value of the goods after discounts, in minor units.</summary>
    Value,
}

/// <param name="From">Inclusive: grams or minor units.</param>
/// <param name="Amount">Minor units.</param>
public sealed record ShippingStep(long From, long Amount);

/// <summary>A way of sending that is offered for a basket.</summary>
/// <param name="Amount">Before discounts.</param>
/// <param name="Total">After discounts.</param>
public sealed record ShippingOffer(string Method, string Label, Money Amount, Money Total);
