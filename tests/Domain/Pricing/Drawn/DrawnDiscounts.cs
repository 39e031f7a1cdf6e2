using Commerce.Domain.Discounts;
using Commerce.Domain.Pricing;
using Commerce.Domain.Specs.Pricing.Reference;
using static Commerce.Domain.Discounts.DiscountEffect;

namespace Commerce.Domain.Specs.Pricing.Drawn;

internal static class DrawnDiscounts
{
    public static readonly string[] Tags = ["red", "blue"];
    public static readonly Guid[] Places = [new(1, 1, 1, [1, 1, 1, 1, 1, 1, 1, 1]), new(2, 2, 2, [2, 2, 2, 2, 2, 2, 2, 2])];

    public static DiscountRule Rule(Draw draw, int i, List<Goods> goods)
    {
        var stacking = draw.One(Stacking.Stackable, Stacking.Stackable, Stacking.Stackable, Stacking.BestOfGroup, Stacking.BestOfGroup, Stacking.Exclusive, Stacking.StopAfter);
        return new(
            $"rule-{i}", $"Rule {i}", Effect(draw, goods), Selector(draw, goods), When(draw), draw.One(50, 100, 100), draw.Chance(10) ? DrawnShop.Noon.AddHours(draw.Int(-1, 1)) : null,
            draw.Chance(10) ? DrawnShop.Noon.AddHours(draw.Int(-1, 1)) : null, stacking, stacking == Stacking.BestOfGroup ? draw.One("g1", "g2") : null,
            draw.Chance(25) ? new([$"CODE{i}"]) : null, draw.Chance(20) ? Amounts(draw) : null, draw.Chance(20) ? draw.Int(1, 4) : null, draw.Chance(5) ? new(PerCustomer: 1) : null);
    }

    /// <summary>One that goes with all others and wants nothing of the basket: for some items or for the whole order.</summary>
    public static DiscountRule Plain(Draw draw, int i, List<Goods> goods)
    {
        DiscountEffect effect = draw.Int(0, 4) switch
        {
            0 => new ItemAmount(Everywhere(draw)),
            1 => new ItemFixedPrice(Everywhere(draw)),
            2 => new OrderPercent(draw.Int(0, 10_000)),
            3 => new OrderAmount(Everywhere(draw)),
            _ => new ItemPercent(draw.Int(0, 10_000)),
        };

        return new($"plain-{i}", $"Plain {i}", effect, effect.Phase == DiscountPhase.Order ? ProductSelector.Everything : Selector(draw, goods), DiscountConditions.Always, draw.Int(0, 9));
    }

    public static List<PresentedCoupon> Coupons(Draw draw, ReferenceShop shop) =>
    [
        .. shop.Discounts.Discounts.Where(rule => rule.Coupons is not null && draw.Chance(70)).Select(rule => new PresentedCoupon(rule.Coupons!.Codes[0], rule.Code, draw.Chance(10) ? CouponRefusal.LimitReached : null)),
        .. draw.Some(10, new[] { new PresentedCoupon("NONSENSE", null) }),
        .. draw.Some(10, shop.Discounts.Discounts.Where(rule => rule.Coupons is not null)).Select(rule => new PresentedCoupon($"AGAIN-{rule.Code}", rule.Code)),
    ];

    /// <summary>Some have little money left, or none.</summary>
    public static List<MoneyLeft> Left(Draw draw, ReferenceShop shop) =>
        [.. draw.Some(15, shop.Discounts.Discounts).Select(rule => new MoneyLeft(rule.Code, new(draw.Chance(20) ? 0 : draw.Cheap(), draw.One("EUR", "EUR", "EUR", "JPY"))))];

    private static DiscountEffect Effect(Draw draw, List<Goods> goods) => draw.Int(0, 13) switch
    {
        0 => new ItemPercent(draw.Int(0, 10_000)),
        1 => new ItemAmount(Amounts(draw)),
        2 => new ItemFixedPrice(Amounts(draw)),
        3 => new QuantityTiers([new(draw.Int(1, 3), draw.Int(0, 5_000)), new(draw.Int(4, 9), draw.Int(0, 10_000))]),
        4 or 5 => new BuyGet(
            draw.Int(1, 2), draw.Int(1, 2), draw.Chance(40) ? Selector(draw, goods) : null, draw.One(10_000, 5_000, 3_333),
            draw.One(TakesFirst.Cheapest, TakesFirst.Dearest), draw.Chance(30) ? draw.Int(1, 2) : null),
        6 or 7 => Offer(draw, goods),
        8 => new GiftItem(draw.One(goods).VariantId, draw.Int(1, 2)),
        9 => new OrderPercent(draw.Int(0, 10_000)),
        10 => new OrderAmount(Amounts(draw)),
        11 => new SpendTiers([new(Amounts(draw), draw.Int(0, 5_000), null), new(Amounts(draw), null, Amounts(draw))]),
        _ => draw.Chance(50) ? new ShippingPercent(draw.Int(0, 10_000), draw.Some(30, ["ship-0", "ship-1"])) : new ShippingAmount(Amounts(draw), []),
    };

    private static BundleOffer Offer(Draw draw, List<Goods> goods)
    {
        var parts = draw.Many(1, 3, _ => new OfferPart(Selector(draw, goods), draw.Int(1, 2)));
        return draw.Chance(50) ? new(parts, draw.Int(0, 10_000), null, draw.Chance(20) ? 1 : null) : new(parts, null, Amounts(draw), draw.Chance(20) ? 1 : null);
    }

    private static DiscountConditions When(Draw draw) => draw.Chance(50) ? DiscountConditions.Always : new(
        draw.Chance(15) ? ["staff"] : null, draw.Chance(15) ? ["web"] : null, draw.Chance(15) ? ["EUR"] : null, draw.Chance(15) ? ["DE", "FR"] : null,
        draw.Chance(15) ? [new(DayOfWeek.Wednesday, new(11, 30), new(12, 30))] : null, draw.Chance(10), draw.Chance(10), draw.Chance(25) ? Amounts(draw) : null, draw.Chance(20) ? draw.Int(1, 4) : null);

    private static ProductSelector Selector(Draw draw, List<Goods> goods, bool mayExcept = true) => draw.Chance(35) ? ProductSelector.Everything : new(
        draw.Some(35, goods.Select(one => one.VariantId)), draw.Some(10, goods.Select(one => one.ProductId).Distinct()), draw.Some(20, Places), draw.Some(20, Places), draw.Some(30, Tags),
        mayExcept && draw.Chance(20) ? Selector(draw, goods, mayExcept: false) : null);

    private static Dictionary<string, long> Everywhere(Draw draw) => new() { ["EUR"] = draw.Cheap(), ["JPY"] = draw.Cheap(), ["KWD"] = draw.Cheap() };

    private static Dictionary<string, long> Amounts(Draw draw) => Everywhere(draw).Where(_ => draw.Chance(90)).ToDictionary();
}
