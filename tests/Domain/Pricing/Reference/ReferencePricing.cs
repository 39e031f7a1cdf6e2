using System.Numerics;
using Commerce.Domain.Bundles;
using Commerce.Domain.Discounts;
using Commerce.Domain.Pricing;

namespace Commerce.Domain.Specs.Pricing.Reference;

/// <summary>The rules of pricing once more, slowly and as they are told: every list is asked for every unit, every group's member is tried, nothing is remembered.</summary>
internal sealed class ReferencePricing(ReferenceShop shop, Basket basket, BuyerContext buyer)
{
    private readonly ReferencePrices prices = new(shop, buyer);
    private readonly List<(string Code, string? LineId)> problems = [];
    private BigInteger subtotal;

    public (Quote Quote, List<(string Code, string? LineId)> Problems) Price()
    {
        // An order that does not depend on the basket's.
        var sorted = basket.Lines.OrderBy(line => line.Goods?.Sku ?? line.Bundle!.BundleCode, StringComparer.Ordinal).ThenBy(line => line.Goods?.VariantId, StringComparer.Ordinal)
            .ThenBy(line => line.LineId, StringComparer.Ordinal).ToList();
        var singles = sorted.Where(line => line.Goods is not null).GroupBy(line => line.Goods!.VariantId).SelectMany(Singles).ToDictionary(line => line.Id);
        var bundles = new Dictionary<string, (QuoteBundle Bundle, List<ReferenceLine> Lines)>();
        foreach (var line in sorted.Where(line => line.Bundle is not null))
            if (Unfold(line) is { } bundle)
                bundles[line.LineId] = bundle;

        List<ReferenceLine> lines = [.. sorted.SelectMany(line => singles.TryGetValue(line.LineId, out var single) ? [single] : bundles.TryGetValue(line.LineId, out var bundle) ? bundle.Lines : [])];
        var discounts = Discount(lines);
        if (basket.ShippingMethod is not null && discounts.Shipping is null && lines.Count + discounts.Gifts.Count > 0)
            problems.Add((PricingProblem.ShippingNotOffered, null));

        List<ReferenceLine> all = [.. lines, .. discounts.Gifts];
        var (taxes, shippingTax) = ReferenceTax.Apply(shop, buyer, all, discounts.ShippingLeft);
        return (Quoted(all, bundles, discounts, taxes, shippingTax), problems);
    }

    private List<ReferenceLine> Singles(IGrouping<string, BasketLine> variant)
    {
        var units = variant.Sum(line => line.Units);
        var price = prices.Of(variant.Key, units);
        if (price is null || subtotal + price.Amount > PricingEngine.Ceiling)
        {
            problems.AddRange(variant.Select(line => (price is null ? PricingProblem.NoPrice : PricingProblem.TooLarge, (string?)line.LineId)));
            return [];
        }

        subtotal += price.Amount;
        var shares = Exact.Share(price.Amount, [.. variant.Select(line => new BigInteger(line.Units))]);
        return [.. variant.Zip(shares, (line, share) => new ReferenceLine(line.LineId, line.Goods!, line.Units, price.Unit, price.List, share))];
    }

    private (QuoteBundle Bundle, List<ReferenceLine> Lines)? Unfold(BasketLine line)
    {
        var bundle = shop.Pricing.Bundles.FirstOrDefault(bundle => bundle.Code == line.Bundle!.BundleCode);
        var picks = line.Bundle!.Picks.Select(pick => (pick.Goods, pick.Times, Option: bundle?.Sets.FirstOrDefault(set => set.Code == pick.Set)?.Options.FirstOrDefault(option => option.Code == pick.Option))).ToList();
        if (bundle is null || bundle.Version != line.Bundle.Version || picks.Any(pick => pick.Option is null))
        {
            problems.Add((bundle is null ? BundleProblem.Gone : BundleProblem.Changed, line.LineId));
            return null;
        }

        var parts = picks.Select(pick => (pick.Goods, Units: pick.Times * pick.Option!.Quantity, Price: prices.Of(pick.Goods.VariantId, pick.Times * pick.Option.Quantity))).ToList();
        BigInteger? amount = bundle.Price.Amounts.TryGetValue(buyer.Currency, out var found) ? found : null;
        var adjustments = picks.Aggregate(BigInteger.Zero, (all, pick) => all + new BigInteger(pick.Option!.Adjustments.GetValueOrDefault(buyer.Currency)) * pick.Times);
        var sum = parts.Aggregate(BigInteger.Zero, (all, part) => all + (part.Price?.Amount ?? 0));
        var due = bundle.Price.Mode switch
        {
            BundlePriceMode.Fixed => amount,
            BundlePriceMode.BasePlusOptions => amount + adjustments,
            BundlePriceMode.SumLessAmount => sum - amount + adjustments,
            BundlePriceMode.SumLessPercent => Exact.Round(sum * (10_000 - bundle.Price.Percent) + adjustments * 10_000, 10_000, buyer.Rounding),
            _ => sum + adjustments,
        };

        if (due is null || parts.Any(part => part.Price is not { } price || price.Amount > PricingEngine.Ceiling))
            problems.Add((PricingProblem.NoPrice, line.LineId));
        else if (BigInteger.Max(due.Value, sum) * line.Units + subtotal > PricingEngine.Ceiling)
            problems.Add((PricingProblem.TooLarge, line.LineId));
        else
        {
            var one = BigInteger.Max(0, due.Value);
            subtotal += one * line.Units;
            var shares = Exact.Share(one, [.. parts.Select(part => part.Price!.Amount)]);
            return (new(line.LineId, bundle.Code, bundle.Version, bundle.Title, line.Units, Some(one * line.Units), Some(sum * line.Units)),
                [.. parts.Select((part, i) => new ReferenceLine($"{line.LineId}:{i + 1}", part.Goods, part.Units * line.Units, part.Price!.Unit, part.Price.List, shares[i] * line.Units) { Bundle = line.LineId })]);
        }

        return null;
    }

