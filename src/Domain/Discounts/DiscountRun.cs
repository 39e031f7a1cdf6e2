using System.Buffers;
using Commerce.Domain.Pricing;

namespace Commerce.Domain.Discounts;

/// <summary>Where the discounts of one pricing stand: what became of each rule, and what each line has left. It belongs to a <see cref="PricingWork"/> and is used again with it; its arrays are rented.</summary>
internal sealed partial class DiscountRun
{
    private (int Lines, int Problems, long Subtotal) before;
    private Slot[] slots = [];
    private RuleState[] states = [];
    private Place[]? places;
    private Taken[]? offs;
    private int taken;

    public PricingWork Work { get; private set; } = null!;

    public DiscountRules Rules { get; private set; } = null!;

    /// <summary>The lines, in the order of the work, which does not depend on the basket's. Gifts are not among them: no rule counts them.</summary>
    public Span<Slot> Slots => slots.AsSpan(0, before.Lines);

    /// <summary>One for each rule, by its index.</summary>
    public Span<RuleState> States => states.AsSpan(0, Rules.All.Length);

    /// <summary>The choice within exclusion groups; null when there is nothing to choose.</summary>
    public GroupTrials? Trials { get; set; }

    /// <summary>Only looking what it would come to: nothing is written down.</summary>
    public bool IsTrying => Trials is { IsSettled: false };

    /// <summary>Any discount has applied.</summary>
    public bool HasApplied { get; set; }

    /// <summary>One that goes with no other has applied.</summary>
    public bool IsClosed { get; set; }

    /// <summary>One that ends its phase has applied.</summary>
    public bool IsStopped { get; set; }

    /// <summary>The percentage of the rule that is being applied, where it has tiers.</summary>
    public int Rate { get; set; }

    public string Currency => Work.Buyer.Currency;

    public Rounding Rounding => Work.Buyer.Rounding;

    public long Percent(long value, int basisPoints) => Rounding.Scale(value, basisPoints, 10_000);

    /// <summary>What the rule may take off of an amount.</summary>
    public long Capped(CompiledRule rule, long amount)
    {
        ref readonly var state = ref States[rule.Index];
        var capped = rule.MostOff.TryGet(Currency, out var most) ? Math.Min(most, amount) : amount;
        return state.IsBudgeted ? Math.Min(state.Left, capped) : capped;
    }

    /// <summary>Takes off what was marked, at most the rule's cap; false when that is nothing.</summary>
    public bool TakeOff(CompiledRule rule, string stage)
    {
        var off = 0L;
        foreach (ref readonly var slot in Slots)
            off += slot.Off;

        if (Capped(rule, off) is var most && most < off)
        {
            Share(most, static slot => slot.Off);
            Work.Trace?.Add(TraceStage.Rounding, null, rule.Rule.Code, TraceStep.Accepted, 0, Telling.Capped(this, off, most));
        }

        if (most <= 0)
            return false;

        for (var i = 0; i < before.Lines; i++)
            TakeOff(i, rule, stage);

        States[rule.Index].Off = most;
        return true;
    }

    public DiscountRun Begin(PricingWork work, DiscountRules rules)
    {
        (Work, Rules, before) = (work, rules, (work.Lines.Count, work.Problems.Count, work.Subtotal));
        (places, offs, taken, Trials, HasApplied, IsClosed) = (null, null, 0, null, false, false);
        (slots, states) = (ArrayPool<Slot>.Shared.Rent(before.Lines), ArrayPool<RuleState>.Shared.Rent(rules.All.Length));
        for (var i = 0; i < before.Lines; i++)
            slots[i] = new() { Line = work.Lines[i], Selected = rules.Selecting(work.Lines[i].Goods) };

        States.Clear();
        return this;
    }

    /// <summary>As it was before any discount, for the next try.</summary>
    public void Rewind()
    {
        Work.Lines.RemoveRange(before.Lines, Work.Lines.Count - before.Lines);
        Work.Problems.RemoveRange(before.Problems, Work.Problems.Count - before.Problems);
        Work.ShippingDiscounts.Clear();
        (Work.Subtotal, Work.Shipping, Work.ShippingRunning) = (before.Subtotal, null, 0);
        (HasApplied, IsClosed) = (false, false);
        foreach (ref var slot in Slots)
            slot.Line.Running = slot.Line.Subtotal;
        foreach (ref var state in States)
            (state.Now, state.Off) = (state.Fixed, 0);
    }

    /// <summary>Writes down what each line got, and gives back what was rented.</summary>
    public void Finish()
    {
        foreach (ref var slot in Slots)
            slot.Line.Discounts = slot.Shares == 0 ? null : new DiscountShare[slot.Shares];
        for (var i = taken - 1; i >= 0; i--)
        {
            ref var slot = ref slots[offs![i].Slot];
            slot.Line.Discounts![--slot.Shares] = new(offs[i].Rule.Rule.Code, offs[i].Rule.Rule.Label, new(offs[i].Amount, Currency));
        }

        ArrayPool<Slot>.Shared.Return(slots, clearArray: true);
        ArrayPool<RuleState>.Shared.Return(states);
        if (places is not null)
            ArrayPool<Place>.Shared.Return(places);
        if (offs is not null)
            ArrayPool<Taken>.Shared.Return(offs, clearArray: true);
    }

    private void TakeOff(int at, CompiledRule rule, string stage)
    {
        ref var slot = ref slots[at];
        if (rule.Phase == DiscountPhase.BuyGet)
            slot.Taken += slot.Units + slot.Bought;
        if (slot.Off == 0)
            return;

        slot.Line.Running -= slot.Off;
        if (IsTrying)
            return;

        if (taken == (offs?.Length ?? 0))
            Grow();
        offs![taken++] = new(at, rule, slot.Off);
        slot.Shares++;
        Work.Trace?.Add(stage, slot.Line.LineId, rule.Rule.Code, TraceStep.Accepted, -slot.Off, Telling.Line(this, rule, slot));
    }

    private void Grow()
    {
        var more = ArrayPool<Taken>.Shared.Rent(taken + 8 * before.Lines);
        if (offs is not null)
        {
            offs.CopyTo(more, 0);
            ArrayPool<Taken>.Shared.Return(offs, clearArray: true);
        }

        offs = more;
    }
}
