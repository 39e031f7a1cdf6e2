using System.Numerics;
using Commerce.Domain.Pricing;

namespace Commerce.Domain.Specs.Pricing.Reference;

/// <summary>What units of a variant cost: every list is asked for every unit.</summary>
internal sealed class ReferencePrices(ReferenceShop shop, BuyerContext buyer)
{
    public sealed record Price(BigInteger Unit, BigInteger List, BigInteger Amount);

    /// <summary>Null: no price.</summary>
    public Price? Of(string variantId, int units)
    {
        if (!shop.Prices.TryGetValue(variantId, out var prices))
            return null;

        var lists = shop.Pricing.Lists.Where(Fits).OrderBy(Level).ThenBy(list => list.Priority).ThenByDescending(Parts).ThenBy(list => list.Code, StringComparer.Ordinal).ToList();
        var overrides = lists.Where(list => list.Kind == PriceListKind.Override).ToList();
        var otherwise = Best(prices, overrides, units, whole: false);
        var sale = lists.Where(list => list.Kind == PriceListKind.Sale).Select(list => Cost(prices, list, overrides, units, whole: false)).Where(cost => cost is not null).Min();
        var isSale = sale is not null && (otherwise is null || sale < otherwise.Value.Cost);
        if ((isSale ? sale : otherwise?.Cost) is not { } amount)
            return null;

        var unit = Exact.Round(amount, units, buyer.Rounding);
        var list = isSale ? Exact.Round(otherwise?.Cost ?? amount, units, buyer.Rounding)
            : otherwise!.Value.List is not null && prices.Base.TryGetValue(buyer.Currency, out var own) ? own
            : unit;
        return new(unit, BigInteger.Min(BigInteger.Max(list, unit), long.MaxValue), amount);
    }

    private bool Fits(PriceListDefinition list) =>
        list.Currency == buyer.Currency && !(list.From > buyer.Instant) && !(list.To <= buyer.Instant)
        && (list.Scope.Companies.Count == 0 || list.Scope.Companies.Any(company => company == buyer.Company))
        && (list.Scope.Groups.Count == 0 || list.Scope.Groups.Intersect(buyer.MemberOf).Any())
        && (list.Scope.Channels.Count == 0 || list.Scope.Channels.Contains(buyer.Channel))
        && (list.Scope.Countries.Count == 0 || list.Scope.Countries.Any(country => country == buyer.Country));

    private static int Level(PriceListDefinition list) =>
        list.Scope.Companies.Count > 0 ? 1 : list.Scope.Groups.Count > 0 ? 2 : list.Scope.Channels.Count + list.Scope.Countries.Count > 0 ? 3 : 4;

    private static int Parts(PriceListDefinition list) =>
        new[] { list.Scope.Companies.Count, list.Scope.Groups.Count, list.Scope.Channels.Count, list.Scope.Countries.Count }.Count(count => count > 0);

    private (BigInteger Cost, PriceListDefinition? List)? Best(VariantPrices prices, List<PriceListDefinition> overrides, int units, bool whole)
    {
        var best = overrides.Select((list, i) => (List: list, Cost: Cost(prices, list, overrides[(i + 1)..], units, whole))).Where(candidate => candidate.Cost is not null)
            .OrderBy(candidate => Level(candidate.List)).ThenBy(candidate => candidate.List.Priority).ThenByDescending(candidate => Parts(candidate.List))
            .ThenBy(candidate => candidate.Cost).ThenBy(candidate => candidate.List.Code, StringComparer.Ordinal).FirstOrDefault();

        return best.List is not null ? (best.Cost!.Value, best.List)
            : prices.Base.TryGetValue(buyer.Currency, out var own) ? (new BigInteger(own) * units, null)
            : null;
    }

    /// <summary>The sum of what each unit costs. Units below the first graduated tier are bought elsewhere, all of them from one.</summary>
    private BigInteger? Cost(VariantPrices prices, PriceListDefinition list, List<PriceListDefinition> after, int units, bool whole)
    {
        var each = Enumerable.Range(1, units).Select(unit => UnitIn(prices, list, unit, units, depth: 1)).ToList();
        var elsewhere = each.Count(price => price is null);
        var here = each.Aggregate(BigInteger.Zero, (sum, price) => sum + (price ?? 0));

        return elsewhere == 0 ? here
            : elsewhere == units || whole || Best(prices, after, elsewhere, whole: true) is not { } rest ? null
            : here + rest.Cost;
    }

    /// <summary>The price of one of so many units.</summary>
    private BigInteger? UnitIn(VariantPrices prices, PriceListDefinition list, int unit, int units, int depth)
    {
        var tiers = prices.Lists.GetValueOrDefault(list.Code) ?? [];
        var reached = tiers.Where(tier => tier.From <= units).ToList();
        if (list.Tiers == TierMode.Volume && reached.Count > 0)
            return reached[^1].Amount;
        if (list.Tiers == TierMode.Graduated && reached.Any(tier => tier.From <= unit))
            return reached.Last(tier => tier.From <= unit).Amount;

        if (list.Parent is not { } up)
            return null;

        var below = list.Tiers == TierMode.Graduated && reached.Count > 0 ? reached[0].From - 1 : units;
        var parent = shop.Pricing.Lists.FirstOrDefault(other => other.Code == up.Code && other.Currency == list.Currency);
        var price = up.Code == PriceListDefinition.Base ? (prices.Base.TryGetValue(list.Currency, out var own) ? own : (BigInteger?)null)
            : parent is not null && depth < PriceListDefinition.Deepest ? UnitIn(prices, parent, unit, below, depth + 1)
            : null;

        return price is { } found ? Changed(found, up) : null;
    }

    private BigInteger Changed(BigInteger price, PriceListParent up)
    {
        var tenThousandths = up.Percent is { } percent ? price * (10_000 + percent) : (price + up.Amount!.Value) * 10_000;
        var changed = up.Rounding is { } ending
            ? Exact.Round(tenThousandths, new BigInteger(10_000) * ending.Multiple, buyer.Rounding) * ending.Multiple - ending.Less
            : Exact.Round(tenThousandths, 10_000, buyer.Rounding);

        return BigInteger.Min(BigInteger.Max(0, changed), long.MaxValue);
    }
}
