using System.Buffers;
using Commerce.Domain.Pricing;

namespace Commerce.Domain.Discounts;

/// <summary>Looking for the goods a rule works on.</summary>
internal sealed partial class DiscountRun
{
    public bool Has(int selector)
    {
        foreach (ref readonly var slot in Slots)
            if (slot.Is(selector))
                return true;

        return false;
    }

    /// <summary>What a selector's goods come to now, and how many units they are.</summary>
    public (long Spend, long Units) Count(int selector)
    {
        var (spend, units) = (0L, 0L);
        foreach (ref readonly var slot in Slots)
            if (slot.Is(selector))
                (spend, units) = (spend + slot.Line.Running, units + slot.Line.Units);

        return (spend, units);
    }

    /// <summary>Marks what a rule makes cheaper: its target goods that cost anything still, or so many units of the dearest of them. Returns what that is worth.</summary>
    public long Mark(CompiledRule rule)
    {
        var worth = 0L;
        if (rule.Rule.MostUnits is { } most)
            foreach (var place in Ranked(rule.Target, Place.Dearest, atStart: false))
            {
                ref var slot = ref slots[place.Slot];
                slot.Units = Math.Min(most, place.Units);
                slot.Worth = slot.Units == place.Units ? place.Amount : Allocation.Share(place.Amount, slot.Units, place.Units, Rounding);
                (most, worth) = (most - slot.Units, worth + slot.Worth);
            }
        else
            foreach (ref var slot in Slots)
                if (slot.Is(rule.Target) && slot.Line.Running > 0)
                {
                    (slot.Units, slot.Worth) = (slot.Line.Units, slot.Line.Running);
                    worth += slot.Worth;
                }

        return worth;
    }

    /// <summary>What the next units of a line are worth to an offer: units are told apart by index, so that all together are worth the line.</summary>
    public long Worth(in Slot slot, int units) =>
        Allocation.Share(slot.Start, slot.Taken + units, slot.Line.Units, Rounding) - Allocation.Share(slot.Start, slot.Taken, slot.Line.Units, Rounding);

    /// <summary>Lines by the price of a unit, of one selector or all: as it is now, or as it was when the offers began, without lines whose units they have used up.</summary>
    public Span<Place> Ranked(int? selector, Comparison<Place> order, bool atStart)
    {
        var count = 0;
        places ??= ArrayPool<Place>.Shared.Rent(before.Lines);
        for (var i = 0; i < before.Lines; i++)
            if ((selector is not { } wanted || slots[i].Is(wanted)) && (atStart ? slots[i].Free : slots[i].Line.Running) > 0)
                places[count++] = new(i, atStart ? slots[i].Start : slots[i].Line.Running, slots[i].Line.Units);

        var ranked = places.AsSpan(0, count);
        ranked.Sort(order);
        return ranked;
    }

    /// <summary>Caps an amount and shares it out to the marked goods by what they are worth together: to the last minor unit, and to none more than it is worth.</summary>
    public void Share(CompiledRule rule, long amount, long worth)
    {
        var off = Capped(rule, amount);
        Share(off, static slot => slot.Worth);
        if (off < amount)
            Work.Trace?.Add(TraceStage.Rounding, null, rule.Rule.Code, TraceStep.Accepted, 0, Telling.Capped(this, amount, off));
        if (off > 0)
            Work.Trace?.Add(TraceStage.Rounding, null, rule.Rule.Code, TraceStep.Accepted, 0, Telling.Shared(this, off, worth));
    }

    /// <summary>Forgets what was marked for the rule before.</summary>
    public void Unmark()
    {
        foreach (ref var slot in Slots)
            (slot.Units, slot.Worth, slot.Off, slot.Bought) = (0, 0, 0, 0);
    }

    private void Share(long total, Func<Slot, long> weight)
    {
        Span<long> weights = before.Lines <= 64 ? stackalloc long[before.Lines] : new long[before.Lines];
        Span<long> shares = before.Lines <= 64 ? stackalloc long[before.Lines] : new long[before.Lines];
        for (var i = 0; i < before.Lines; i++)
            weights[i] = weight(slots[i]);

        Allocation.SplitInto(shares, total, weights);
        for (var i = 0; i < before.Lines; i++)
            slots[i].Off = shares[i];
    }
}