    /// <summary>Of each exclusion group the member with which the basket costs least, one group after the other.</summary>
    private ReferenceDiscounts Discount(List<ReferenceLine> lines)
    {
        ReferenceDiscounts Pass(Func<DiscountRule, bool> allowed)
        {
            lines.ForEach(line => line.Offs.Clear());
            var pass = new ReferenceDiscounts(shop, basket, buyer, lines, allowed, subtotal);
            pass.Run();
            return pass;
        }

        var asked = new ReferenceDiscounts(shop, basket, buyer, lines, _ => true, subtotal);
        var groups = shop.Discounts.Discounts.Where(rule => rule is { Stacking: Stacking.BestOfGroup, ExclusionGroup: not null } && asked.IsEligible(rule))
            .OrderBy(rule => rule.Effect.Phase).ThenBy(rule => rule.Priority).ThenBy(rule => rule.Code, StringComparer.Ordinal).GroupBy(rule => rule.ExclusionGroup).Where(group => group.Count() > 1).ToList();

        var losers = new HashSet<DiscountRule>();
        for (var i = 0; i < groups.Count; i++)
        {
            var later = groups[(i + 1)..].SelectMany(group => group).ToHashSet();
            var tried = groups[i].Select(rule => (Rule: rule, Pass: Pass(other => other == rule || !(losers.Contains(other) || later.Contains(other) || groups[i].Contains(other)))))
                .Select(one => (one.Rule, Applies: one.Pass.Applied.ContainsKey(one.Rule), one.Pass.Cost)).ToList();
            if (tried.Where(one => one.Applies).OrderBy(one => one.Cost).Select(one => one.Rule).FirstOrDefault() is { } winner)
                losers.UnionWith(groups[i].Where(rule => rule != winner));
        }

        return Pass(rule => !losers.Contains(rule));
    }

    private Quote Quoted(List<ReferenceLine> all, Dictionary<string, (QuoteBundle Bundle, List<ReferenceLine> Lines)> bundles, ReferenceDiscounts discounts, List<TaxAmount> taxes, BigInteger shippingTax)
    {
        BigInteger Sum(Func<ReferenceLine, BigInteger> part) => all.Aggregate(BigInteger.Zero, (sum, line) => sum + part(line));
        int Place(ReferenceLine line) => line.Gift is null ? basket.Lines.ToList().FindIndex(one => one.LineId == (line.Bundle ?? line.Id)) : int.MaxValue;
        var (left, tax) = (Sum(line => line.Left), Sum(line => line.Tax) + shippingTax);
        var coupons = (basket.Coupons ?? []).Where(coupon => coupon.Refused is null).DistinctBy(coupon => coupon.Discount)
            .Select(coupon => (coupon.Code, Rule: shop.Discounts.Discounts.FirstOrDefault(rule => rule.Code == coupon.Discount))).Where(coupon => coupon.Rule is not null && discounts.Applied.ContainsKey(coupon.Rule));
        return new(
            buyer.Currency, [.. all.OrderBy(Place).Select(line => line.Quoted(buyer.Currency))],
            discounts.Shipping is { } shipping ? new(shipping.Table.Code, shipping.Table.Label, Some(shipping.Amount)) : null,
            Some(Sum(line => line.Subtotal)), Some(Sum(line => line.Subtotal) - left), Some(discounts.ShippingLeft), Some(tax), Some(left + discounts.ShippingLeft + tax), 3, buyer.Rounding)
        {
            DiscountVersion = 5,
            Bundles = [.. basket.Lines.Where(line => bundles.ContainsKey(line.LineId)).Select(line => bundles[line.LineId].Bundle)],
            ShippingDiscounts = [.. discounts.OffShipping.Select(off => new DiscountShare(off.Rule.Code, off.Rule.Label, Some(off.Off)))],
            ShippingTax = shippingTax.IsZero ? null : Some(shippingTax),
            Taxes = taxes,
            Coupons = [.. coupons.Select(coupon => new AppliedCoupon(coupon.Code, coupon.Rule!.Code, Some(discounts.Applied[coupon.Rule])))],
        };
    }

    private Money Some(BigInteger amount) => new((long)amount, buyer.Currency);
}
