using Commerce.Domain.Pricing;
using static Commerce.Domain.Discounts.DiscountEffect;

namespace Commerce.Domain.Discounts;

/// <summary>
/// The stages that take something off. <c>docs/discounts.md</c> has every rule of it, for those who compute by hand. In short: rules by phase, priority and code; each takes of what those before left;
/// one that takes nothing off leaves no mark; nothing depends on the order of lines (ties go by variant, then by line).
/// </summary>
internal static class DiscountEngine
{
    /// <summary>Finds out which rules may apply at all, and which coupons open one.</summary>
    public static void Open(PricingWork work)
    {
        if (work.Rules.Discounts.Rules.At(work.Buyer.Instant) is not { All.Length: > 0 } rules)
            return;

        var run = work.SpareRun.Begin(work, rules);
        var (coupons, spent) = (work.Basket.Coupons ?? [], work.Basket.Spent ?? []);
        for (var i = 0; i < coupons.Count; i++)
            if (coupons[i] is { Refused: null, Discount: { } discount } && rules.Find(discount) is { } rule)
                run.States[rule.Index].IsOpened = true;
        for (var i = 0; i < spent.Count; i++)
            if (rules.Find(spent[i]) is { } rule)
                run.States[rule.Index].IsSpent = true;

        foreach (var (discount, left) in work.Basket.Left ?? [])
            if (left.Currency == run.Currency && rules.Find(discount) is { } rule)
            {
                ref var state = ref run.States[rule.Index];
                (state.IsBudgeted, state.Left, state.IsSpent) = (true, left.Amount, state.IsSpent || left.Amount <= 0);
            }

        foreach (var rule in rules.All)
        {
            ref var state = ref run.States[rule.Index];
            state.Fixed = state.Now = Eligibility.Of(rule, state, work.Buyer) is not Verdict.Open and var verdict ? verdict : run.Has(rule.Target) ? Verdict.Open : Verdict.NoTarget;
        }

        run.Trials = GroupTrials.Of(run);
        work.Discounts = run;
    }

    public static void Items(PricingWork work) => Phase(work, DiscountPhase.Item, TraceStage.Item);

    public static void BuyGet(PricingWork work)
    {
        if (work.Discounts is { } run)
            foreach (ref var slot in run.Slots)
                (slot.Start, slot.Taken) = (slot.Line.Running, 0);

        Phase(work, DiscountPhase.BuyGet, TraceStage.BuyGet);
    }

    public static void Order(PricingWork work) => Phase(work, DiscountPhase.Order, TraceStage.Order);

    public static void Shipping(PricingWork work) => Phase(work, DiscountPhase.Shipping, TraceStage.ShippingDiscount);

    /// <summary>While the best deals of exclusion groups are being looked for: takes down what this pass came to, and winds back for the next. The last pass stands.</summary>
    public static bool TriesAnother(PricingWork work)
    {
        if (work.Discounts is not { IsTrying: true } run)
            return false;

        var cost = work.ShippingRunning;
        foreach (var line in work.Lines)
            cost += line.Gift is null ? line.Running : -line.Subtotal;

        run.Trials!.Record(run, cost);
        run.Rewind();
        return true;
    }

    /// <summary>Says what became of the coupons.</summary>
    public static void Close(PricingWork work)
    {
        CouponOutcomes.Tell(work);
        work.Discounts?.Finish();
        work.Discounts = null;
    }

    private static void Phase(PricingWork work, DiscountPhase phase, string stage)
    {
        if (work.Discounts is not { } run)
            return;

        run.IsStopped = false;
        foreach (var rule in run.Rules.Of(phase))
        {
            ref var state = ref run.States[rule.Index];
            if (state.Now == Verdict.Open)
                state.Now = Hindrance(run, rule) is not Verdict.Open and var hindered ? hindered : Apply(run, rule, stage);

            if (state.Now != Verdict.Applied)
                work.Trace?.Add(stage, null, rule.Rule.Code, state.Now.Word(), 0, state.Now.Sentence());
        }
    }

    /// <summary>What other rules have to say.</summary>
    private static Verdict Hindrance(DiscountRun run, CompiledRule rule) =>
        run.Trials?.Allows(rule) is false ? run.States[rule.Index].Tried is not (Verdict.Open or Verdict.Applied) and var tried ? tried : Verdict.BetterInGroup
        : run.IsClosed ? Verdict.AfterExclusive
        : rule.Rule.Stacking == Stacking.Exclusive && run.HasApplied ? Verdict.NotAlone
        : run.IsStopped ? Verdict.Stopped
        : Verdict.Open;

    private static Verdict Apply(DiscountRun run, CompiledRule rule, string stage)
    {
        var (spend, units) = run.Count(rule.Target);
        if (rule.MinSpend.TryGet(run.Currency, out var minimum) && spend < minimum)
            return Verdict.MinSpend;
        if (units < rule.Rule.When.MinUnits)
            return Verdict.MinUnits;

        run.Unmark();
        var verdict = rule.Rule.Effect switch
        {
            GiftItem gift => Gifts.Give(run, rule, gift),
            BuyGet offer => BuyGetOffer.Mark(run, rule, offer),
            BundleOffer offer => SetOffer.Mark(run, rule, offer),
            _ => rule.Phase switch
            {
                DiscountPhase.Item => ItemDiscounts.Mark(run, rule, units),
                DiscountPhase.Order => OrderDiscounts.Mark(run, rule, spend),
                _ => ShippingDiscounts.Apply(run, rule),
            },
        };

        if (verdict != Verdict.Applied || (rule.TakesFromLines && !run.TakeOff(rule, stage)))
            return verdict != Verdict.Applied ? verdict : Verdict.NothingOff;

        run.HasApplied = true;
        run.IsClosed |= rule.Rule.Stacking == Stacking.Exclusive;
        run.IsStopped |= rule.Rule.Stacking == Stacking.StopAfter;
        return Verdict.Applied;
    }
}
