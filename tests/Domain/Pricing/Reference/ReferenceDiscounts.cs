using System.Numerics;
using Commerce.Domain.Discounts;
using Commerce.Domain.Pricing;
using static Commerce.Domain.Discounts.DiscountEffect;

namespace Commerce.Domain.Specs.Pricing.Reference;

/// <summary>One pass of the discounts over a basket, with the rules of exclusion groups that may take part in it.</summary>
internal sealed class ReferenceDiscounts(ReferenceShop shop, Basket basket, BuyerContext buyer, List<ReferenceLine> lines, Func<DiscountRule, bool> allowed, BigInteger subtotal)
{
    private readonly ReferenceMarks marks = new(lines, buyer);
    private bool isClosed;

    /// <summary>What the rules that applied took off.</summary>
    public Dictionary<DiscountRule, BigInteger> Applied { get; } = [];

    public List<ReferenceLine> Gifts { get; } = [];

    public List<(DiscountRule Rule, BigInteger Off)> OffShipping { get; } = [];

    public ReferenceShipping? Shipping { get; private set; }

    public BigInteger ShippingLeft => (Shipping?.Amount ?? 0) - OffShipping.Aggregate(BigInteger.Zero, (all, off) => all + off.Off);

    /// <summary>What the basket costs, what gifts are worth counted as saved.</summary>
    public BigInteger Cost => lines.Aggregate(ShippingLeft, (all, line) => all + line.Left) - Gifts.Aggregate(BigInteger.Zero, (all, gift) => all + gift.Subtotal);

    public void Run()
    {
        foreach (var phase in Enum.GetValues<DiscountPhase>())
        {
            foreach (var line in lines)
                (line.Start, line.Used) = (line.Left, 0);
            if (phase == DiscountPhase.Shipping)
                Shipping = ReferenceShipping.Of(shop, basket, buyer, [.. lines, .. Gifts], subtotal + Gifts.Aggregate(BigInteger.Zero, (all, gift) => all + gift.Subtotal));

            foreach (var rule in shop.Discounts.Discounts.Where(rule => rule.Effect.Phase == phase && IsEligible(rule) && allowed(rule)).OrderBy(rule => rule.Priority).ThenBy(rule => rule.Code, StringComparer.Ordinal))
                if (!isClosed && (rule.Stacking != Stacking.Exclusive || Applied.Count == 0) && Apply(rule))
                {
                    isClosed = rule.Stacking == Stacking.Exclusive;
                    if (rule.Stacking == Stacking.StopAfter)
                        break;
                }
        }
    }

    public bool IsEligible(DiscountRule rule)
    {
        var when = rule.When;
        var now = buyer.Instant.UtcDateTime;
        bool Empty<T>(IReadOnlyList<T>? list) => list is null or [];
        return !(rule.From > buyer.Instant) && !(rule.To <= buyer.Instant)
            && basket.Spent?.Contains(rule.Code) is not true
            && !(MoneyLeft(rule) <= 0)
            && (rule.Coupons is null || basket.Coupons?.Any(coupon => coupon.Discount == rule.Code && coupon.Refused is null) is true)
            && (Empty(when.Currencies) || when.Currencies!.Contains(buyer.Currency))
            && (when.MinSpend is null || when.MinSpend.ContainsKey(buyer.Currency))
            && (Named(rule.Effect)?.ContainsKey(buyer.Currency) ?? true)
            && (Empty(when.Channels) || when.Channels!.Contains(buyer.Channel))
            && (Empty(when.Countries) || (buyer.Country is { } country && when.Countries!.Contains(country)))
            && (Empty(when.Weekly) || when.Weekly!.Any(window => window.From < window.To && window.Day == now.DayOfWeek && TimeOnly.FromDateTime(now) >= window.From && TimeOnly.FromDateTime(now) < window.To))
            && (!when.SignedIn && rule.Budget?.PerCustomer is null || buyer.IsFirstOrder is not null)
            && (!when.FirstOrder || buyer.IsFirstOrder is true)
            && (Empty(when.Groups) || when.Groups!.Intersect(buyer.MemberOf).Any())
            && lines.Any(line => rule.Target.Matches(line.Goods));
    }

    private static IReadOnlyDictionary<string, long>? Named(DiscountEffect effect) => effect switch
    {
        ItemAmount e => e.Off,
        ItemFixedPrice e => e.Price,
        BundleOffer { Percent: null } e => e.Price,
        OrderAmount e => e.Off,
        ShippingAmount e => e.Off,
        _ => null,
    };

