using Commerce.Domain.Discounts;

namespace Commerce.Domain.Pricing;

/// <summary>A pricing under way: what the stages hand on to one another. Mutable and never seen outside; one for each pricing.</summary>
internal sealed class PricingWork(Basket basket, BuyerContext buyer, RulesInForce rules, TraceWriter? trace)
{
    public Basket Basket => basket;

    public BuyerContext Buyer => buyer;

    public RulesInForce Rules => rules;

    /// <summary>The pricing rules in force at the buyer's instant.</summary>
    public PricingRules Pricing { get; } = rules.Pricing.Rules.At(buyer.Instant) ?? PricingRules.None;

    /// <summary>The price lists that count for this buyer.</summary>
    public PriceCandidates Candidates { get; } = new();

    /// <summary>Null when nobody asked why, and while something is only tried.</summary>
    public TraceWriter? Trace => Discounts is { IsTrying: true } ? null : trace;

    /// <summary>Where the discounts stand; null when there are no rules.</summary>
    public DiscountRun? Discounts { get; set; }

    /// <summary>In the basket's order; a bundle's components in the place of the bundle, gifts at the end.</summary>
    public List<WorkLine> Lines { get; } = new(basket.Lines.Count);

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

    /// <summary>A line as it is before discounts.</summary>
    public void Add(BasketLine line, Goods goods, ResolvedPrice price, long subtotal) =>
        Lines.Add(new(line.LineId, goods, line.Units) { UnitPrice = price.UnitPrice, ListPrice = price.ListPrice, Subtotal = subtotal, Running = subtotal });
}

/// <summary>Units of one variant on their way through the stages. Amounts are minor units of the buyer's currency, for all units together unless they say otherwise.</summary>
internal sealed class WorkLine(string lineId, Goods goods, int units)
{
    public string LineId => lineId;

    public Goods Goods => goods;

    public int Units => units;

    /// <summary>Of one unit.</summary>
    public long UnitPrice { get; set; }

    /// <summary>Of one unit.</summary>
    public long ListPrice { get; set; }

    public long Subtotal { get; set; }

    /// <summary>The subtotal less the discounts so far; never negative.</summary>
    public long Running { get; set; }

    public DiscountShare[]? Discounts { get; set; }

    public string? Bundle { get; init; }

    public string? Gift { get; init; }

    /// <summary>Added on top.</summary>
    public long Tax { get; set; }

    public long IncludedTax { get; set; }
}

/// <summary>Collects the steps of a trace.</summary>
internal sealed class TraceWriter
{
    public List<TraceStep> Steps { get; } = [];

    public void Add(string stage, string? lineId, string rule, string outcome, long amount, string text) => Steps.Add(new(stage, lineId, rule, outcome, amount, text));
}
