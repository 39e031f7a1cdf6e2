using Commerce.Domain.Discounts;
using Commerce.Domain.Pricing;
using CsCheck;
using static Commerce.Domain.Discounts.DiscountEffect;

namespace Commerce.Domain.Specs.Discounts;

/// <summary>Discounts and baskets by chance, small enough that they meet one another.</summary>
internal static class RandomDiscounts
{
    private static readonly string[] Variants = ["shirt", "hat", "socks", "mug", "coat", "sticker"];

    public static readonly Gen<BasketLine[]> Lines = Gen.Select(Pick.From(Variants), Gen.Int[1, 5]).Array[1, 6]
        .Select(lines => lines.Select((line, i) => new BasketLine($"line-{i}", line.Item2, Promotions.Goods(line.Item1))).ToArray());

    public static readonly Gen<IReadOnlyDictionary<string, long>> Prices =
        Gen.OneOf(Gen.Long[0, 30], Gen.Long[0, 5000]).Array[Variants.Length].Select(prices => (IReadOnlyDictionary<string, long>)Variants.Zip(prices).ToDictionary(pair => pair.First, pair => pair.Second));

    private static readonly Gen<ProductSelector> Selectors = Gen.Frequency(
        (3, Gen.Const(ProductSelector.Everything)),
        (3, Pick.From(Variants).Array[1, 3].Select(variants => Promotions.Only(variants))),
        (1, Pick.From(Variants).Select(variant => new ProductSelector([], [], [], [], ["s"], Promotions.Only(variant)))));

    private static readonly Gen<int> Percents = Gen.OneOf(Gen.Int[0, 10_000], Pick.From(1000, 2500, 3333, 5000, 10_000));

    private static readonly Gen<Dictionary<string, long>> Amounts = Gen.OneOf(Gen.Long[0, 20], Gen.Long[0, 3000]).Select(Promotions.Euro);

    private static readonly Gen<DiscountEffect> Item = Gen.OneOf(
        Percents.Select(DiscountEffect (percent) => new ItemPercent(percent)),
        Amounts.Select(DiscountEffect (amount) => new ItemAmount(amount)),
        Amounts.Select(DiscountEffect (amount) => new ItemFixedPrice(amount)),
        Gen.Select(Percents, Percents, DiscountEffect (few, many) => new QuantityTiers([new(2, few), new(5, many)])));

    private static readonly Gen<DiscountEffect> Offer = Gen.OneOf(
        Gen.Select(Gen.Int[1, 3], Gen.Int[1, 2], Selectors, Percents, Gen.Enum<TakesFirst>(), DiscountEffect (buy, get, gets, percent, takes) => new BuyGet(buy, get, gets, percent, takes)),
        Gen.Select(Parts, Percents, DiscountEffect (parts, percent) => new BundleOffer(parts, percent, null)),
        Gen.Select(Parts, Amounts, DiscountEffect (parts, price) => new BundleOffer(parts, null, price)),
        Gen.Select(Pick.From("mug", "sticker", "priceless"), Gen.Int[1, 2], DiscountEffect (variant, units) => new GiftItem(variant, units)));

    private static readonly Gen<DiscountEffect> Order = Gen.OneOf(
        Percents.Select(DiscountEffect (percent) => new OrderPercent(percent)), Amounts.Select(DiscountEffect (amount) => new OrderAmount(amount)));

    private static readonly Gen<DiscountEffect> Tiers =
        Gen.Select(Percents, Amounts, DiscountEffect (percent, amount) => new SpendTiers([new(Promotions.Euro(1000), percent, null), new(Promotions.Euro(5000), null, amount)]));

    /// <summary>Any rule at all.</summary>
    public static readonly Gen<DiscountRule> Any = Gen.Select(
        Gen.Select(Gen.OneOf(Item, Offer, Order, Tiers), Selectors, Gen.Int[1, 3], Gen.Enum<Stacking>()),
        Gen.Select(Maybe(Amounts), Pick.OrNot(Gen.Int[1, 6]), Maybe(Amounts), Pick.OrNot(Gen.Int[1, 6]), Pick.From("a", "b")),
        (what, how) => new DiscountRule("", "", what.Item1, what.Item2, new(MinSpend: how.Item1, MinUnits: how.Item2), what.Item3)
        {
            Stacking = what.Item4,
            ExclusionGroup = what.Item4 == Stacking.BestOfGroup ? how.Item5 : null,
            MostOff = how.Item3,
            MostUnits = how.Item4,
        });

    /// <summary>A rule that looks at nothing but what it takes from, each line by itself or all of them together: it never takes less than it would have where there is less.</summary>
    public static readonly Gen<DiscountRule> Steady = Gen.Select(
        Gen.OneOf(Gen.Select(Item, Selectors), Order.Select(effect => (effect, ProductSelector.Everything))), Gen.Int[1, 3], Gen.Bool,
        (what, priority, isGrouped) => new DiscountRule("", "", what.Item1, what.Item2, DiscountConditions.Always, priority)
        {
            Stacking = isGrouped ? Stacking.BestOfGroup : Stacking.Stackable,
            ExclusionGroup = isGrouped ? "a" : null,
        });

    public static Gen<DiscountRule[]> Some(Gen<DiscountRule> rules) => rules.Array[0, 6].Select(some => some.Select((rule, i) => rule with { Code = $"rule-{i}" }).ToArray());

    private static Gen<OfferPart[]> Parts => Gen.Select(Selectors, Gen.Int[1, 2], (goods, units) => new OfferPart(goods, units)).Array[1, 3];

    private static Gen<IReadOnlyDictionary<string, long>?> Maybe(Gen<Dictionary<string, long>> amounts) =>
        Gen.Frequency((3, Gen.Const((IReadOnlyDictionary<string, long>?)null)), (1, amounts.Select(IReadOnlyDictionary<string, long>? (some) => some)));
}
