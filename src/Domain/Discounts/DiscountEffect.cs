using System.Text.Json.Serialization;
using Commerce.Domain.Pricing;

namespace Commerce.Domain.Discounts;

/// <summary>What a discount takes off. Percentages are basis points, 0 to 10000; amounts are minor units by ISO 4217 currency, and a currency that is missing gets nothing.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(ItemPercent), "item_percent")]
[JsonDerivedType(typeof(ItemAmount), "item_amount")]
[JsonDerivedType(typeof(ItemFixedPrice), "item_fixed_price")]
[JsonDerivedType(typeof(QuantityTiers), "quantity_tiers")]
[JsonDerivedType(typeof(BuyGet), "buy_x_get_y")]
[JsonDerivedType(typeof(BundleOffer), "bundle_offer")]
[JsonDerivedType(typeof(GiftItem), "gift_item")]
[JsonDerivedType(typeof(OrderPercent), "order_percent")]
[JsonDerivedType(typeof(OrderAmount), "order_amount")]
[JsonDerivedType(typeof(SpendTiers), "spend_tiers")]
[JsonDerivedType(typeof(ShippingPercent), "shipping_percent")]
[JsonDerivedType(typeof(ShippingAmount), "shipping_amount")]
public abstract record DiscountEffect
{
    private DiscountEffect() { }

    /// <summary>When it is applied; earlier phases first.</summary>
    [JsonIgnore]
    public DiscountPhase Phase => this switch
    {
        ItemPercent or ItemAmount or ItemFixedPrice or QuantityTiers => DiscountPhase.Item,
        BuyGet or BundleOffer or GiftItem => DiscountPhase.BuyGet,
        OrderPercent or OrderAmount or SpendTiers => DiscountPhase.Order,
        _ => DiscountPhase.Shipping,
    };

    /// <summary>Off each line, rounded once for it.</summary>
    public sealed record ItemPercent(int Percent) : DiscountEffect;

    /// <summary>Off each unit, at most what it costs.</summary>
    public sealed record ItemAmount(IReadOnlyDictionary<string, long> Off) : DiscountEffect
    {
        public bool Equals(ItemAmount? other) => other is not null && Amounts.Same(Off, other.Off);

        public override int GetHashCode() => Off.Count;
    }

    /// <summary>Each unit costs this, if it costs more.</summary>
    public sealed record ItemFixedPrice(IReadOnlyDictionary<string, long> Price) : DiscountEffect
    {
        public bool Equals(ItemFixedPrice? other) => other is not null && Amounts.Same(Price, other.Price);

        public override int GetHashCode() => Price.Count;
    }

    /// <summary>A percentage off each line by the units of all target goods together; the last tier reached counts, before the first nothing.</summary>
    public sealed record QuantityTiers(IReadOnlyList<UnitTier> Tiers) : DiscountEffect
    {
        public bool Equals(QuantityTiers? other) => other is not null && Tiers.SequenceEqual(other.Tiers);

        public override int GetHashCode() => Tiers.Count;
    }

    /// <summary>
    /// Who buys X gets Y cheaper, as often as it goes whole. The target goods are X; bundle components count. Bought and got units are used up: no other offer has them. Goods that could be both are got
    /// only while enough remain to be bought.
    /// </summary>
    /// <param name="Buy">Units of X, at least 1. They stay at their price.</param>
    /// <param name="Get">Units of Y for each X bought, at least 1.</param>
    /// <param name="Gets">Which goods Y may be; null: X again.</param>
    /// <param name="Percent">What Y is made cheaper by; 10000 is free.</param>
    /// <param name="Takes">Which units of Y.</param>
    /// <param name="MostTimes">In one basket; null: as often as it goes.</param>
    public sealed record BuyGet(int Buy, int Get, ProductSelector? Gets = null, int Percent = 10_000, TakesFirst Takes = TakesFirst.Cheapest, int? MostTimes = null) : DiscountEffect;

