using Commerce.Domain.Pricing;
using Commerce.Domain.Rulesets;

namespace Commerce.Domain.Bundles;

/// <summary>All that is wrong with one set and its options.</summary>
internal static class SetFaults
{
    public static void Of(Findings found, ChoiceSet set, string path, RuleReferences known)
    {
        found
            .Code($"{path}/code", set.Code)
            .Text($"{path}/label", set.Label, BundleDefinition.LongestLabel)
            .Within($"{path}/min", set.Min, 0, BundleDefinition.MostUnits)
            .Within($"{path}/max", set.Max, 1, BundleDefinition.MostUnits)
            .If(set.Min > set.Max, $"{path}/min", "min_above_max", $"The fewest picks, {set.Min}, are more than the most, {set.Max}.")
            .Each($"{path}/options", set.Options, option => option.Code, (at, option) => Option(found, set, option, at, known));

        var possible = set.Options.Sum(option => Most(set, option));
        found
            .If(set.Options.Count == 0, $"{path}/options", "empty_set", "A set has options.")
            .If(set.Options.Count > 0 && set.Min <= set.Max && possible < set.Min, $"{path}/min", "impossible_choice", $"{set.Min} picks are asked for, and the options allow {possible}.");

        // Defaults are a whole choice or none.
        var picks = set.Options.Sum(option => Math.Max(0L, option.Defaults));
        found.If(picks > 0 && (picks < set.Min || picks > set.Max), $"{path}/options", "defaults", $"{picks} picks are made by themselves, and {set.Min} to {set.Max} may be.");
    }

    private static void Option(Findings found, ChoiceSet set, ChoiceOption option, string path, RuleReferences known)
    {
        found
            .Code($"{path}/code", option.Code)
            .If(option.VariantId is null == option.Eligible is null, path, "variant_or_rule", "An option names one variant or says which are eligible, not both.")
            .If(option.VariantId is { } variant && !known.HasVariant(variant), $"{path}/variantId", "unknown_variant", "There is no such variant.")
            .Within($"{path}/quantity", option.Quantity, 1, BundleDefinition.MostQuantity)
            .If(option.Most < 1, $"{path}/most", "out_of_range", "An option can be picked at least once.")
            .If(option.Defaults < 0, $"{path}/defaults", "out_of_range", "Picks are not negative.");

        BundleFaults.Amounts(found, option.Adjustments, $"{path}/adjustments", -PricingEngine.Ceiling);
        if (option.Eligible is { } eligible)
            SelectorFaults.Of(found, $"{path}/eligible", eligible, known);

        if (option.Defaults > 0 && option.VariantId is null)
            found.If(true, $"{path}/defaults", "default_without_variant", "Only an option of one variant can be picked by itself.");
        else
            found.If(option.Defaults > Most(set, option), $"{path}/defaults", "defaults", $"It is picked {option.Defaults} times by itself, and may be picked {Most(set, option)} times.");
    }

    /// <summary>Most picks of an option that its set allows.</summary>
    private static long Most(ChoiceSet set, ChoiceOption option)
    {
        var most = Math.Clamp(option.Most ?? set.Max, 0, Math.Max(0, set.Max));
        return option.VariantId is null || set.Repeats ? most : Math.Min(1, most);
    }
}
