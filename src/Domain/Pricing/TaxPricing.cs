namespace Commerce.Domain.Pricing;

/// <summary>The last stage: tax on what is left after all discounts, added or told apart, by the zone of the destination.</summary>
internal static class TaxPricing
{
    public static void Apply(PricingWork work)
    {
    }
}
