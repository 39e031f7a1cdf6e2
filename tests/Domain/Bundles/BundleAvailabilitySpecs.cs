using Commerce.Domain.Bundles;
using CsCheck;
using static Commerce.Domain.Specs.Bundles.Samples;

namespace Commerce.Domain.Specs.Bundles;

public class BundleAvailabilitySpecs
{
    private static readonly string[] Variants = ["a", "b", "c", "d"];

    [Fact]
    public void of_a_choice_is_what_its_scarcest_variant_allows_with_all_its_units_together()
    {
        var bundle = Bundle(Set("one", 1, 1, false, Option("cup", "a", quantity: 2)), Set("two", 1, 3, true, Option("cup", "a"), Option("tray", "b")));
        var choice = BundleSelection.Check(bundle, Picks(("one", [new("cup")]), ("two", [new("cup", 2), new("tray")])), id => Goods(id)).Choice!;

        var units = BundleAvailability.Units(bundle, choice);

        Assert.Equal(4, units["a"]);
        Assert.Equal(2, BundleAvailability.Of(units, Stock(("a", 11), ("b", 100))));
        Assert.Equal(1, BundleAvailability.Of(units, Stock(("a", 11), ("b", 1))));
        Assert.Equal(0, BundleAvailability.Of(units, Stock(("a", 11), ("b", -3))));
        Assert.Equal(BundleAvailability.Plenty, BundleAvailability.Of(units, _ => long.MaxValue));
    }

    [Fact]
    public void does_not_give_to_one_set_greedily_what_only_it_could_give_to_another()
    {
        // Whoever takes the a's for the first set has none for the second, which takes nothing else.
        var bundle = Bundle(Set("one", 1, 1, false, Option("a"), Option("b")), Set("two", 1, 1, false, Option("a")));

        Assert.Equal(new(5, true), Most(bundle, Stock(("a", 5), ("b", 5))));
        Assert.Equal(new(4, true), Most(bundle, Stock(("a", 5), ("b", 3))));
    }

    [Fact]
    public void avoids_the_option_that_asks_for_more_as_long_as_it_can()
    {
        var bundle = Bundle(
            Set("main", 1, 1, false, Option("a"), Option("b")),
            Set("side", 2, 2, true, Option("c")) with { DependsOn = new("main", ["b"]) });

        Assert.Equal(new(3, true), Most(bundle, Stock(("a", 3), ("b", 9))));
        Assert.Equal(new(5, true), Most(bundle, Stock(("a", 3), ("b", 9), ("c", 5))));
        Assert.Equal(new(1_000 + 2_500, true), Most(bundle, Stock(("a", 1_000), ("b", 4_000), ("c", 5_000))));
    }

    [Fact]
    public void divides_a_variant_among_options_that_take_different_quantities()
    {
        var bundle = Bundle(Set("one", 1, 1, false, Option("single", "a"), Option("b")), Set("two", 1, 1, false, Option("dozen", "a", quantity: 12), Option("c")));

        Assert.Equal(new(7, true), Most(bundle, Stock(("a", 51), ("b", 4), ("c", 3))));
        Assert.Equal(new(4_016, true), Most(bundle, Stock(("a", 2_000), ("b", 2_208), ("c", 4_000))));
    }

    [Fact]
    public void is_nothing_without_what_must_be_picked_and_plenty_when_nothing_runs_out()
    {
        var bundle = Bundle(Set("one", 2, 2, false, Option("a"), AnyOf("any", "none")));

        Assert.Equal(new(0, true), BundleAvailability.Most(bundle, option => option.VariantId is { } id ? [id] : [], Stock(("a", 9))));
        Assert.Equal(new(BundleAvailability.Plenty, true), Most(Bundle(Set("one", 0, 2, false, Option("a"))), _ => long.MaxValue));
    }

    [Fact]
    public void is_what_trying_everything_finds() => Cases.Sample(one =>
    {
        var (bundle, amounts) = one;
        var found = Most(bundle, id => amounts[Array.IndexOf(Variants, id)]);

        Assert.Equal(new(new Everything(bundle).Most(amounts), true), found);
    }, iter: 300);

