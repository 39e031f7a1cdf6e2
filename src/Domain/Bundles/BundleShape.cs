namespace Commerce.Domain.Bundles;

/// <summary>One way to fill a bundle with as little as its rules allow, as far as it matters to which sets are asked for: how many picks come from which group of options.</summary>
internal sealed record BundleShape(IReadOnlyList<ShapePart> Parts)
{
    /// <summary>More ways than these are not looked at.</summary>
    public const int MostShapes = 32;

    /// <summary>
    /// All shapes, the first <see cref="MostShapes"/> of them. Picks beyond a set's fewest only take from stock, so no shape has any; sets of which nothing must be picked stay empty.
    /// Options of a set that ask for the same later sets are one group. When nothing must be picked at all, one pick of one set makes the bundle.
    /// </summary>
    /// <param name="variants">Those that may stand for an option.</param>
    public static IReadOnlyList<BundleShape> Of(BundleDefinition bundle, Func<ChoiceOption, IReadOnlyList<string>> variants)
    {
        IReadOnlyList<ChoiceSet> roots = [.. bundle.Sets.Where(set => set.DependsOn is null)];
        IReadOnlyList<ChoiceSet?> first = roots.Any(set => set.Min > 0) ? [null] : [.. roots];

        return [.. first.SelectMany(raised => Fill(bundle, variants, raised, 0, [])).Take(MostShapes + 1)];
    }

    private static IEnumerable<BundleShape> Fill(BundleDefinition bundle, Func<ChoiceOption, IReadOnlyList<string>> variants, ChoiceSet? raised, int at, IReadOnlyList<ShapePart> parts)
    {
        if (at == bundle.Sets.Count)
            return [new(parts)];

        var set = bundle.Sets[at];
        var least = set == raised ? 1 : set.Min;
        if (least == 0 || !BundleSelection.IsAsked(set, [.. parts.SelectMany(part => part.Options.Select(option => (part.Set.Code, option.Code)))]))
            return Fill(bundle, variants, raised, at + 1, parts);

        ShapePart[] groups = [.. set.Options
            .Where(option => variants(option).Count > 0)
            .GroupBy(option => string.Join(' ', bundle.Sets.Index().Where(later => Asks(set, option, later.Item)).Select(later => later.Index)))
            .Select(group => new ShapePart(set, [.. group], 0))];

        return Divide(least, groups, variants).SelectMany(filled => Fill(bundle, variants, raised, at + 1, [.. parts, .. filled]));
    }

    private static bool Asks(ChoiceSet set, ChoiceOption option, ChoiceSet later) =>
        later.Min > 0 && later.DependsOn is { } needs && needs.Set == set.Code && (needs.Options.Count == 0 || needs.Options.Contains(option.Code));

    /// <summary>Every way to take so many picks from the groups, none of them more than it can give.</summary>
    private static IEnumerable<IReadOnlyList<ShapePart>> Divide(int picks, ShapePart[] groups, Func<ChoiceOption, IReadOnlyList<string>> variants)
    {
        if (groups.Length == 0)
            return picks == 0 ? [[]] : [];

        var room = (int)Math.Min(picks, groups[0].Options.Sum(option => groups[0].Most(option, picks, variants(option).Count)));
        return Enumerable.Range(0, room + 1)
            .SelectMany(taken => Divide(picks - taken, groups[1..], variants).Select(rest => taken == 0 ? rest : [groups[0] with { Picks = taken }, .. rest]));
    }
}

/// <summary>Picks from a group of a set's options.</summary>
internal sealed record ShapePart(ChoiceSet Set, IReadOnlyList<ChoiceOption> Options, int Picks)
{
    /// <summary>Most picks of one variant of an option in one bundle.</summary>
    public int MostOfVariant(ChoiceOption option) => Set.Repeats ? Math.Min(Picks, option.Most ?? Picks) : 1;

    /// <summary>Most picks of an option in one bundle.</summary>
    public int Most(ChoiceOption option) => Math.Min(Picks, option.Most ?? Picks);

    /// <summary>Most picks of an option, if so many are wanted.</summary>
    public long Most(ChoiceOption option, int wanted, int variants) => Math.Min(option.Most ?? wanted, Set.Repeats ? wanted : Math.Min(wanted, variants));
}
