namespace Commerce.Domain.Pricing;

/// <summary>
/// What a cart costs, frozen: the prices, discounts, shipping and tax of one moment and what each line bears of them. Charged = this total = the sum of its lines
/// and its shipping. Orders keep it for ever; refunds read it and never compute a promotion anew. All amounts are in <see cref="Currency"/>.
/// </summary>
/// <param name="Lines">In cart order; only lines that have a price.</param>
/// <param name="Shipping">Null until a method is chosen, or when nothing is to be sent.</param>
/// <param name="Subtotal">Sum of the lines' subtotals, before discounts.</param>
/// <param name="DiscountTotal">What all discounts take off the goods together; never negative.</param>
/// <param name="ShippingTotal">What sending costs, after its discounts.</param>
/// <param name="Tax">Tax added on top of prices without tax; zero where prices include it.</param>
/// <param name="Total">subtotal − discounts + shipping + tax.</param>
/// <param name="PriceVersion">The version of the prices that were in force.</param>
/// <param name="Rounding">The shop's rounding then; refunds go on with it.</param>
public sealed record Quote(
    string Currency,
    IReadOnlyList<QuoteLine> Lines,
    QuoteShipping? Shipping,
    Money Subtotal,
    Money DiscountTotal,
    Money ShippingTotal,
    Money Tax,
    Money Total,
    long PriceVersion,
    Rounding Rounding)
{
    /// <summary>The version of the discounts that were in force; 0 before the first.</summary>
    public long DiscountVersion { get; init; }

    /// <summary>The bundles in it. Their components are lines, and name them.</summary>
    public IReadOnlyList<QuoteBundle> Bundles { get; init; } = [];

    /// <summary>What discounts take off shipping; <see cref="ShippingTotal"/> is after them. Not part of <see cref="DiscountTotal"/>.</summary>
    public IReadOnlyList<DiscountShare> ShippingDiscounts { get; init; } = [];

    /// <summary>Tax added to shipping, part of <see cref="Tax"/>; null for none.</summary>
    public Money? ShippingTax { get; init; }

    /// <summary>All tax by rate, added and included.</summary>
    public IReadOnlyList<TaxAmount> Taxes { get; init; } = [];

    /// <summary>The coupons that took something off.</summary>
    public IReadOnlyList<AppliedCoupon> Coupons { get; init; } = [];

    [System.Text.Json.Serialization.JsonIgnore]
    public bool IsDiscounted => ShippingDiscounts.Count > 0 || Coupons.Count > 0 || Lines.Any(line => line.Discounts.Count > 0 || line.Gift is not null);

    public bool Equals(Quote? other) => other is not null
        && (Currency, Shipping, Subtotal, DiscountTotal, ShippingTotal) == (other.Currency, other.Shipping, other.Subtotal, other.DiscountTotal, other.ShippingTotal)
        && (Tax, Total, PriceVersion, Rounding, DiscountVersion, ShippingTax) == (other.Tax, other.Total, other.PriceVersion, other.Rounding, other.DiscountVersion, other.ShippingTax)
        && Lines.SequenceEqual(other.Lines) && Bundles.SequenceEqual(other.Bundles) && ShippingDiscounts.SequenceEqual(other.ShippingDiscounts)
        && Taxes.SequenceEqual(other.Taxes) && Coupons.SequenceEqual(other.Coupons);

    public override int GetHashCode() => HashCode.Combine(Currency, Lines.Count, Total, PriceVersion);

    /// <summary>Units each variant takes from stock, over all lines.</summary>
    public IReadOnlyDictionary<string, int> UnitsByVariant() =>
        Lines.GroupBy(line => line.VariantId, line => line.Units).ToDictionary(variant => variant.Key, variant => variant.Sum(), StringComparer.Ordinal);
}

