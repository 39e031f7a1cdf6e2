using Commerce.Domain.Rulesets;

namespace Commerce.Domain.Bundles;

/// <summary>All that is wrong with one set and its options.</summary>
internal sealed class SetFaults(ChoiceSet set, string path, List<RuleFault> faults)
{
    public void Add()
    {
        if (string.IsNullOrWhiteSpace(set.Label))
            Fault("label", "empty", "A set has a label.");
        if (set.Min < 0)
            Fault("min", "min", "The fewest picks are not negative.");
        if (set.Max < 1)
            Fault("max", "max", "At least one pick is possible.");
        if (set.Min > set.Max)
            Fault("min", "min_above_max", $"The fewest picks, {set.Min}, are more than the most, {set.Max}.");

        BundleFaults.Duplicates(set.Options.Select(option => option.Code), $"{path}/options", faults);
        foreach (var (i, option) in set.Options.Index())
            Option(option, $"options/{i}");

        if (set.Options.Count == 0)
            Fault("options", "empty_set", "A set has options.");
        else if (set.Min <= set.Max && set.Options.Sum(Most) < set.Min)
            Fault("min", "impossible_choice", $"{set.Min} picks are asked for, and the options allow {set.Options.Sum(Most)}.");

        Defaults();
    }

    /// <summary>Most picks of an option that its set allows.</summary>
    private long Most(ChoiceOption option)
    {
        var most = Math.Clamp(option.Most ?? set.Max, 0, Math.Max(0, set.Max));
        return option.VariantId is null || set.Repeats ? most : Math.Min(1, most);
    }

    private void Option(ChoiceOption option, string at)
    {
        if (option.VariantId is null == option.Eligible is null)
            Fault(at, "variant_or_rule", "An option names one variant or says which are eligible, not both.");
        if (option.VariantId is "" or { Length: > 64 })
            Fault($"{at}/variantId", "variant", "Not the id of a variant.");
        if (option.Quantity is < 1 or > BundleFaults.MostQuantity)
            Fault($"{at}/quantity", "quantity", $"A pick is 1 to {BundleFaults.MostQuantity} units.");
        if (option.Most < 1)
            Fault($"{at}/most", "most", "An option can be picked at least once.");

        BundleFaults.Amounts(option.Adjustments, $"{path}/{at}/adjustments", mayBeNegative: true, faults);

        if (option.Defaults < 0)
            Fault($"{at}/defaults", "defaults", "Picks are not negative.");
        else if (option.Defaults > 0 && option.VariantId is null)
            Fault($"{at}/defaults", "default_without_variant", "Only an option of one variant can be picked by itself.");
        else if (option.Defaults > Most(option))
            Fault($"{at}/defaults", "defaults", $"It is picked {option.Defaults} times by itself, and may be picked {Most(option)} times.");
    }

    /// <summary>Defaults are a whole choice or none.</summary>
    private void Defaults()
    {
        var picks = set.Options.Sum(option => Math.Max(0L, option.Defaults));
        if (picks > 0 && (picks < set.Min || picks > set.Max))
            Fault("options", "defaults", $"{picks} picks are made by themselves, and {set.Min} to {set.Max} may be.");
    }

    private void Fault(string at, string code, string message) => faults.Add(new($"{path}/{at}", code, message));
}
