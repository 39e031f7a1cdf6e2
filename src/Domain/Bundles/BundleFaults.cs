using Commerce.Domain.Pricing;
using Commerce.Domain.Rulesets;

namespace Commerce.Domain.Bundles;

/// <summary>All that is wrong with a definition, at once. One without a fault can be chosen from.</summary>
internal static class BundleFaults
{
    private const int Whole = 10_000;

    public static IReadOnlyList<RuleFault> Of(BundleDefinition bundle, RuleReferences known)
    {
        var found = new Findings();
        found
            .Text("/title", bundle.Title, BundleDefinition.LongestTitle)
            .Code("/slug", bundle.Slug)
            .If(known.Bundles.Values.Any(other => other.Slug == bundle.Slug && other.Code != bundle.Code), "/slug", "slug_taken", "Another bundle has this slug.")
            .If(bundle.Image is { Length: > BundleDefinition.LongestImage }, "/image", "text", $"At most {BundleDefinition.LongestImage} characters.");

        Price(found, bundle.Price);

        found
            .If(bundle.Sets.Count == 0, "/sets", "empty", "A bundle has at least one set to choose from.")
            .If(bundle.Sets.Count > BundleDefinition.MostSets, "/sets", "too_many", $"A bundle has at most {BundleDefinition.MostSets} sets.")
            .If(bundle.Sets.Sum(set => set.Options.Count) > BundleDefinition.MostOptions, "/sets", "too_many_options", $"A bundle has at most {BundleDefinition.MostOptions} options in all its sets.")
            .If(bundle.Sets.Sum(Largest) > BundleDefinition.MostUnits, "/sets", "too_many_units", $"One bundle holds at most {BundleDefinition.MostUnits} units.")
            .Each("/sets", bundle.Sets, set => set.Code, (path, set) => SetFaults.Of(found, set, path, known));

        for (var i = 0; i < bundle.Sets.Count; i++)
            Dependency(found, bundle, i);

        return found.All;
    }

    /// <summary>Amounts by currency.</summary>
    internal static void Amounts(Findings found, IReadOnlyDictionary<string, long> amounts, string path, long least)
    {
        foreach (var (currency, amount) in amounts)
            found.Currency($"{path}/{Pointer(currency)}", currency).Within($"{path}/{Pointer(currency)}", amount, least, PricingEngine.Ceiling);
    }

    private static void Price(Findings found, BundlePrice price)
    {
        var takesAmounts = price.Mode is BundlePriceMode.Fixed or BundlePriceMode.SumLessAmount or BundlePriceMode.BasePlusOptions;
        found
            .If(takesAmounts && price.Amounts.Count == 0, "/price/amounts", "amounts_missing", "This way of pricing needs an amount in each currency the bundle is sold in.")
            .If(!takesAmounts && price.Amounts.Count > 0, "/price/amounts", "amounts_unused", "This way of pricing takes no amount.");

        if (price.Mode == BundlePriceMode.SumLessPercent)
            found.Within("/price/percent", price.Percent, 1, Whole);
        else
            found.If(price.Percent != 0, "/price/percent", "percent_unused", "This way of pricing takes no percentage.");

        Amounts(found, price.Amounts, "/price/amounts", least: 0);
    }

    private static void Dependency(Findings found, BundleDefinition bundle, int at)
    {
        if (bundle.Sets[at].DependsOn is not { } needs)
            return;

        var (path, on) = ($"/sets/{at}/dependsOn", bundle.Sets.Index().FirstOrDefault(set => set.Item.Code == needs.Set, (-1, null!)));
        if (on.Index < 0)
            found.If(true, $"{path}/set", "unknown_set", $"The bundle has no set '{needs.Set}'.");
        else if (LeadsBack(bundle, at))
            found.If(true, $"{path}/set", "cycle", "The set depends on itself.");
        else
            found.If(on.Index > at, $"{path}/set", "later_set", $"'{needs.Set}' is asked for later: a set depends on earlier ones only.");

        found.Each($"{path}/options", needs.Options, (option, code) =>
            found.If(on.Index >= 0 && on.Item.Options.All(known => known.Code != code), option, "unknown_option", $"'{needs.Set}' has no option '{code}'."));
    }

    private static bool LeadsBack(BundleDefinition bundle, int from)
    {
        var code = bundle.Sets[from].DependsOn?.Set;
        for (var steps = 0; code is not null && steps < bundle.Sets.Count; steps++)
        {
            if (code == bundle.Sets[from].Code)
                return true;

            code = bundle.Sets.FirstOrDefault(set => set.Code == code)?.DependsOn?.Set;
        }

        return false;
    }

    /// <summary>Most units one bundle can take from a set.</summary>
    private static long Largest(ChoiceSet set) => set.Options.Count == 0 ? 0 : Math.Max(0L, set.Max) * set.Options.Max(option => Math.Max(0L, option.Quantity));

    private static string Pointer(string text) => text.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal);
}