    private bool Apply(DiscountRule rule)
    {
        var target = lines.Where(line => rule.Target.Matches(line.Goods)).ToList();
        var (spend, units) = (target.Aggregate(BigInteger.Zero, (all, line) => all + line.Left), target.Sum(line => (long)line.Units));
        if ((rule.When.MinSpend is { } minimum && spend < minimum[buyer.Currency]) || units < rule.When.MinUnits)
            return false;

        return rule.Effect switch
        {
            GiftItem gift => Give(rule, gift),
            ShippingPercent or ShippingAmount => TakeOffShipping(rule),
            ItemPercent e => Each(rule, marks.Targets(rule), mark => Percent(mark.Worth, e.Percent)),
            ItemAmount e => Each(rule, marks.Targets(rule), mark => BigInteger.Min(mark.Worth, new BigInteger(e.Off[buyer.Currency]) * mark.Units)),
            ItemFixedPrice e => Each(rule, marks.Targets(rule), mark => BigInteger.Max(0, mark.Worth - new BigInteger(e.Price[buyer.Currency]) * mark.Units)),
            QuantityTiers e => e.Tiers.LastOrDefault(tier => tier.From <= units) is { } tier && Each(rule, marks.Targets(rule), mark => Percent(mark.Worth, tier.Percent)),
            OrderPercent e => Together(rule, marks.Targets(rule), worth => Percent(worth, e.Percent)),
            OrderAmount e => Together(rule, marks.Targets(rule), worth => BigInteger.Min(worth, e.Off[buyer.Currency])),
            SpendTiers e => e.Tiers.LastOrDefault(tier => tier.From.TryGetValue(buyer.Currency, out var from) && from <= spend) is { } tier
                && Together(rule, marks.Targets(rule), worth => tier.Off?.TryGetValue(buyer.Currency, out var off) is true ? BigInteger.Min(worth, off) : Percent(worth, tier.Percent ?? 0)),
            BuyGet e => marks.BuyGet(rule, e) is { } got && Each(rule, got, mark => Percent(mark.Worth, e.Percent)),
            BundleOffer { Percent: { } percent } e => marks.Sets(rule, e, null) is { } sets && Each(rule, sets.Marks, mark => Percent(mark.Worth, percent)),
            BundleOffer e => marks.Sets(rule, e, e.Price![buyer.Currency]) is { } sets
                && Together(rule, sets.Marks, worth => BigInteger.Max(0, worth - new BigInteger(e.Price[buyer.Currency]) * sets.Times)),
            _ => throw new NotSupportedException(),
        };
    }

    private BigInteger Percent(BigInteger worth, int basisPoints) => Exact.Round(worth * basisPoints, 10_000, buyer.Rounding);

    private BigInteger? MoneyLeft(DiscountRule rule) => basket.Left?.FirstOrDefault(left => left.Discount == rule.Code && left.Left.Currency == buyer.Currency)?.Left.Amount;

    private BigInteger Capped(DiscountRule rule, BigInteger off)
    {
        var capped = rule.MostOff?.TryGetValue(buyer.Currency, out var most) is true ? BigInteger.Min(most, off) : off;
        return MoneyLeft(rule) is { } left ? BigInteger.Min(left, capped) : capped;
    }

    /// <summary>Each by itself; more than the most is shared out again in the same proportions.</summary>
    private bool Each(DiscountRule rule, List<ReferenceMark> marked, Func<ReferenceMark, BigInteger> off)
    {
        List<BigInteger> offs = [.. marked.Select(off)];
        var sum = offs.Aggregate(BigInteger.Zero, (all, one) => all + one);
        return TakeOff(rule, marked, Capped(rule, sum) < sum ? Exact.Share(Capped(rule, sum), offs) : offs);
    }

    /// <summary>All together, shared out by what they are worth.</summary>
    private bool Together(DiscountRule rule, List<ReferenceMark> marked, Func<BigInteger, BigInteger> off) =>
        TakeOff(rule, marked, Exact.Share(Capped(rule, off(marked.Aggregate(BigInteger.Zero, (all, mark) => all + mark.Worth))), [.. marked.Select(mark => mark.Worth)]));

    private bool TakeOff(DiscountRule rule, List<ReferenceMark> marked, List<BigInteger> offs)
    {
        var sum = offs.Aggregate(BigInteger.Zero, (all, one) => all + one);
        if (sum.Sign <= 0)
            return false;

        foreach (var (mark, off) in marked.Zip(offs))
        {
            mark.Line.Used += mark.Units + mark.Bought;
            if (!off.IsZero)
                mark.Line.Offs.Add((rule, off));
        }

        Applied[rule] = sum;
        return true;
    }

    private bool TakeOffShipping(DiscountRule rule)
    {
        var (methods, most) = rule.Effect switch
        {
            ShippingPercent e => (e.Methods, Percent(ShippingLeft, e.Percent)),
            ShippingAmount e => (e.Methods, BigInteger.Min(ShippingLeft, e.Off[buyer.Currency])),
            _ => throw new NotSupportedException(),
        };
        if (Shipping is null || (methods.Count > 0 && !methods.Contains(Shipping.Table.Code)) || Capped(rule, most) is var off && off.Sign <= 0)
            return false;

        OffShipping.Add((rule, off));
        Applied[rule] = off;
        return true;
    }

    private bool Give(DiscountRule rule, GiftItem gift)
    {
        var units = Math.Min(gift.Units, rule.MostUnits ?? gift.Units);
        var before = subtotal + Gifts.Aggregate(BigInteger.Zero, (all, given) => all + given.Subtotal);
        if (!shop.Gifts.TryGetValue(gift.VariantId, out var goods) || new ReferencePrices(shop, buyer).Of(gift.VariantId, units) is not { } price
            || Capped(rule, price.Amount) < price.Amount || before + price.Amount > PricingEngine.Ceiling)
            return false;

        var line = new ReferenceLine($"gift:{rule.Code}", goods, units, price.Unit, price.List, price.Amount) { Gift = rule.Code };
        if (!price.Amount.IsZero)
            line.Offs.Add((rule, price.Amount));
        Gifts.Add(line);
        Applied[rule] = price.Amount;
        return true;
    }
}
