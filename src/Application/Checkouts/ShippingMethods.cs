using Commerce.Application.Pricing;
using Commerce.Domain;

namespace Commerce.Application.Checkouts;

/// <param name="PriceVersion">The version of the prices in it; null where it has none.</param>
/// <param name="DiscountVersion">The version of the discounts in it; null where it has no prices.</param>
/// <param name="Items">Empty once the checkout is locked: its method is chosen.</param>
public sealed record ShippingMethods(long? PriceVersion, long? DiscountVersion, IReadOnlyList<ShippingOption> Items)
{
    internal static ShippingMethods Of(CartToPrice? cart, PostalAddress? destination) => new(
        cart?.Terms.Rules.Pricing.Version, cart?.Terms.Rules.Discounts.Version,
        [.. from offer in cart?.Offers(destination) ?? [] select new ShippingOption(offer.Method, offer.Label, offer.Total, offer.Amount)]);
}

/// <summary>A way of sending, with what it costs for this cart.</summary>
/// <param name="Price">After discounts.</param>
/// <param name="ListPrice">Before discounts.</param>
public sealed record ShippingOption(string Code, string Label, Money Price, Money ListPrice);

/// <summary>The ways of sending there are.</summary>
internal static class Sending
{
    /// <summary>A method that the shop does not have, or has in another currency only. Whether it goes to the destination is told by the estimate, and held against the lock.</summary>
    public static Refusal? Refuses(this CartToPrice cart, string? method, PostalAddress? destination) =>
        method is null || cart.Methods(destination).Any(table => table.Code == method && table.Zones.Any(zone => zone.Rates.Any(rate => rate.Currency == cart.Cart.Currency)))
            ? null
            : CheckoutRefusals.MethodUnknown(method, cart.Cart.Currency);
}
