using Commerce.Domain.Bundles;
using FluentValidation;

namespace Commerce.Application.Bundles;

/// <summary>The rules several slices share. What is wrong with a choice is for its definition to say; here is only kept out what no definition could take.</summary>
internal static class BundleRules
{
    public static IRuleBuilderOptions<T, IReadOnlyDictionary<string, IReadOnlyList<SelectedOption>>> Selection<T>(this IRuleBuilder<T, IReadOnlyDictionary<string, IReadOnlyList<SelectedOption>>> rule) =>
        rule.Must(selection => selection.Count <= BundleDefinition.MostSets && selection.Values.All(IsFit))
            .WithMessage($"At most {BundleDefinition.MostSets} sets with at most {BundleDefinition.MostOptions} picks each, none of them empty.");

    private static bool IsFit(IReadOnlyList<SelectedOption>? picks) =>
        picks is { Count: <= BundleDefinition.MostOptions } && picks.All(pick => pick is { Option.Length: <= 64, VariantId: null or { Length: <= 64 } });
}