    /// <summary>
    /// These goods together are cheaper, as often as a whole set of them is in the basket, of units no other offer used, the dearest first. The parts alone say which goods are made cheaper; the target counts for
    /// conditions only. With a price, a set is added as long as each takes more off.
    /// </summary>
    /// <param name="Parts">Units of goods that make up one set; at most <see cref="MostParts"/>. They may want the same goods.</param>
    /// <param name="Percent">Basis points off the set; null when a price is given.</param>
    /// <param name="Price">What the set costs, if it costs more; null when a percentage is given.</param>
    public sealed record BundleOffer(IReadOnlyList<OfferPart> Parts, int? Percent = null, IReadOnlyDictionary<string, long>? Price = null, int? MostTimes = null) : DiscountEffect
    {
        public const int MostParts = 6;

        public bool Equals(BundleOffer? other) => other is not null
            && (Percent, MostTimes) == (other.Percent, other.MostTimes) && Parts.SequenceEqual(other.Parts) && Amounts.Same(Price, other.Price);

        public override int GetHashCode() => HashCode.Combine(Parts.Count, Percent);
    }

    /// <summary>
    /// Units of this variant come free, once a basket: a line of their own (<see cref="QuoteLine.Gift"/>) with its price and a discount of the same size.
    /// The caller hands the engine the <see cref="Goods"/> of every gift the rules name; a gift that is missing there is not given.
    /// </summary>
    public sealed record GiftItem(string VariantId, int Units = 1) : DiscountEffect;

    /// <summary>Off the target goods together, rounded once, capped, and shared out by what each line has left.</summary>
    public sealed record OrderPercent(int Percent) : DiscountEffect;

    /// <summary>Off the target goods together, at most what they cost.</summary>
    public sealed record OrderAmount(IReadOnlyDictionary<string, long> Off) : DiscountEffect
    {
        public bool Equals(OrderAmount? other) => other is not null && Amounts.Same(Off, other.Off);

        public override int GetHashCode() => Off.Count;
    }

    /// <summary>By what the target goods come to; the last tier reached counts.</summary>
    public sealed record SpendTiers(IReadOnlyList<SpendTier> Tiers) : DiscountEffect
    {
        public bool Equals(SpendTiers? other) => other is not null && Tiers.SequenceEqual(other.Tiers);

        public override int GetHashCode() => Tiers.Count;
    }

    /// <param name="Methods">Shipping methods; empty: all. 10000 is free shipping.</param>
    public sealed record ShippingPercent(int Percent, IReadOnlyList<string>? Methods = null) : DiscountEffect
    {
        public IReadOnlyList<string> Methods { get; init; } = Methods ?? [];

        public bool Equals(ShippingPercent? other) => other is not null && Percent == other.Percent && Methods.SequenceEqual(other.Methods);

        public override int GetHashCode() => HashCode.Combine(Percent, Methods.Count);
    }

    /// <param name="Methods">Shipping methods; empty: all.</param>
    public sealed record ShippingAmount(IReadOnlyDictionary<string, long> Off, IReadOnlyList<string>? Methods = null) : DiscountEffect
    {
        public IReadOnlyList<string> Methods { get; init; } = Methods ?? [];

        public bool Equals(ShippingAmount? other) => other is not null && Amounts.Same(Off, other.Off) && Methods.SequenceEqual(other.Methods);

        public override int GetHashCode() => HashCode.Combine(Off.Count, Methods.Count);
    }
}

public enum DiscountPhase
{
    Item,
    BuyGet,
    Order,
    Shipping,
}

public enum TakesFirst
{
    Cheapest,
    Dearest,
}

/// <param name="From">Units, inclusive.</param>
/// <param name="Percent">Basis points.</param>
public sealed record UnitTier(int From, int Percent);

/// <param name="From">ISO 4217 → minor units, inclusive. A currency that is missing never reaches the tier.</param>
/// <param name="Percent">Basis points; null when an amount is given.</param>
/// <param name="Off">ISO 4217 → minor units; null when a percentage is given.</param>
public sealed record SpendTier(IReadOnlyDictionary<string, long> From, int? Percent = null, IReadOnlyDictionary<string, long>? Off = null)
{
    public bool Equals(SpendTier? other) => other is not null && Percent == other.Percent && Amounts.Same(From, other.From) && Amounts.Same(Off, other.Off);

    public override int GetHashCode() => HashCode.Combine(From.Count, Percent);
}

/// <param name="Units">At least 1.</param>
public sealed record OfferPart(ProductSelector Goods, int Units);
