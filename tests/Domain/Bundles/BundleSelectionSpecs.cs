using Commerce.Domain.Bundles;
using CsCheck;
using static Commerce.Domain.Bundles.BundleViolation;
using static Commerce.Domain.Specs.Bundles.Samples;

namespace Commerce.Domain.Specs.Bundles;

public class BundleSelectionSpecs
{
    private static readonly BundleDefinition Menu = Bundle(
        Set("main", 1, 1, false, Option("burger"), Option("salad")),
        Set("drinks", 1, 2, true, Option("cola", defaults: 1), Option("water", most: 1)),
        Set("sauces", 1, 2, false, Option("ketchup"), Option("mayo")) with { DependsOn = new("main", ["burger"]) },
        Set("sweets", 0, 2, false, AnyOf("any", "sweet")));

    [Fact]
    public void takes_the_defaults_of_what_is_not_mentioned_and_nothing_of_what_is_mentioned_without_picks()
    {
        var plain = Check(("main", [new("salad")]));

        Assert.Equal([("main", "salad", 1), ("drinks", "cola", 1)], plain.Choice!.Picks.Select(pick => (pick.Set, pick.Option, pick.Times)));
        Assert.Equal(Told("drinks", BelowMin, 0, 1), Told(Check(("main", [new("salad")]), ("drinks", []))));
    }

    [Fact]
    public void tells_everything_that_is_wrong_at_once()
    {
        var all = Check(
            ("main", [new("burger"), new("salad"), new("soup")]),
            ("drinks", [new("water", 3), new("cola", 0)]),
            ("sauces", [new("mayo", 2)]),
            ("sweets", [new("any"), new("any", 1, "nail"), new("any", 1, "gone")]),
            ("toys", [new("car")]));

        Assert.Null(all.Choice);
        Assert.Equal(
        [
            ("main", UnknownOption, "soup", 1, 0), ("main", AboveMax, null, 2, 1),
            ("drinks", TimesBelowOne, "cola", 0, 1), ("drinks", OptionAboveMax, "water", 3, 1), ("drinks", AboveMax, null, 3, 2),
            ("sauces", Repeated, "mayo", 2, 1),
            ("sweets", VariantRequired, "any", 0, 1), ("sweets", VariantGone, "any", 1, 0), ("sweets", VariantNotEligible, "any", 1, 0), ("sweets", AboveMax, null, 3, 2),
            ("toys", UnknownSet, null, 1, 0),
        ], all.Violations.Select(one => (one.Set, one.Code, one.Option, one.Actual, one.Allowed)));
    }

    [Fact]
    public void asks_for_a_set_only_when_what_it_depends_on_was_picked()
    {
        Assert.Equal(Told("sauces", BelowMin, 0, 1), Told(Check(("main", [new("burger")]))));
        Assert.Equal(Told("sauces", DependencyNotMet, 1, 0), Told(Check(("main", [new("salad")]), ("sauces", [new("mayo")]))));
        Assert.NotNull(Check(("main", [new("burger")]), ("sauces", [new("mayo")])).Choice);
    }

    [Fact]
    public void lets_the_shopper_pick_different_variants_of_an_open_option_where_nothing_repeats()
    {
        var two = Check(("main", [new("salad")]), ("sweets", [new("any", 1, "toffee"), new("any", 1, "fudge")]));

        Assert.Equal(["fudge", "toffee"], two.Choice!.Picks.Where(pick => pick.Set == "sweets").Select(pick => pick.Goods.VariantId));
        Assert.Equal(Told("sweets", Repeated, 2, 1), Told(Check(("main", [new("salad")]), ("sweets", [new("any", 2, "fudge")]))));
        Assert.Equal(Told("main", VariantNotEligible, 1, 0), Told(Check(("main", [new("salad", 1, "fudge")]))));
    }

    [Fact]
    public void refuses_a_bundle_of_nothing() =>
        Assert.Equal(NothingPicked, Assert.Single(BundleSelection.Check(Bundle(Set("one", 0, 1, false, Option("a"))), Picks(), id => Goods(id)).Violations).Code);

    [Fact]
    public void makes_one_choice_of_equal_selections_however_they_are_ordered_and_divided()
    {
        SelectedOption[] picks = [new("a", 2), new("b", 1), new("open", 1, "x"), new("open", 2, "y"), new("a", 1)];
        var bundle = Bundle(Set("one", 1, 9, true, Option("a"), Option("b"), AnyOf("open", "sweet")));
        var choice = Choose(picks);

        Gen.Shuffle(picks).Sample(other => Assert.Equal(choice, Choose(other)));
        Assert.Equal([("a", 3, "a"), ("b", 1, "b"), ("open", 1, "x"), ("open", 2, "y")], choice);

        (string, int, string)[] Choose(SelectedOption[] said)
        {
            var chosen = BundleSelection.Check(bundle, Picks(("one", said)), id => Goods(id, "sweet")).Choice!;
            return [.. chosen.Picks.Select(pick => (pick.Option, pick.Times, pick.Goods.VariantId))];
        }
    }

    private static CheckedSelection Check(params (string Set, SelectedOption[] Picks)[] sets) =>
        BundleSelection.Check(Menu, Picks(sets), id => id == "gone" ? null : Goods(id, id is "fudge" or "toffee" ? ["sweet"] : []));

    private static (string?, string, long, long) Told(CheckedSelection selection) =>
        Assert.Single(selection.Violations) is var one ? (one.Set, one.Code, one.Actual, one.Allowed) : default;

    private static (string?, string, long, long) Told(string set, string code, long actual, long allowed) => (set, code, actual, allowed);
}
