using Commerce.Domain;
using Commerce.Domain.Bundles;

namespace Commerce.Application.Bundles;

/// <summary>A page of the storefront's bundles.</summary>
/// <param name="Currency">Of all prices in it, ISO 4217.</param>
/// <param name="PriceVersion">The version of the prices in it.</param>
/// <param name="DiscountVersion">The version of the discounts in force; what they take off, a cart tells.</param>
/// <param name="Next">Send it back as <c>cursor</c> for the page that follows; null on the last one.</param>
public sealed record BundlePage(string Currency, long PriceVersion, long DiscountVersion, IReadOnlyList<ListedBundle> Items, string? Next);

/// <summary>A bundle in a list.</summary>
/// <param name="Version">Of its definition.</param>
/// <param name="Price">Of one as it comes, with its defaults; null when there is something to choose first, or when it is not sold in the currency.</param>
public sealed record ListedBundle(string Code, int Version, string Slug, string Title, string? Image, BundlePriceMode PriceMode, Money? Price);

/// <summary>A bundle's own page: what there is to choose from, and how much of it there is.</summary>
/// <param name="Version">Of its definition: send it with what was chosen.</param>
/// <param name="Currency">Of all prices in it, ISO 4217.</param>
/// <param name="Amount">The fixed price, the base, or what is taken off the sum, as the mode has it; null where it has none.</param>
/// <param name="Percent">Basis points taken off the sum; 0 where the mode has none.</param>
/// <param name="Price">Of one as it comes, with its defaults; null when there is something to choose first, or when it is not sold in the currency.</param>
/// <param name="Sets">In the order they are offered.</param>
/// <param name="Available">How many can be sold now, chosen freely.</param>
/// <param name="IsExact">False: that many can be sold, and perhaps more.</param>
/// <param name="PriceVersion">The version of the prices in it.</param>
/// <param name="DiscountVersion">The version of the discounts in force; what they take off, a cart tells.</param>
public sealed record BundleDetail(
    string Code, int Version, string Slug, string Title, string? Image, string Currency, BundlePriceMode PriceMode, Money? Amount, int Percent, Money? Price, IReadOnlyList<OfferedSet> Sets,
    int Available, bool IsExact, long PriceVersion, long DiscountVersion);

/// <summary>A choice to make.</summary>
/// <param name="DependsOn">Only asked for when one of these was picked; null: always.</param>
public sealed record OfferedSet(string Code, string Label, int Min, int Max, bool Repeats, ChoiceDependency? DependsOn, IReadOnlyList<OfferedOption> Options);

/// <summary>Something to pick.</summary>
/// <param name="IsOpen">Whether the shopper says which of the variants.</param>
/// <param name="Quantity">Units for one pick.</param>
/// <param name="Most">Most picks of it; null: the set's own limit.</param>
/// <param name="Defaults">How often it is picked when nothing is said of its set.</param>
/// <param name="Adjustment">Added to the bundle's price for each pick; negative: taken off. Null where the mode counts none.</param>
/// <param name="Variants">Those that may stand for it, the first <see cref="Shown"/> of them.</param>
/// <param name="VariantCount">How many there are.</param>
public sealed record OfferedOption(
    string Code, bool IsOpen, int Quantity, int? Most, int Defaults, Money? Adjustment, IReadOnlyList<PickableVariant> Variants, int VariantCount)
{
    public const int Shown = 100;
}

/// <summary>A variant to pick.</summary>
/// <param name="Price">What one unit costs by itself; null: not for sale in this currency, and neither is a bundle with it.</param>
/// <param name="Available">Units that can be bought now; what others have set aside is taken off.</param>
public sealed record PickableVariant(
    string VariantId, Guid ProductId, string Slug, string Sku, string Title, IReadOnlyDictionary<string, string> Options, string? Image, Money? Price, long Available);

/// <summary>What a bundle costs as it was chosen.</summary>
/// <param name="Price">Of all of them, before discounts.</param>
/// <param name="UnitPrice">Of one.</param>
/// <param name="ListPrice">What the components of all cost by themselves.</param>
/// <param name="Components">In the order of its sets. What they bear sums to the price.</param>
/// <param name="Available">How many of this choice can be sold now.</param>
/// <param name="PriceVersion">The version of the prices in it.</param>
/// <param name="DiscountVersion">The version of the discounts in force; what they take off, a cart tells.</param>
public sealed record PricedBundle(
    string Code, int Version, int Units, Money Price, Money UnitPrice, Money ListPrice, IReadOnlyList<PricedComponent> Components, int Available, long PriceVersion,
    long DiscountVersion);

/// <summary>A pick, as part of all the bundles.</summary>
/// <param name="Times">How often it was picked for one bundle.</param>
/// <param name="Units">Of the variant, in all of them.</param>
/// <param name="UnitPrice">What one unit costs by itself.</param>
/// <param name="Share">What it bears of the price.</param>
public sealed record PricedComponent(string Set, string Option, string VariantId, string Sku, string Title, int Times, int Units, Money UnitPrice, Money Share);
