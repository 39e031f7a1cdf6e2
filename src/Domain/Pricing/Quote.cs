namespace Commerce.Domain.Pricing;

/// <summary>
/// What a cart costs, frozen: the prices, discounts, shipping and tax of one moment and what each line bears of them. Charged = this total = the sum of its lines
/// and its shipping. Orders keep it for ever; refunds read it and never compute a promotion anew. All amounts are in <see cref="Currency"/>.
/// </summary>
/// <param name="Lines">In cart order; only lines that have a price.</param>
/// <param name="Shipping">Null until a method is chosen, or when nothing is to be sent.</param>
/// <param name="Subtotal">Sum of the lines' subtotals, before discounts.</param>
/// <param name="DiscountTotal">What all discounts take off together; never negative.</param>
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
    public bool Equals(Quote? other) => other is not null
        && (Currency, Shipping, Subtotal, DiscountTotal, ShippingTotal) == (other.Currency, other.Shipping, other.Subtotal, other.DiscountTotal, other.ShippingTotal)
        && (Tax, Total, PriceVersion, Rounding) == (other.Tax, other.Total, other.PriceVersion, other.Rounding)
        && Lines.SequenceEqual(other.Lines);

    public override int GetHashCode() => HashCode.Combine(Currency, Lines.Count, Total, PriceVersion);

    /// <summary>Units each variant takes from stock, over all lines.</summary>
    public IReadOnlyDictionary<string, int> UnitsByVariant() =>
        Lines.GroupBy(line => line.VariantId, line => line.Units).ToDictionary(variant => variant.Key, variant => variant.Sum(), StringComparer.Ordinal);
}

/// <summary>One line of a quote.</summary>
/// <param name="LineId">The cart line it was.</param>
/// <param name="Title">What the shopper read, e.g. the product's title and the variant's options.</param>
/// <param name="UnitPrice">What one unit costs this buyer before discounts.</param>
/// <param name="ListPrice">What it costs everyone; equal to <paramref name="UnitPrice"/> unless a list lowers it.</param>
/// <param name="Subtotal">Unit price × units.</param>
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
    /// <summary>What the first <paramref name="units"/> units are worth; for all of them exactly <see cref="Total"/>.</summary>
    public Money Worth(int units, Rounding rounding) => Total with { Amount = Allocation.Share(Total.Amount, units, Units, rounding) };

    public bool Equals(QuoteLine? other) => other is not null
        && (LineId, VariantId, Sku, Title, Units) == (other.LineId, other.VariantId, other.Sku, other.Title, other.Units)
        && (UnitPrice, ListPrice, Subtotal, Tax, Total) == (other.UnitPrice, other.ListPrice, other.Subtotal, other.Tax, other.Total)
        && Discounts.SequenceEqual(other.Discounts);

    public override int GetHashCode() => HashCode.Combine(LineId, VariantId, Units, Total);
}

/// <summary>What one discount takes off one line.</summary>
/// <param name="DiscountId">The rule.</param>
/// <param name="Label">What the shopper reads.</param>
/// <param name="Amount">Positive: this much less.</param>
public sealed record DiscountShare(string DiscountId, string Label, Money Amount);

/// <summary>The way of sending that was chosen, and what it costs.</summary>
/// <param name="Method">The method's id, e.g. <c>standard</c>.</param>
/// <param name="Label">What the shopper reads.</param>
public sealed record QuoteShipping(string Method, string Label, Money Amount);
