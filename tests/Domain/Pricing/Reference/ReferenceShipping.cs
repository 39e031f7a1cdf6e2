using System.Numerics;
using Commerce.Domain.Pricing;

namespace Commerce.Domain.Specs.Pricing.Reference;

/// <summary>What sending costs.</summary>
internal sealed record ReferenceShipping(ShippingTable Table, BigInteger Amount)
{
    public static ReferenceShipping? Of(ReferenceShop shop, Basket basket, BuyerContext buyer, List<ReferenceLine> lines, BigInteger subtotal)
    {
        var table = shop.Pricing.Shipping.FirstOrDefault(table => table.Code == basket.ShippingMethod);
        var zone = table?.Zones.FirstOrDefault(zone => buyer.Country is { } country && zone.Countries.Contains(country)) ?? table?.Zones.FirstOrDefault(zone => zone.Countries.Count == 0);
        if (lines.Count == 0 || zone?.Rates.FirstOrDefault(rate => rate.Currency == buyer.Currency) is not { } rate)
            return null;

        var value = lines.Aggregate(BigInteger.Zero, (all, line) => all + line.Left);
        var measured = rate.Basis == ShippingBasis.Value ? value : lines.Aggregate(BigInteger.Zero, (all, line) => all + new BigInteger(line.Goods.WeightGrams) * line.Units);
        if (measured > (rate.Most ?? long.MaxValue) || rate.Steps.LastOrDefault(step => step.From <= measured) is not { } step)
            return null;

        var amount = rate.FreeFrom is { } free && value >= free ? 0 : step.Amount;
        return subtotal + amount > PricingEngine.Ceiling ? null : new(table!, amount);
    }
}
