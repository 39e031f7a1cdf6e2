namespace Commerce.Domain.Bundles;

/// <summary>Why a bundle is not in a quote, besides what can happen to any line: the codes of its <see cref="Pricing.PricingProblem"/>, whose variant is then the bundle's code.</summary>
public static class BundleProblem
{
    /// <summary>There is no such bundle any more.</summary>
    public const string Gone = "bundle_gone";

    /// <summary>It has another definition than the one it was chosen under: whoever chose is to look at it again.</summary>
    public const string Changed = "bundle_changed";
}
