using Commerce.Domain.Rulesets;

namespace Commerce.Domain.Pricing;

/// <summary>Where which tax is due. The most specific zone counts: by region, then by country, then the one that names no country. Without any no tax is due.</summary>
/// <param name="Countries">ISO 3166-1 alpha-2; empty: everywhere else.</param>
/// <param name="Regions">States or provinces of its one country, upper-case; empty: the whole country.</param>
/// <param name="PricesIncludeTax">True: prices have the tax in them, and it is told; false: it is added.</param>
/// <param name="Rates">One for each tax class at most; a class without one is not taxed here.</param>
/// <param name="ShippingClass">The class whose rate shipping bears; null: shipping is not taxed.</param>
public sealed record TaxZone(
    string Code, string Name, IReadOnlyList<string> Countries, IReadOnlyList<string> Regions, bool PricesIncludeTax, IReadOnlyList<TaxRate> Rates, string? ShippingClass) : IDefinition
{
    public const int LongestName = 100;

    static string IDefinition.Kind => "tax_zone";

    public IReadOnlyList<RuleFault> Faults(RuleReferences known) => TaxZoneFaults.Of(this, known);

    public IReadOnlyList<string> NeededBy(RuleReferences known) => [];

    public bool Equals(TaxZone? other) => other is not null
        && (Code, Name, PricesIncludeTax, ShippingClass) == (other.Code, other.Name, other.PricesIncludeTax, other.ShippingClass)
        && Countries.SequenceEqual(other.Countries) && Regions.SequenceEqual(other.Regions) && Rates.SequenceEqual(other.Rates);

    public override int GetHashCode() => HashCode.Combine(Code, Name, Rates.Count);
}

/// <param name="Class">A tax class's code.</param>
/// <param name="Name">What the shopper reads, e.g. <c>VAT 20 %</c>.</param>
/// <param name="PartsPerMillion">200000 is 20 %, 88750 is 8.875 %.</param>
public sealed record TaxRate(string Class, string Name, int PartsPerMillion)
{
    /// <summary>100 %.</summary>
    public const int Whole = 1_000_000;
}
