using static Commerce.Domain.Discounts.DiscountEffect;

namespace Commerce.Domain.Discounts;

/// <summary>
/// Goods that are cheaper together, as often as a whole set of them is in the basket, with units no other offer has used. Parts may want the same goods: how many sets there are, and which
/// units make them most worth, is exact. A set with a price is only made while it takes more off.
/// </summary>
/// <remarks>A set of parts is a number whose bits are the parts. By Hall's theorem so many sets can be made as every set of parts finds units enough among those that fit any of it.</remarks>
internal static class SetOffer
{
    public static Verdict Mark(DiscountRun run, CompiledRule rule, BundleOffer offer)
    {
        var all = (1 << offer.Parts.Count) - 1;
        Span<long> wants = stackalloc long[all + 1]; // units of one offer, for each set of parts
        Span<long> has = stackalloc long[all + 1]; // units that fit into nothing but these parts
        Span<long> used = stackalloc long[all + 1]; // of those, the ones that are taken
        has.Clear();
        for (var parts = 0; parts <= all; parts++)
            wants[parts] = Wanted(offer, parts);
        foreach (ref readonly var slot in run.Slots)
            AddToEach(has, Fits(slot, rule), slot.Free);

        var times = Math.Min(offer.MostTimes ?? long.MaxValue, (rule.Rule.MostUnits ?? long.MaxValue) / wants[all]);
        for (var parts = 1; parts <= all; parts++)
            times = Math.Min(times, (has[all] - has[all & ~parts]) / wants[parts]);
        if (times == 0)
            return Verdict.Incomplete;

        var places = run.Ranked(null, Place.Dearest, atStart: true);
        if (offer.Percent is { } percent)
        {
            Take(run, rule, places, wants, used, times);
            foreach (ref var slot in run.Slots)
                slot.Off = run.Percent(slot.Worth, percent);
            run.Rate = percent;
            return Verdict.Applied;
        }

        rule.Amounts.TryGet(run.Currency, out var price);
        var (made, off) = (0L, 0L);
        while (made < times && Less(Take(run, rule, places, wants, used, made + 1), price, made + 1) is var more && more > off)
            (made, off) = (made + 1, more);

        run.Share(rule, off, worth: Take(run, rule, places, wants, used, made));
        return Verdict.Applied;
    }

    private static long Less(long worth, long price, long times) => (long)Int128.Max(0, worth - (Int128)price * times);

    /// <summary>Marks the units that make so many sets most worth: the dearest first, as long as every set of parts has room for those that fit into nothing else. Returns their worth.</summary>
    private static long Take(DiscountRun run, CompiledRule rule, Span<Place> places, Span<long> wants, Span<long> used, long times)
    {
        var worth = 0L;
        used.Clear();
        foreach (var place in places)
        {
            ref var slot = ref run.Slots[place.Slot];
            var fits = Fits(slot, rule);
            var room = fits == 0 ? 0L : slot.Free;
            for (var parts = fits; parts < wants.Length; parts++)
                if ((parts & fits) == fits)
                    room = Math.Min(room, times * wants[parts] - used[parts]);

            slot.Units = (int)room;
            slot.Worth = run.Worth(slot, slot.Units);
            worth += slot.Worth;
            AddToEach(used, fits, room);
        }

        return worth;
    }

    private static void AddToEach(Span<long> sums, int fits, long units)
    {
        for (var parts = fits; parts < sums.Length && fits != 0; parts++)
            if ((parts & fits) == fits)
                sums[parts] += units;
    }

    private static long Wanted(BundleOffer offer, int parts)
    {
        var units = 0L;
        for (var part = 0; part < offer.Parts.Count; part++)
            units += (parts >> part & 1) * offer.Parts[part].Units;

        return units;
    }

    private static int Fits(in Slot slot, CompiledRule rule)
    {
        var fits = 0;
        for (var part = 0; part < rule.Parts.Length; part++)
            fits |= slot.Is(rule.Parts[part]) ? 1 << part : 0;

        return fits;
    }
}
