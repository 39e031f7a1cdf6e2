using Commerce.Domain.Checkouts;

namespace Commerce.Application.Checkouts;

/// <summary>The flat rate table of the shop, in the order it is offered.</summary>
public interface IShippingRates
{
    IReadOnlyList<ShippingMethod> Methods { get; }
}
