using Commerce.Domain.Pricing;

namespace Commerce.Domain.Discounts;

/// <summary>The stages that take something off.</summary>
internal static class DiscountEngine
{
    /// <summary>Finds out which rules may apply at all, and which coupons open one.</summary>
    public static void Open(PricingWork work)
    {
    }

    public static void Items(PricingWork work)
    {
    }

    public static void BuyGet(PricingWork work)
    {
    }

    public static void Order(PricingWork work)
    {
    }

    public static void Shipping(PricingWork work)
    {
    }

    /// <summary>Says what became of the coupons.</summary>
    public static void Close(PricingWork work)
    {
    }
}
