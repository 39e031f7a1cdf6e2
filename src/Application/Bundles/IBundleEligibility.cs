using Commerce.Application.Catalog;
using Commerce.Domain.Bundles;

namespace Commerce.Application.Bundles;

/// <summary>Which variants may be picked where a bundle leaves that open. Found out once for each definition and version of the catalogue, and kept where all nodes find it.</summary>
internal interface IBundleEligibility
{
    /// <summary>Never refused and never waits for a Redis that does not answer: then it is found out from the catalogue, with the same result.</summary>
    ValueTask<EligibleVariants> Of(BundleDefinition bundle, CatalogSnapshot catalog, CancellationToken ct);
}

/// <summary>The variants of published products that may stand for the open options of a bundle.</summary>
/// <param name="Options">By set and option, each in ordinal order; only open options are there.</param>
internal sealed record EligibleVariants(IReadOnlyDictionary<(string Set, string Option), IReadOnlyList<string>> Options)
{
    /// <summary>Those that may stand for an option, open or not.</summary>
    public IReadOnlyList<string> For(ChoiceSet set, ChoiceOption option) => option.VariantId is { } only ? [only] : Options.GetValueOrDefault((set.Code, option.Code)) ?? [];
}
