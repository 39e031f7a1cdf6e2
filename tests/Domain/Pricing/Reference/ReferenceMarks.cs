using System.Numerics;
using Commerce.Domain.Discounts;
using Commerce.Domain.Pricing;
using static Commerce.Domain.Discounts.DiscountEffect;

namespace Commerce.Domain.Specs.Pricing.Reference;

/// <param name="Units">Made cheaper.</param>
/// <param name="Worth">What these are worth.</param>
/// <param name="Bought">Used, and left at their price.</param>
internal sealed record ReferenceMark(ReferenceLine Line, int Units, BigInteger Worth, int Bought = 0);

/// <summary>Which units a rule makes cheaper, found unit by unit.</summary>
internal sealed class ReferenceMarks(List<ReferenceLine> lines, BuyerContext buyer)
{
    /// <summary>The rule's goods that cost anything, or so many units of the dearest.</summary>
    public List<ReferenceMark> Targets(DiscountRule rule)
    {
        var target = lines.Where(line => rule.Target.Matches(line.Goods) && line.Left > 0).ToList();
        if (rule.MostUnits is not { } most)
            return [.. target.Select(line => new ReferenceMark(line, line.Units, line.Left))];

        var units = Dearest(target, line => line.Left).SelectMany(line => Enumerable.Repeat(line, line.Units)).Take(most).ToList();
        return [.. target.Select(line => (Line: line, Units: units.Count(unit => unit == line)))
            .Select(one => new ReferenceMark(one.Line, one.Units, Exact.Round(one.Line.Left * one.Units, one.Line.Units, buyer.Rounding)))];
    }

    /// <summary>As many times as it goes; Y first, then X of the dearest that are left.</summary>
    public List<ReferenceMark>? BuyGet(DiscountRule rule, BuyGet offer)
    {
        bool IsX(ReferenceLine line) => rule.Target.Matches(line.Goods);
        bool IsY(ReferenceLine line) => (offer.Gets ?? rule.Target).Matches(line.Goods);
        var free = Free();
        var most = Math.Min(offer.MostTimes ?? int.MaxValue, (rule.MostUnits ?? int.MaxValue) / offer.Get);
        for (var times = Math.Min(most, free.Count); times > 0; times--)
        {
            var ranked = Dearest(lines, line => line.Start).Where(line => free.Contains(line)).ToList();
            var order = offer.Takes == TakesFirst.Dearest ? ranked : [.. lines.Where(free.Contains).OrderBy(line => line, Comparer<ReferenceLine>.Create((a, b) => (a.Start * b.Units).CompareTo(b.Start * a.Units)))];
            var got = new List<ReferenceLine>();
            int Remaining(ReferenceLine line) => free.Count(unit => unit == line) - got.Count(unit => unit == line);
            foreach (var line in order.Where(IsY))
                while (got.Count < times * offer.Get && Remaining(line) > 0 && (!IsX(line) || lines.Where(IsX).Sum(Remaining) > times * offer.Buy))
                    got.Add(line);

            if (got.Count < times * offer.Get || lines.Where(IsX).Sum(Remaining) < times * offer.Buy)
                continue;

            var bought = ranked.Where(IsX).SelectMany(line => Enumerable.Repeat(line, Remaining(line))).Take(times * offer.Buy).ToList();
            return [.. lines.Select(line => Mark(line, got.Count(unit => unit == line), bought.Count(unit => unit == line)))];
        }

        return null;
    }

    /// <summary>The sets that can be made, of the dearest units; with a price so many that more would not take more off.</summary>
    public (List<ReferenceMark> Marks, int Times)? Sets(DiscountRule rule, BundleOffer offer, long? price)
    {
        (List<ReferenceMark> Marks, int Times)? best = null;
        var (least, size) = (BigInteger.Zero, offer.Parts.Sum(part => part.Units));
        var most = Math.Min(offer.MostTimes ?? int.MaxValue, (rule.MostUnits ?? int.MaxValue) / size);
        for (var times = 1; times <= most && Choose(offer, times) is { } chosen; times++)
        {
            List<ReferenceMark> marks = [.. lines.Select(line => Mark(line, chosen.Count(unit => unit == line), 0))];
            var off = marks.Aggregate(BigInteger.Zero, (all, mark) => all + mark.Worth) - (price ?? 0) * (BigInteger)times;
            if (price is not null && off <= least)
                break;

            (best, least) = ((marks, times), off);
        }

        return best;
    }

    /// <summary>Unit after unit, the dearest first, as long as each finds a place in a part of its own; null when some place stays empty.</summary>
    private List<ReferenceLine>? Choose(BundleOffer offer, int times)
    {
        var places = offer.Parts.SelectMany(part => Enumerable.Repeat(part, part.Units * times)).ToList();
        var chosen = new List<ReferenceLine>();
        var taken = new ReferenceLine?[places.Count];
        var free = Free();
        foreach (var unit in Dearest(lines, line => line.Start).SelectMany(line => free.Where(unit => unit == line)))
            if (Place(unit, places, taken, []))
                chosen.Add(unit);

        return chosen.Count == places.Count ? chosen : null;
    }

    /// <summary>Finds a place, moving others to places that suit them as well.</summary>
    private static bool Place(ReferenceLine unit, List<OfferPart> places, ReferenceLine?[] taken, HashSet<int> tried)
    {
        for (var i = 0; i < places.Count; i++)
            if (places[i].Goods.Matches(unit.Goods) && tried.Add(i) && (taken[i] is not { } other || Place(other, places, taken, tried)))
            {
                taken[i] = unit;
                return true;
            }

        return false;
    }

    private List<ReferenceLine> Free() => [.. lines.Where(line => line.Start > 0).SelectMany(line => Enumerable.Repeat(line, line.Units - line.Used))];

    private ReferenceMark Mark(ReferenceLine line, int units, int bought) => new(line, units, Exact.Worth(line.Start, line.Used, line.Used + units, line.Units, buyer.Rounding), bought);

    private static IEnumerable<ReferenceLine> Dearest(IEnumerable<ReferenceLine> lines, Func<ReferenceLine, BigInteger> amount) =>
        lines.Where(line => amount(line) > 0).OrderByDescending(line => line, Comparer<ReferenceLine>.Create((a, b) => (amount(a) * b.Units).CompareTo(amount(b) * a.Units)));
}
