using System.Text.Json.Serialization;

namespace Commerce.Domain.Pricing;

/// <summary>For whom, where, when and how it is priced. With the rulesets of two versions and a basket it decides a quote completely.</summary>
/// <param name="Currency">ISO 4217. Nothing is converted: a variant without a price in it is not sold.</param>
/// <param name="Instant">The moment whose prices, schedules and windows count.</param>
/// <param name="Channel">The sales channel's code, e.g. <c>web</c>.</param>
/// <param name="Country">ISO 3166-1 alpha-2 of where the goods go; null while nobody knows.</param>
/// <param name="Region">State or province within the country, as the address spells it, upper-case; null when unknown.</param>
/// <param name="Groups">The customer's groups, in ordinal order.</param>
/// <param name="Company">The company the customer buys for; null for none.</param>
/// <param name="IsFirstOrder">Null while nobody is signed in.</param>
public sealed record BuyerContext(
    string Currency,
    DateTimeOffset Instant,
    string Channel = BuyerContext.Web,
    string? Country = null,
    string? Region = null,
    IReadOnlyList<string>? Groups = null,
    string? Company = null,
    bool? IsFirstOrder = null,
    Rounding Rounding = Rounding.HalfUp,
    TaxRounding TaxRounding = TaxRounding.PerRate)
{
    public const string Web = "web";

    /// <summary>Never null.</summary>
    [JsonIgnore]
    public IReadOnlyList<string> MemberOf => Groups ?? [];

    [JsonIgnore]
    public bool IsSignedIn => IsFirstOrder is not null;

    public bool Equals(BuyerContext? other) => other is not null
        && (Currency, Instant, Channel, Country, Region, Company) == (other.Currency, other.Instant, other.Channel, other.Country, other.Region, other.Company)
        && (IsFirstOrder, Rounding, TaxRounding) == (other.IsFirstOrder, other.Rounding, other.TaxRounding)
        && MemberOf.SequenceEqual(other.MemberOf);

    public override int GetHashCode() => HashCode.Combine(Currency, Instant, Channel, Country, Company);
}

/// <summary>Where tax is rounded. A setting of the shop, stored with every quote.</summary>
public enum TaxRounding
{
    /// <summary>Once for all that bears one rate; the amount is then shared out to the lines. The default.</summary>
    PerRate,

    /// <summary>On each line by itself.</summary>
    PerLine,
}
