using System.Numerics;
using Commerce.Domain.Pricing;

namespace Commerce.Domain.Specs.Pricing.Reference;

/// <summary>Tax on what is left of each line and of shipping.</summary>
internal static class ReferenceTax
{
    /// <summary>All tax by rate, and what is added to shipping.</summary>
    public static (List<TaxAmount> Taxes, BigInteger OnShipping) Apply(ReferenceShop shop, BuyerContext buyer, List<ReferenceLine> lines, BigInteger shipping)
    {
        var zones = shop.Pricing.Taxes;
        var zone = zones.FirstOrDefault(zone => buyer.Country is { } country && zone.Countries.Contains(country) && buyer.Region is { } region && zone.Regions.Contains(region))
            ?? zones.FirstOrDefault(zone => buyer.Country is { } country && zone.Countries.Contains(country) && zone.Regions.Count == 0)
            ?? zones.FirstOrDefault(zone => zone.Countries.Count == 0);

        var (taxes, onShipping) = (new List<TaxAmount>(), BigInteger.Zero);
        foreach (var rate in zone?.Rates ?? [])
        {
            BigInteger Tax(BigInteger part) => zone!.PricesIncludeTax
                ? Exact.Round(part * rate.PartsPerMillion, 1_000_000 + rate.PartsPerMillion, buyer.Rounding)
                : Exact.Round(part * rate.PartsPerMillion, 1_000_000, buyer.Rounding);

            var bearing = lines.Where(line => line.Goods.TaxClass == rate.Class).ToList();
            List<BigInteger> parts = [.. bearing.Select(line => line.Left), zone!.ShippingClass == rate.Class ? shipping : 0];
            var whole = parts.Aggregate(BigInteger.Zero, (all, part) => all + part);
            if (whole.IsZero)
                continue;

            var shares = buyer.TaxRounding == TaxRounding.PerLine ? [.. parts.Select(Tax)] : Exact.Share(Tax(whole), parts);
            var sum = shares.Aggregate(BigInteger.Zero, (all, share) => all + share);
            foreach (var (line, share) in bearing.Zip(shares))
                (line.Tax, line.Included) = zone.PricesIncludeTax ? (line.Tax, share) : (share, line.Included);
            onShipping += zone.PricesIncludeTax ? 0 : shares[^1];

            Money Some(BigInteger amount) => new((long)amount, buyer.Currency);
            taxes.Add(new(rate.Class, rate.Name, rate.PartsPerMillion, Some(zone.PricesIncludeTax ? whole - sum : whole), Some(sum), zone.PricesIncludeTax));
        }

        return (taxes, onShipping);
    }
}
