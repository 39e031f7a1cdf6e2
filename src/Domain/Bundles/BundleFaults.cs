using System.Text.RegularExpressions;
using Commerce.Domain.Pricing;
using Commerce.Domain.Rulesets;

namespace Commerce.Domain.Bundles;

/// <summary>All that is wrong with a definition by itself, at once. One without a fault can be chosen from.</summary>
public static partial class BundleFaults
{
    /// <summary>Most units for one pick.</summary>
    public const int MostQuantity = 999;

    private const int Whole = 10_000;

    public static IReadOnlyList<RuleFault> Of(BundleDefinition bundle)
    {
        var faults = new List<RuleFault>();
        if (string.IsNullOrWhiteSpace(bundle.Title))
            faults.Add(new("/title", "empty", "A bundle has a title."));
        if (!IsCode(bundle.Slug))
            faults.Add(new("/slug", "slug", "A slug is lower-case letters, digits and hyphens, at most 40."));

        Price(bundle.Price, faults);

        if (bundle.Sets.Count == 0)
            faults.Add(new("/sets", "empty", "A bundle has at least one set to choose from."));
        if (bundle.Sets.Count > BundleDefinition.MostSets)
            faults.Add(new("/sets", "too_many_sets", $"A bundle has at most {BundleDefinition.MostSets} sets."));
        if (bundle.Sets.Sum(set => set.Options.Count) > BundleDefinition.MostOptions)
            faults.Add(new("/sets", "too_many_options", $"A bundle has at most {BundleDefinition.MostOptions} options in all its sets."));
        if (bundle.Sets.Sum(Largest) > BundleDefinition.MostUnits)
            faults.Add(new("/sets", "too_many_units", $"One bundle holds at most {BundleDefinition.MostUnits} units."));

        Duplicates(bundle.Sets.Select(set => set.Code), "/sets", faults);
        for (var i = 0; i < bundle.Sets.Count; i++)
        {
            new SetFaults(bundle.Sets[i], $"/sets/{i}", faults).Add();
            Dependency(bundle, i, faults);
        }

        return faults;
    }

    [GeneratedRegex(RuleCode.Pattern)]
    private static partial Regex Code { get; }

    internal static bool IsCode(string? code) => code is not null && !code.EndsWith('\n') && Code.IsMatch(code);

    internal static void Duplicates(IEnumerable<string> codes, string path, List<RuleFault> faults)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (code, i) in codes.Select((code, i) => (code, i)))
            if (!IsCode(code))
                faults.Add(new($"{path}/{i}/code", "code", "A code is lower-case letters, digits, '-' and '_', at most 40, and begins with a letter or digit."));
            else if (!seen.Add(code))
                faults.Add(new($"{path}/{i}/code", "duplicate_code", $"'{code}' is there twice."));
    }

    internal static void Amounts(IReadOnlyDictionary<string, long> amounts, string path, bool mayBeNegative, List<RuleFault> faults)
    {
        foreach (var (currency, amount) in amounts)
            if (!Currency.IsKnown(currency))
                faults.Add(new($"{path}/{Pointer(currency)}", "currency", $"'{currency}' is not an ISO 4217 currency."));
            else if (amount > PricingEngine.Ceiling || amount < (mayBeNegative ? -PricingEngine.Ceiling : 0))
                faults.Add(new($"{path}/{currency}", "amount", mayBeNegative ? "The amount is larger than this shop can charge." : "The amount is negative, or larger than this shop can charge."));
    }

    private static void Price(BundlePrice price, List<RuleFault> faults)
    {
        var takesAmounts = price.Mode is BundlePriceMode.Fixed or BundlePriceMode.SumLessAmount or BundlePriceMode.BasePlusOptions;
        if (takesAmounts && price.Amounts.Count == 0)
            faults.Add(new("/price/amounts", "amounts_missing", "This way of pricing needs an amount in each currency the bundle is sold in."));
        if (!takesAmounts && price.Amounts.Count > 0)
            faults.Add(new("/price/amounts", "amounts_unused", "This way of pricing takes no amount."));
        if (price.Mode == BundlePriceMode.SumLessPercent ? price.Percent is < 1 or > Whole : price.Percent != 0)
            faults.Add(new("/price/percent", "percent", price.Mode == BundlePriceMode.SumLessPercent ? $"From 1 to {Whole} basis points." : "This way of pricing takes no percentage."));

        Amounts(price.Amounts, "/price/amounts", mayBeNegative: false, faults);
    }

    private static void Dependency(BundleDefinition bundle, int at, List<RuleFault> faults)
    {
        if (bundle.Sets[at].DependsOn is not { } needs)
            return;

        var path = $"/sets/{at}/dependsOn";
        var on = bundle.Sets.Index().FirstOrDefault(set => set.Item.Code == needs.Set, (-1, null!));
        if (on.Index < 0)
            faults.Add(new($"{path}/set", "unknown_set", $"The bundle has no set '{needs.Set}'."));
        else if (LeadsBack(bundle, at))
            faults.Add(new($"{path}/set", "cycle", "The set depends on itself."));
        else if (on.Index > at)
            faults.Add(new($"{path}/set", "later_set", $"'{needs.Set}' is asked for later: a set depends on earlier ones only."));

        if (on.Index >= 0)
            foreach (var (i, option) in needs.Options.Index().Where(option => on.Item.Options.All(known => known.Code != option.Item)))
                faults.Add(new($"{path}/options/{i}", "unknown_option", $"'{needs.Set}' has no option '{option}'."));
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
