using Commerce.Domain.Bundles;
using Commerce.Domain.Pricing;
using Commerce.Domain.Rulesets;
using static Commerce.Domain.Specs.Bundles.Samples;

namespace Commerce.Domain.Specs.Bundles;

public class BundleFaultsSpecs
{
    private static readonly ChoiceSet Fine = Set("main", 1, 1, false, Option("a", defaults: 1), Option("b", adjustment: -50), AnyOf("c", "sweet"));

    [Fact]
    public void finds_nothing_in_what_can_be_sold() => Assert.Empty(Priced(
        new(BundlePriceMode.Fixed, Eur(999)), Fine, Set("side", 2, 3, true, Option("a", most: 2), Option("b")) with { DependsOn = new("main", ["b", "c"]) }).Faults(RuleReferences.None));

    [Fact]
    public void finds_all_that_is_wrong_at_once() => Finds(
        new BundleDefinition("menu", 1, "The Menu", " ", new(BundlePriceMode.SumLessPercent, new Dictionary<string, long> { ["EUR"] = -1, ["XYZ"] = 1 }, 10_001),
        [
            Set("one", 3, 2, true, Option("a")),
            Set("one", 0, 1, false),
            Set("Three!", -1, 0, false, Option("a", quantity: 0), Option("a", most: 0), new("b", null, null, 1, Nothing)),
        ]),
        ("/title", "text"), ("/slug", "code"), ("/price/amounts", "amounts_unused"), ("/price/percent", "out_of_range"), ("/price/amounts/EUR", "out_of_range"), ("/price/amounts/XYZ", "unknown_currency"),
        ("/sets/0/min", "min_above_max"), ("/sets/1", "duplicate"), ("/sets/1/options", "empty_set"),
        ("/sets/2/code", "code"), ("/sets/2/min", "out_of_range"), ("/sets/2/max", "out_of_range"), ("/sets/2/options/0/quantity", "out_of_range"), ("/sets/2/options/1", "duplicate"),
        ("/sets/2/options/1/most", "out_of_range"), ("/sets/2/options/2", "variant_or_rule"));

    [Fact]
    public void finds_what_others_have_and_what_nobody_has()
    {
        var known = RuleReferences.None with { Bundles = new Dictionary<string, BundleDefinition> { ["other"] = Bundle(Fine) with { Code = "other" } }, HasVariant = id => id == "a" };
        var open = AnyOf("c", "sweet") with { Eligible = new(Variants: ["a", "x"], Except: new(Variants: ["y"])) };

        Assert.Equal(
            [("/slug", "slug_taken"), ("/sets/0/options/1/variantId", "unknown_variant"), ("/sets/0/options/2/eligible/variants/1", "unknown_variant"), ("/sets/0/options/2/eligible/except/variants/0", "unknown_variant")],
            Bundle(Set("one", 1, 1, false, Option("a"), Option("b"), open)).Faults(known).Select(fault => (fault.Path, fault.Code)));
    }

    [Fact]
    public void finds_rules_that_say_nothing_or_too_much_of_what_may_be_picked()
    {
        void Of(ProductSelector rule, params (string Path, string Code)[] faults) =>
            Finds(Bundle(Set("one", 1, 1, false, AnyOf("a", "sweet") with { Eligible = rule })), [.. faults.Select(fault => ($"/sets/0/options/0/eligible{fault.Path}", fault.Code))]);

        Of(new(Tags: ["sweet"], Except: new(Tags: ["sweet", "sour"])), ("", "impossible_condition"));
        Of(new(Tags: ["sweet"], Except: new()), ("/except", "empty_set"));
        Of(new(Tags: ["sweet"], Except: new(Tags: ["sour"], Except: new(Tags: ["sweet"]))), ("/except/except", "nested"));
        Of(new(Tags: [" ", "sweet", "sweet"]), ("/tags/0", "text"), ("/tags/2", "duplicate"));
        Of(new(Products: [.. Enumerable.Range(0, 501).Select(i => new Guid(i, 0, 0, new byte[8]))]), ("/products", "too_many"));
        Of(new(Except: new(Tags: [.. Enumerable.Range(0, 501).Select(i => $"tag-{i}")])), ("/except/tags", "too_many"));
    }

    [Fact]
    public void finds_a_choice_nobody_can_make()
    {
        Finds(Bundle(Set("one", 3, 3, false, Option("a"), Option("b"))), ("/sets/0/min", "impossible_choice"));
        Finds(Bundle(Set("one", 3, 3, true, Option("a", most: 1), Option("b", most: 1))), ("/sets/0/min", "impossible_choice"));
        Finds(Bundle());
    }

    [Fact]
    public void finds_defaults_that_break_the_rules_of_their_set()
    {
        Finds(Bundle(Set("one", 2, 3, true, Option("a", defaults: 1))), ("/sets/0/options", "defaults"));
        Finds(Bundle(Set("one", 1, 3, false, Option("a", defaults: 2))), ("/sets/0/options/0/defaults", "defaults"));
        Finds(Bundle(Set("one", 1, 3, true, AnyOf("a", "sweet") with { Defaults = 1 })), ("/sets/0/options/0/defaults", "default_without_variant"));
    }

    [Fact]
    public void finds_dependencies_on_later_and_unknown_sets_and_on_itself()
    {
        ChoiceSet On(string code, string other, params string[] options) => Set(code, 1, 1, false, Option("a")) with { DependsOn = new(other, options) };

        Finds(Bundle(On("one", "two"), Set("two", 1, 1, false, Option("a"))), ("/sets/0/dependsOn/set", "later_set"));
        Finds(Bundle(On("one", "one")), ("/sets/0/dependsOn/set", "cycle"));
        Finds(Bundle(On("one", "two"), On("two", "one")), ("/sets/0/dependsOn/set", "cycle"), ("/sets/1/dependsOn/set", "cycle"));
        Finds(Bundle(Fine, On("two", "main", "a", "zzz"), On("three", "nowhere")), ("/sets/1/dependsOn/options/1", "unknown_option"), ("/sets/2/dependsOn/set", "unknown_set"));
    }

    [Fact]
    public void finds_prices_without_the_amounts_they_need() =>
        Finds(Priced(new BundlePrice(BundlePriceMode.BasePlusOptions, Nothing, 5), Fine), ("/price/amounts", "amounts_missing"), ("/price/percent", "percent_unused"));

    [Fact]
    public void finds_a_bundle_without_bounds() =>
        Finds(Bundle(Set("one", 1, 100, true, Option("a", quantity: 999))), ("/sets", "too_many_units"));

    private static void Finds(BundleDefinition bundle, params (string Path, string Code)[] faults)
    {
        var found = bundle.Faults(RuleReferences.None);

        if (bundle.Sets.Count == 0)
            faults = [("/sets", "empty")];
        Assert.Equal(faults, found.Select(fault => (fault.Path, fault.Code)));
    }
}
