using System.Collections.Frozen;
using System.Diagnostics.CodeAnalysis;
using Commerce.Domain.Bundles;

namespace Commerce.Domain.Pricing;

/// <summary>The pricing rules of one time, made ready for the engine: made once for each version, used by every pricing.</summary>
public sealed class PricingRules(PricingContent content)
{
    private readonly FrozenDictionary<string, BundleDefinition> bundles = content.Bundles.ToFrozenDictionary(bundle => bundle.Code, StringComparer.Ordinal);

    public static PricingRules None { get; } = new(PricingContent.Empty);

    /// <summary>What it was made of.</summary>
    public PricingContent Content => content;

    /// <summary>The bundle as it is sold at this time.</summary>
    public bool TryBundle(string code, [MaybeNullWhen(false)] out BundleDefinition bundle) => bundles.TryGetValue(code, out bundle);
}
