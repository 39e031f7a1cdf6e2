namespace Commerce.Domain.Pricing;

/// <summary>What is to be priced, with all the engine has to know of the goods: it looks nothing up but rules and prices.</summary>
/// <param name="ShippingMethod">The chosen method's code; null before one is chosen.</param>
/// <param name="Coupons">The codes that were entered, in their order.</param>
/// <param name="Spent">Discounts whose uses or money are spent, for everybody or for this customer.</param>
/// <param name="Left">What is left of the money of discounts that may only take off so much in all.</param>
public sealed record Basket(
    IReadOnlyList<BasketLine> Lines,
    string? ShippingMethod = null,
    IReadOnlyList<PresentedCoupon>? Coupons = null,
    IReadOnlyList<string>? Spent = null,
    IReadOnlyList<MoneyLeft>? Left = null);

/// <summary>What is left of a discount's money in one currency: the most it takes off a basket.</summary>
public sealed record MoneyLeft(string Discount, Money Left);

/// <summary>A line to be priced: units of one variant, or of a bundle with its choice.</summary>
/// <param name="LineId">Unique in the basket. Equal input in another order of lines costs the same.</param>
/// <param name="Units">At least 1.</param>
/// <param name="Goods">What it is; null for a bundle.</param>
/// <param name="Bundle">The bundle and what was chosen; null for a single variant.</param>
public sealed record BasketLine(string LineId, int Units, Goods? Goods, BundleChoice? Bundle = null);

/// <summary>What rules may ask of a variant. One instance serves every pricing of the same catalogue version.</summary>
/// <param name="Title">What the shopper reads: the product's title and the variant's options.</param>
/// <param name="WeightGrams">Of one unit.</param>
/// <param name="TaxClass">A tax class's code.</param>
/// <param name="Categories">Those it stands on and all above them.</param>
public sealed record Goods(
    string VariantId,
    Guid ProductId,
    string Sku,
    string Title,
    int WeightGrams,
    string TaxClass,
    IReadOnlyList<Guid> Categories,
    IReadOnlyList<Guid> Collections,
    IReadOnlyList<string> Tags)
{
    /// <summary>The class of goods that say nothing of it.</summary>
    public const string StandardTax = "standard";
}

/// <summary>A bundle as it was chosen, valid for its definition (see <c>BundleSelection</c>).</summary>
/// <param name="Version">Of the definition the choice was made under.</param>
/// <param name="Picks">In the order of the definition's sets and options.</param>
public sealed record BundleChoice(string BundleCode, int Version, IReadOnlyList<BundlePick> Picks);

/// <summary>One option of a set that was chosen.</summary>
/// <param name="Times">How often it was picked for one bundle; units of the variant = times × the option's quantity.</param>
/// <param name="Goods">The variant that stands for the option.</param>
public sealed record BundlePick(string Set, string Option, int Times, Goods Goods);

/// <summary>A coupon code that was entered, with what the books know of it.</summary>
/// <param name="Code">Trimmed, upper-case.</param>
/// <param name="Discount">The discount it opens; null when no discount knows the code.</param>
/// <param name="Refused">Why its uses do not allow it, e.g. <c>limit_reached</c>; null when they do.</param>
/// <param name="MostUses">Orders this one code may be used for; null: as many as its discount.</param>
public sealed record PresentedCoupon(string Code, string? Discount, string? Refused = null, int? MostUses = null);
