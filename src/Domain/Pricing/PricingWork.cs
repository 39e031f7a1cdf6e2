using Commerce.Domain.Discounts;

namespace Commerce.Domain.Pricing;

/// <summary>
/// A pricing under way: what the stages hand on to one another. Mutable and never seen outside; one for each pricing, and after it the next one's on the same thread,
/// so that a pricing allocates little but what it answers.
/// </summary>
internal sealed class PricingWork
{
    private const int MostSpareLines = 200;

    [ThreadStatic]
    private static PricingWork? spare;

    private readonly Stack<WorkLine> spareLines = [];
    private readonly BasketOrder order = new();
    private TraceWriter? trace;

    private PricingWork() { }

    public Basket Basket { get; private set; } = null!;

    /// <summary>The basket's lines in the order they are priced in.</summary>
    public ReadOnlySpan<BasketLine> BasketLines => order.Lines;

    public BuyerContext Buyer { get; private set; } = null!;

    public RulesInForce Rules { get; private set; } = null!;

    /// <summary>The pricing rules in force at the buyer's instant.</summary>
    public PricingRules Pricing { get; private set; } = null!;

    /// <summary>The price lists that count for this buyer.</summary>
    public PriceCandidates Candidates { get; } = new();

    /// <summary>Null when nobody asked why, and while something is only tried.</summary>
    public TraceWriter? Trace => Discounts is { IsTrying: true } ? null : trace;

    /// <summary>To be begun with.</summary>
    public DiscountRun SpareRun { get; } = new();

    /// <summary>Where the discounts stand; null when there are no rules.</summary>
    public DiscountRun? Discounts { get; set; }

    /// <summary>In the order of <see cref="BasketLines"/>; a bundle's components in the place of the bundle, gifts at the end.</summary>
    public List<WorkLine> Lines { get; } = [];

    public List<QuoteBundle> Bundles { get; } = [];

    public List<PricingProblem> Problems { get; } = [];

    /// <summary>Null until a method is chosen that is offered here.</summary>
    public QuoteShipping? Shipping { get; set; }

    /// <summary>What shipping costs after the discounts so far.</summary>
    public long ShippingRunning { get; set; }

    public List<DiscountShare> ShippingDiscounts { get; } = [];

    /// <summary>Tax added to shipping.</summary>
    public long ShippingTax { get; set; }

    public List<TaxAmount> Taxes { get; } = [];

    /// <summary>Parallel to the coupons of the basket.</summary>
    public List<CouponOutcome> Coupons { get; } = [];

    public List<AppliedCoupon> AppliedCoupons { get; } = [];

    /// <summary>Subtotals of the lines so far; what <see cref="PricingEngine.Ceiling"/> is held against.</summary>
    public long Subtotal { get; set; }

    public static PricingWork Begin(Basket basket, BuyerContext buyer, RulesInForce rules, TraceWriter? trace)
    {
        var work = spare ?? new();
        spare = null;
        (work.Basket, work.Buyer, work.Rules, work.trace) = (basket, buyer, rules, trace);
        work.Pricing = rules.Pricing.Rules.At(buyer.Instant) ?? PricingRules.None;
        work.order.Take(basket.Lines);
        work.Candidates.Take(work.Pricing, buyer);

        return work;
    }

    /// <summary>A line as it is before discounts.</summary>
    public void Add(BasketLine line, Goods goods, ResolvedPrice price, long subtotal)
    {
        var made = spareLines.TryPop(out var used) ? used : new();
        made.Set(line.LineId, goods, line.Units);
        (made.UnitPrice, made.ListPrice, made.Subtotal, made.Running) = (price.UnitPrice, price.ListPrice, subtotal, subtotal);
        Lines.Add(made);
    }

    /// <summary>Puts everything that was made back in the basket's order.</summary>
    public void Restore()
    {
        order.Restore(Lines, static line => line.Gift is null ? line.Bundle ?? line.LineId : null);
        order.Restore(Bundles, static bundle => bundle.LineId);
        order.Restore(Problems, static problem => problem.LineId);
    }

    /// <summary>Forgets it all. A pricing that failed does not come here, and its work is nobody's.</summary>
    public void End()
    {
        foreach (var line in Lines)
            if (spareLines.Count < MostSpareLines)
            {
                line.Clear();
                spareLines.Push(line);
            }

        (Basket, Buyer, Rules, Pricing, trace, Discounts, Shipping) = (null!, null!, null!, null!, null, null, null);
        (ShippingRunning, ShippingTax, Subtotal) = (0, 0, 0);
        order.Clear();
        Lines.Clear();
        Bundles.Clear();
        Problems.Clear();
        ShippingDiscounts.Clear();
        Taxes.Clear();
        Coupons.Clear();
        AppliedCoupons.Clear();
        spare = this;
    }
}

/// <summary>Collects the steps of a trace.</summary>
internal sealed class TraceWriter
{
    public List<TraceStep> Steps { get; } = [];

    public void Add(string stage, string? lineId, string rule, string outcome, long amount, string text) => Steps.Add(new(stage, lineId, rule, outcome, amount, text));
}
