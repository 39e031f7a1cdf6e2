using Commerce.Domain.Pricing;

namespace Commerce.Domain.Bundles;

/// <summary>The second stage: what each bundle costs, and what each of its components bears of it.</summary>
internal static class BundlePricing
{
    public static void Apply(PricingWork work)
    {
    }
}
