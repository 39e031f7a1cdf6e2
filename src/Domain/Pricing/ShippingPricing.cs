namespace Commerce.Domain.Pricing;

/// <summary>What sending costs by the chosen method, after the discounts of the goods and before its own.</summary>
internal static class ShippingPricing
{
    public static void Apply(PricingWork work)
    {
    }
}
