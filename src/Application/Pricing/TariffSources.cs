using Commerce.Domain.Pricing;

namespace Commerce.Application.Pricing;

/// <summary>Who says what tax and sending cost.</summary>
internal sealed class TariffSources(ITaxSource taxes, IShippingSource shipping)
{
    public IReadOnlyList<ShippingTable> MethodsFor(PricingRules own, BuyerContext buyer) => shipping.MethodsFor(own, buyer);

    /// <summary>Null when all of it is the rules' own, which need not be told again.</summary>
    public Tariffs? For(PricingRules own, BuyerContext buyer)
    {
        var (tax, methods) = (taxes.ZoneOf(own, buyer), shipping.MethodsFor(own, buyer));
        return ReferenceEquals(tax, own.TaxZone(buyer.Country, buyer.Region)) && ReferenceEquals(methods, own.Methods) ? null : new(tax, methods);
    }
}
