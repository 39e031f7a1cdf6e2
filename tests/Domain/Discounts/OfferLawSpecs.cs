using Commerce.Domain.Discounts;
using CsCheck;
using static Commerce.Domain.Discounts.DiscountEffect;
using static Commerce.Domain.Specs.Discounts.Promotions;

namespace Commerce.Domain.Specs.Discounts;

/// <summary>Which units an offer takes, against trying all of them.</summary>
public class OfferLawSpecs
{
    private static readonly string[] Variants = ["coat", "hat", "mug", "shirt", "socks"];

    private static readonly Gen<string[]> Some = Pick.From(Variants).Array[1, 3];

    /// <summary>Units, at most eight, each with a price of its own; prices are even, so that half of one is whole.</summary>
    private static readonly Gen<(string Variant, int Units)[]> Lines = Gen.Select(Pick.From(Variants), Gen.Int[1, 3]).Array[1, 4].Where(lines => lines.Sum(line => line.Item2) <= 8);

    private static readonly Gen<Dictionary<string, long>> Prices = Gen.Long[1, 20].Array[Variants.Length].Select(prices => Variants.Zip(prices).ToDictionary(pair => pair.First, pair => pair.Second * 2));

    [Fact]
    public void makes_as_many_whole_sets_as_there_are_and_those_worth_most() =>
        Gen.Select(Lines, Prices, Gen.Select(Some, Gen.Int[1, 2]).Array[1, 3], Pick.OrNot(Gen.Long[0, 60])).Sample((lines, prices, parts, price) =>
        {
            OfferPart[] wanted = [.. parts.Select(part => new OfferPart(Only(part.Item1), part.Item2))];
            var offer = new Promotions(Rule("set", price is { } fixedPrice ? new BundleOffer(wanted, null, Euro(fixedPrice)) : new BundleOffer(wanted, 5000, null))) with { Prices = prices };

            var best = Units(lines, prices).Subsets().Select(units => (Units: units, Sets: Sets(units, parts))).Where(taken => taken.Sets > 0).ToList();
            var most = best.Select(taken => taken.Sets).DefaultIfEmpty().Max();
            var expected = best.Where(taken => price is not null || taken.Sets == most)
                .Select(taken => taken.Units.Sum(unit => unit.Price) is var worth && price is { } each ? worth - each * taken.Sets : worth / 2).Append(0).Max();

            Assert.Equal(expected, offer.Off(lines));
        });

    [Fact]
    public void gives_what_is_cheapest_or_dearest_as_often_as_there_is_enough_of_both() =>
        Gen.Select(Lines, Prices, Some, Some, Gen.Select(Gen.Int[1, 2], Gen.Int[1, 2]), Gen.Enum<TakesFirst>()).Sample((lines, prices, x, y, numbers, takes) =>
        {
            var (buy, get) = numbers;
            var offer = new Promotions(Rule("offer", new BuyGet(buy, get, Only(y), 5000, takes), Only(x))) with { Prices = prices };
            var units = Units(lines, prices);

            var gets = units.Subsets().Where(got => got.Length % get == 0 && got.All(unit => y.Contains(unit.Variant)) && units.Except(got).Count(unit => x.Contains(unit.Variant)) >= got.Length / get * buy).ToList();
            var most = gets.Max(got => got.Length);
            var worths = gets.Where(got => got.Length == most).Select(got => got.Sum(unit => unit.Price) / 2);

            Assert.Equal(takes == TakesFirst.Cheapest ? worths.Min() : worths.Max(), offer.Off(lines));
        });

    private static Unit[] Units((string Variant, int Units)[] lines, Dictionary<string, long> prices) =>
        [.. lines.SelectMany((line, i) => Enumerable.Range(0, line.Units).Select(n => new Unit(i, n, line.Variant, prices[line.Variant])))];

    /// <summary>How many whole sets these units make, with none left over; 0 when they do not.</summary>
    private static int Sets(Unit[] units, (string[] Goods, int Units)[] parts)
    {
        var sets = Math.DivRem(units.Length, parts.Sum(part => part.Units), out var over);
        return over == 0 && Fill(units, [.. parts.Select(part => part.Units * sets)], parts) ? sets : 0;
    }

    private static bool Fill(ReadOnlySpan<Unit> units, int[] open, (string[] Goods, int Units)[] parts)
    {
        if (units.IsEmpty)
            return true;

        for (var part = 0; part < parts.Length; part++)
            if (open[part] > 0 && parts[part].Goods.Contains(units[0].Variant) && Fill(units[1..], [.. open.Select((left, i) => i == part ? left - 1 : left)], parts))
                return true;

        return false;
    }

    internal sealed record Unit(int Line, int Index, string Variant, long Price);
}

file static class Choices
{
    public static IEnumerable<T[]> Subsets<T>(this T[] items) => Enumerable.Range(0, 1 << items.Length).Select(bits => items.Where((_, i) => (bits >> i & 1) != 0).ToArray());
}