    private static BundleStock Most(BundleDefinition bundle, Func<string, long> stock) => BundleAvailability.Most(bundle, Eligible, stock);

    private static IReadOnlyList<string> Eligible(ChoiceOption option) => option.VariantId is { } id ? [id] : option.Eligible!.Tags[0] == "ab" ? ["a", "b"] : ["b", "c", "d"];

    private static Func<string, long> Stock(params (string Variant, long Units)[] stock) => id => stock.FirstOrDefault(one => one.Variant == id).Units;

    private static Gen<(BundleDefinition Bundle, int[] Stock)> Cases
    {
        get
        {
            var option = Gen.Select(Gen.Int[0, 5], Gen.Int[1, 3], Gen.Int[0, 3]).Select((what, quantity, most) =>
                (what < 4 ? Option("", Variants[what], quantity) : AnyOf("", what == 4 ? "ab" : "bcd") with { Quantity = quantity }) with { Most = most == 0 ? null : most });
            var set = Gen.Select(Gen.Int[0, 2], Gen.Int[0, 1], Gen.Bool, option.Array[1, 3], Gen.Int[0, 5]);

            return Gen.Select(set.Array[1, 3], Gen.Int[0, 7].Array[Variants.Length]).Select((sets, stock) => (Bundle([.. sets.Select((one, at) =>
            {
                var (min, more, repeats, options, needs) = one;
                var made = Set($"s{at}", min, Math.Max(1, min + more), repeats, [.. options.Select((option, i) => option with { Code = $"o{i}" })]);
                return at == 0 || needs > 3 ? made : made with { DependsOn = new($"s{Math.Min(needs, at - 1)}", needs == 0 ? [] : ["o0"]) };
            })]), stock)).Where(one => one.Item1.Sets.Aggregate(1L, (ways, set) => ways * Everything.Ways(Everything.Things(set), set.Max).Count()) <= 2_000);
        }
    }

    /// <summary>Slow and plainly right: every selection that the rules allow, taken again and again until the stock ends.</summary>
    private sealed class Everything(BundleDefinition bundle)
    {
        private readonly int[][] ways = [.. Selections(bundle)
            .Select(selection => BundleSelection.Check(bundle, selection, id => Goods(id, Tags(id))).Choice)
            .OfType<Domain.Pricing.BundleChoice>()
            .Select(choice => BundleAvailability.Units(bundle, choice))
            .Select(units => Variants.Select(variant => units.GetValueOrDefault(variant)).ToArray())
            .DistinctBy(units => string.Join(' ', units))];

        private readonly Dictionary<string, int> known = [];

        public int Most(int[] stock)
        {
            var key = string.Join(' ', stock);
            if (known.TryGetValue(key, out var most))
                return most;

            foreach (var way in ways.Where(way => way.Zip(stock).All(pair => pair.First <= pair.Second)))
                most = Math.Max(most, 1 + Most([.. stock.Zip(way, (has, takes) => has - takes)]));

            return known[key] = most;
        }

        private static string[] Tags(string id) => [.. new[] { "ab", "bcd" }.Where(tag => tag.Contains(id, StringComparison.Ordinal))];

        private static IEnumerable<Dictionary<string, IReadOnlyList<SelectedOption>>> Selections(BundleDefinition bundle)
        {
            IEnumerable<Dictionary<string, IReadOnlyList<SelectedOption>>> all = [[]];
            foreach (var set in bundle.Sets)
            {
                var ways = Ways(Things(set), set.Max).ToArray();
                all = [.. all.SelectMany(before => ways.Select(way => new Dictionary<string, IReadOnlyList<SelectedOption>>(before) { [set.Code] = way }))];
            }

            return all;
        }

        public static (string Option, string Variant)[] Things(ChoiceSet set) =>
            [.. set.Options.SelectMany(option => Eligible(option).Select(variant => (option.Code, variant)))];

        public static IEnumerable<SelectedOption[]> Ways((string Option, string Variant)[] things, int most) => things.Length == 0
            ? [[]]
            : Enumerable.Range(0, most + 1).SelectMany(times => Ways(things[1..], most - times)
                .Select(rest => times == 0 ? rest : [new SelectedOption(things[0].Option, times, things[0].Variant), .. rest]));
    }
}
