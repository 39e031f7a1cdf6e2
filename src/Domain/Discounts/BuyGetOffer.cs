using static Commerce.Domain.Discounts.DiscountEffect;

namespace Commerce.Domain.Discounts;

/// <summary>
/// Who buys X gets Y cheaper, as often as it goes whole, with units no other offer has used. Y is taken first, the cheapest or the dearest, but never so many units that are also X
/// that too few X remain; then X, the dearest. Both are used up by it.
/// </summary>
internal static class BuyGetOffer
{
    public static Verdict Mark(DiscountRun run, CompiledRule rule, BuyGet offer)
    {
        var (x, y, both) = (0L, 0L, 0L);
        foreach (ref readonly var slot in run.Slots)
            switch (slot.Is(rule.Target), slot.Is(rule.Gets))
            {
                case (true, true): both += slot.Free; break;
                case (true, false): x += slot.Free; break;
                case (false, true): y += slot.Free; break;
            }

        // Enough X, enough Y, and enough of both together.
        var times = Math.Min(Math.Min((x + both) / offer.Buy, (y + both) / offer.Get), (x + y + both) / ((long)offer.Buy + offer.Get));
        times = Math.Min(times, Math.Min(offer.MostTimes ?? times, (rule.Rule.MostUnits ?? long.MaxValue) / offer.Get));
        if (times == 0)
            return Verdict.Incomplete;

        var (get, spare) = (times * offer.Get, x + both - times * offer.Buy);
        foreach (var place in run.Ranked(rule.Gets, offer.Takes == TakesFirst.Cheapest ? Place.Cheapest : Place.Dearest, atStart: true))
        {
            ref var slot = ref run.Slots[place.Slot];
            var isBoth = slot.Is(rule.Target);
            slot.Units = (int)Math.Min(slot.Free, isBoth ? Math.Min(get, spare) : get);
            slot.Worth = run.Worth(slot, slot.Units);
            slot.Off = run.Percent(slot.Worth, offer.Percent);
            (get, spare) = (get - slot.Units, isBoth ? spare - slot.Units : spare);
        }

        var buy = times * offer.Buy;
        foreach (var place in run.Ranked(rule.Target, Place.Dearest, atStart: true))
        {
            ref var slot = ref run.Slots[place.Slot];
            slot.Bought = (int)Math.Min(slot.Free - slot.Units, buy);
            buy -= slot.Bought;
        }

        run.Rate = offer.Percent;
        return Verdict.Applied;
    }
}