/// <summary>One line of a quote.</summary>
/// <param name="LineId">The cart line it was.</param>
/// <param name="Title">What the shopper read, e.g. the product's title and the variant's options.</param>
/// <param name="UnitPrice">What one unit costs this buyer before discounts; of a bundle's component, what it costs by itself.</param>
/// <param name="ListPrice">What it costs everyone; equal to <paramref name="UnitPrice"/> unless a list lowers it.</param>
/// <param name="Subtotal">What the units cost before discounts: unit price × units, the sum of the slices where tiers are graduated, the component's share of its bundle.</param>
/// <param name="Discounts">What each discount takes off this line; amounts are positive.</param>
/// <param name="Tax">Tax added to this line; zero where prices include it.</param>
/// <param name="Total">subtotal − discounts + tax: what the buyer gets back for all units.</param>
public sealed record QuoteLine(
    string LineId,
    string VariantId,
    string Sku,
    string Title,
    int Units,
    Money UnitPrice,
    Money ListPrice,
    Money Subtotal,
    IReadOnlyList<DiscountShare> Discounts,
    Money Tax,
    Money Total)
{
    /// <summary>Characters of a line's id: a cart line's, and the number of a component.</summary>
    public const int LongestId = 100;

    /// <summary>The line id of the bundle this is a component of; null for none.</summary>
    public string? Bundle { get; init; }

    /// <summary>The discount that gives this line away; null for what the shopper chose.</summary>
    public string? Gift { get; init; }

    /// <summary>Tax that is in the total already, where prices include it; null for none.</summary>
    public Money? IncludedTax { get; init; }

    /// <summary>What the first <paramref name="units"/> units are worth; for all of them exactly <see cref="Total"/>.</summary>
    public Money Worth(int units, Rounding rounding) => Total with { Amount = Allocation.Share(Total.Amount, units, Units, rounding) };

    public bool Equals(QuoteLine? other) => other is not null
        && (LineId, VariantId, Sku, Title, Units) == (other.LineId, other.VariantId, other.Sku, other.Title, other.Units)
        && (UnitPrice, ListPrice, Subtotal, Tax, Total) == (other.UnitPrice, other.ListPrice, other.Subtotal, other.Tax, other.Total)
        && (Bundle, Gift, IncludedTax) == (other.Bundle, other.Gift, other.IncludedTax)
        && Discounts.SequenceEqual(other.Discounts);

    public override int GetHashCode() => HashCode.Combine(LineId, VariantId, Units, Total);
}

/// <summary>What one discount takes off one line.</summary>
/// <param name="DiscountId">The rule.</param>
/// <param name="Label">What the shopper reads.</param>
/// <param name="Amount">Positive: this much less.</param>
public sealed record DiscountShare(string DiscountId, string Label, Money Amount);

/// <summary>A bundle in a quote.</summary>
/// <param name="LineId">The cart line it was.</param>
/// <param name="Version">Of the definition.</param>
/// <param name="Units">How many of the bundle.</param>
/// <param name="Price">What all of them cost before discounts: the sum of the components' subtotals.</param>
/// <param name="ListPrice">What the components cost by themselves.</param>
public sealed record QuoteBundle(string LineId, string Code, int Version, string Title, int Units, Money Price, Money ListPrice);

/// <summary>Tax of one rate.</summary>
/// <param name="PartsPerMillion">200000 is 20 %.</param>
/// <param name="Net">What it is taken on, without the tax.</param>
/// <param name="Included">Whether it is in the prices already; else it is added.</param>
public sealed record TaxAmount(string Class, string Name, int PartsPerMillion, Money Net, Money Amount, bool Included);

/// <summary>A coupon that took something off.</summary>
/// <param name="Amount">All it took off, shipping included; positive.</param>
public sealed record AppliedCoupon(string Code, string DiscountId, Money Amount);

/// <summary>The way of sending that was chosen, and what it costs.</summary>
/// <param name="Method">The method's id, e.g. <c>standard</c>.</param>
/// <param name="Amount">Before discounts.</param>
/// <param name="Label">What the shopper reads.</param>
public sealed record QuoteShipping(string Method, string Label, Money Amount);
