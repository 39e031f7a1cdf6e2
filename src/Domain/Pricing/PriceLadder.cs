using System.Text;

namespace Commerce.Domain.Pricing;

/// <summary>What units of a variant cost in one list: its own tiers, and where they begin too high those of its parents, changed on the way down.</summary>
internal static class PriceLadder
{
    /// <param name="amount">Minor units for all units that have a price.</param>
    /// <param name="why">Takes the arithmetic, for a trace.</param>
    /// <returns>The units without a price: none of them, all of them, or where tiers are graduated those below the first.</returns>
    public static long Cost(CandidateList list, VariantPrices prices, long units, Rounding rounding, out Int128 amount, StringBuilder? why = null)
    {
        amount = 0;
        var links = list.Links;
        for (var i = 0; i < links.Length && units > 0; i++)
        {
            if (links[i].Code is not { } code)
            {
                if (prices.Base.TryGetValue(list.Definition.Currency, out var price))
                    (amount, units) = (amount + Slice(list, i, units, new(1, price), rounding, why), 0);
            }
            else if (prices.Lists.Count > 0 && prices.Lists.TryGetValue(code, out var tiers) && tiers.Count > 0)
                for (var tier = Reached(tiers, units); tier >= 0 && units > 0; tier--)
                {
                    var below = links[i].Mode == TierMode.Graduated ? tiers[tier].From - 1 : 0;
                    amount += Slice(list, i, units - below, tiers[tier], rounding, why);
                    units = below;
                }
        }

        return units;
    }

    /// <summary>Whether the list or one of its parents has the variant.</summary>
    public static bool Has(CandidateList list, VariantPrices prices)
    {
        foreach (var link in list.Links)
            if (link.Code is { } code ? prices.Lists.TryGetValue(code, out var tiers) && tiers.Count > 0 : prices.Base.ContainsKey(list.Definition.Currency))
                return true;

        return false;
    }

    /// <summary>How the tiers count that so many units reach.</summary>
    public static TierMode Mode(CandidateList list, VariantPrices prices, long units)
    {
        foreach (var link in list.Links)
            if (link.Code is { } code && prices.Lists.TryGetValue(code, out var tiers) && Reached(tiers, units) >= 0)
                return link.Mode;

        return TierMode.Volume;
    }

    /// <summary>What the last of so many units costs where tiers are graduated.</summary>
    public static long Last(CandidateList list, VariantPrices prices, long units, Rounding rounding)
    {
        Cost(list, prices, units, rounding, out var all);
        Cost(list, prices, units - 1, rounding, out var before);
        return (long)Int128.Min(all - before, long.MaxValue);
    }

    /// <summary>The number of the last tier that so many units reach; −1 for none.</summary>
    private static int Reached(IReadOnlyList<PriceTier> tiers, long units)
    {
        var last = tiers.Count - 1;
        while (last >= 0 && tiers[last].From > units)
            last--;

        return last;
    }

    private static Int128 Slice(CandidateList list, int link, long units, PriceTier tier, Rounding rounding, StringBuilder? why)
    {
        var (price, currency) = (tier.Amount, list.Definition.Currency);
        why?.Append(why.Length > 0 ? " " : "").Append(list.Links[link].Code ?? PriceListDefinition.Base).Append(tier.From > 1 ? $" from {tier.From}: " : ": ").Append(new Money(price, currency));
        for (var i = link - 1; i >= 0; i--)
            price = Changed(price, list.Links[i].Up!, rounding, currency, why);

        var amount = (Int128)units * price;
        why?.Append($", × {units} = {Text(amount, currency)}.");
        return amount;
    }

    /// <summary>A parent's price as its child has it: rounded once, to the minor unit or to the ending; never below zero.</summary>
    private static long Changed(long price, PriceListParent up, Rounding rounding, string currency, StringBuilder? why)
    {
        // One fraction, so that a percentage and an ending do not round one after the other.
        var (dividend, divisor) = up.Percent is { } percent ? ((Int128)price * (10_000 + (long)percent), 10_000) : ((Int128)price + (up.Amount ?? 0), 1L);
        var changed = up.Rounding is { } ending
            ? rounding.Divide(dividend, (Int128)divisor * ending.Multiple) * ending.Multiple - ending.Less
            : rounding.Divide(dividend, divisor);
        var kept = (long)Int128.Clamp(changed, 0, long.MaxValue);

        why?.Append(up.Percent is { } part ? $" {(part < 0 ? '−' : '+')} {Percent.OfBasisPoints(Math.Abs((long)part))}" : $" {((up.Amount ?? 0) < 0 ? '−' : '+')} {Text(Int128.Abs(up.Amount ?? 0), currency)}")
            .Append(up.Rounding is { } end ? $", to {Text(end.Multiple, currency)}{(end.Less > 0 ? $" less {Text(end.Less, currency)}" : "")}," : "").Append($" = {Text(kept, currency)}");
        return kept;
    }

    private static string Text(Int128 amount, string currency) => amount > long.MaxValue ? $"{amount} {currency}" : new Money((long)amount, currency).ToString();
}
