using Commerce.Domain.Pricing;

namespace Commerce.Application.Pricing;

/// <summary>
/// Which tax is due where: the shop's own tax zones, or those of a provider that is registered in their place. It is asked at every pricing and must answer from memory; what it says is frozen with the totals it made.
/// </summary>
public interface ITaxSource
{
    /// <param name="own">The rules in force, with the shop's own zones.</param>
    /// <returns>Null: no tax is due.</returns>
    TaxZone? ZoneOf(PricingRules own, BuyerContext buyer);
}

internal sealed class OwnTaxZones : ITaxSource
{
    public TaxZone? ZoneOf(PricingRules own, BuyerContext buyer) => own.TaxZone(buyer.Country, buyer.Region);
}
