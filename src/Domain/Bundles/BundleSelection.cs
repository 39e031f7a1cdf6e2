using System.Collections.Frozen;
using Commerce.Domain.Pricing;

namespace Commerce.Domain.Bundles;

/// <summary>What a shopper picked in one set.</summary>
/// <param name="Times">At least 1.</param>
/// <param name="VariantId">Which variant, where the option leaves that open; null, or the option's own, where it does not.</param>
public sealed record SelectedOption(string Option, int Times = 1, string? VariantId = null);

/// <summary>A selection that was checked: the choice it makes, or what is wrong with it.</summary>
/// <param name="Choice">Null when there is a violation.</param>
/// <param name="Violations">By the definition's order of sets; empty when there is a choice.</param>
public sealed record CheckedSelection(BundleChoice? Choice, IReadOnlyList<BundleViolation> Violations);

/// <summary>
/// Checks what a shopper picked against a definition, before anything is priced. A set that is not mentioned gets its defaults; one that is mentioned with no picks gets none.
/// The choice is normalised: equal selections, in whatever order and however divided, make equal choices.
/// </summary>
public static class BundleSelection
{
    /// <summary>All defaults.</summary>
    public static IReadOnlyDictionary<string, IReadOnlyList<SelectedOption>> NothingSaid { get; } = FrozenDictionary<string, IReadOnlyList<SelectedOption>>.Empty;

    /// <param name="selection">Set → picks.</param>
    /// <param name="goods">The goods of a variant; null when it is not sold.</param>
    public static CheckedSelection Check(BundleDefinition definition, IReadOnlyDictionary<string, IReadOnlyList<SelectedOption>> selection, Func<string, Goods?> goods)
    {
        var (picks, violations) = (new List<BundlePick>(), new List<BundleViolation>());

        // What was picked counts for later sets even where it breaks a rule, so that one mistake is told once.
        var picked = new HashSet<(string Set, string Option)>();
        foreach (var set in definition.Sets)
        {
            var said = selection.GetValueOrDefault(set.Code);
            if (IsAsked(set, picked))
                new SetCheck(set, goods, picks, violations, picked).Check(said ?? Defaults(set));
            else if (said?.Count > 0)
                violations.Add(new(set.Code, BundleViolation.DependencyNotMet, null, null, said.Sum(pick => (long)pick.Times), 0, "This is only for those who picked something else before."));
        }

        foreach (var (code, said) in selection.Where(said => definition.Sets.All(set => set.Code != said.Key)).OrderBy(said => said.Key, StringComparer.Ordinal))
            violations.Add(new(code, BundleViolation.UnknownSet, null, null, said.Sum(pick => (long)pick.Times), 0, "The bundle has no such set."));

        if (picks.Count == 0 && violations.Count == 0)
            violations.Add(new(null, BundleViolation.NothingPicked, null, null, 0, 1, "Nothing was picked."));

        return violations.Count > 0 ? new(null, violations) : new(new(definition.Code, definition.Version, picks), []);
    }

    internal static bool IsAsked(ChoiceSet set, IReadOnlyCollection<(string Set, string Option)> picked) =>
        set.DependsOn is not { } other || picked.Any(pick => pick.Set == other.Set && (other.Options.Count == 0 || other.Options.Contains(pick.Option)));

    private static IReadOnlyList<SelectedOption> Defaults(ChoiceSet set) =>
        [.. set.Options.Where(option => option.Defaults > 0).Select(option => new SelectedOption(option.Code, option.Defaults))];

    /// <summary>One set under check.</summary>
    private sealed class SetCheck(ChoiceSet set, Func<string, Goods?> goods, List<BundlePick> picks, List<BundleViolation> violations, HashSet<(string Set, string Option)> picked)
    {
        private long total;

        public void Check(IReadOnlyList<SelectedOption> said)
        {
            foreach (var option in set.Options)
                if (said.Where(pick => pick.Option == option.Code).ToArray() is { Length: > 0 } mine)
                    Check(option, mine);

            foreach (var unknown in said.Where(pick => set.Options.All(option => option.Code != pick.Option)).GroupBy(pick => pick.Option))
                violations.Add(new(set.Code, BundleViolation.UnknownOption, unknown.Key, null, unknown.Sum(pick => (long)pick.Times), 0, "The set has no such option."));

            if (total < set.Min)
                violations.Add(new(set.Code, BundleViolation.BelowMin, null, null, total, set.Min, $"At least {set.Min} must be picked."));
            if (total > set.Max)
                violations.Add(new(set.Code, BundleViolation.AboveMax, null, null, total, set.Max, $"At most {set.Max} may be picked."));
        }

        private void Check(ChoiceOption option, SelectedOption[] said)
        {
            var times = said.Sum(pick => Math.Max(0L, pick.Times));
            total += times;
            picked.Add((set.Code, option.Code));

            foreach (var pick in said.Where(pick => pick.Times < 1))
                Refuse(BundleViolation.TimesBelowOne, pick.VariantId, pick.Times, 1, "A pick counts at least once.");
            if (times > (option.Most ?? long.MaxValue))
                Refuse(BundleViolation.OptionAboveMax, null, times, option.Most!.Value, $"This may be picked at most {option.Most} times.");

            foreach (var variant in said.GroupBy(pick => pick.VariantId ?? option.VariantId).OrderBy(variant => variant.Key, StringComparer.Ordinal))
                Check(option, variant.Key, variant.Sum(pick => Math.Max(0L, pick.Times)));

            void Refuse(string code, string? variantId, long actual, long allowed, string message) =>
                violations.Add(new(set.Code, code, option.Code, variantId, actual, allowed, message));
        }

        private void Check(ChoiceOption option, string? variantId, long times)
        {
            if (!set.Repeats && times > 1)
                Refuse(BundleViolation.Repeated, times, 1, "This may be picked only once.");

            if (variantId is null)
                Refuse(BundleViolation.VariantRequired, 0, 1, "Say which one.");
            else if (option.VariantId is { } only && variantId != only)
                Refuse(BundleViolation.VariantNotEligible, times, 0, "This is not one of those that may be picked here.");
            else if (goods(variantId) is not { } found)
                Refuse(BundleViolation.VariantGone, times, 0, "This is not sold any more.");
            else if (option.Eligible?.Matches(found) is false)
                Refuse(BundleViolation.VariantNotEligible, times, 0, "This is not one of those that may be picked here.");
            else
                picks.Add(new(set.Code, option.Code, (int)Math.Clamp(times, 0, int.MaxValue), found));

            void Refuse(string code, long actual, long allowed, string message) =>
                violations.Add(new(set.Code, code, option.Code, variantId, actual, allowed, message));
        }
    }
}
