using Commerce.Application.Pricing;
using Commerce.Domain;
using Commerce.Domain.Pricing;

namespace Commerce.Application.Checkouts;

/// <param name="Items">Empty once the checkout is locked: its method is chosen.</param>
public sealed record ShippingMethods(IReadOnlyList<ShippingOption> Items);

/// <summary>A way of sending, with what it costs for this cart.</summary>
/// <param name="Price">After discounts.</param>
/// <param name="ListPrice">Before discounts.</param>
public sealed record ShippingOption(string Code, string Label, Money Price, Money ListPrice);

/// <summary>The ways of sending there are.</summary>
internal static class Sending
{
    /// <summary>A method that the shop does not have, or has in another currency only. Whether it goes to the destination is told by the estimate, and held against the lock.</summary>
    public static Refusal? Refuses(this Terms terms, string? method, string currency, DateTimeOffset now)
    {
        if (method is null)
            return null;

        var table = (terms.Rules.Pricing.Rules.At(now) ?? PricingRules.None).Method(method);
        return table?.Zones.Any(zone => zone.Rates.Any(rate => rate.Currency == currency)) is true ? null : CheckoutRefusals.MethodUnknown(method, currency);
    }
}
