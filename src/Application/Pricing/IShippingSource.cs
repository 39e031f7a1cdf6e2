using Commerce.Domain.Pricing;

namespace Commerce.Application.Pricing;

/// <summary>
/// Which ways of sending there are and what they cost: the shop's own methods, or those of a carrier that is registered in their place. It is asked at every pricing and must answer from memory; what it says is
/// frozen with the totals it made.
/// </summary>
public interface IShippingSource
{
    /// <param name="own">The rules in force, with the shop's own methods.</param>
    /// <returns>In the order they are offered.</returns>
    IReadOnlyList<ShippingTable> MethodsFor(PricingRules own, BuyerContext buyer);
}

internal sealed class OwnShippingMethods : IShippingSource
{
    public IReadOnlyList<ShippingTable> MethodsFor(PricingRules own, BuyerContext buyer) => own.Methods;
}
