namespace Commerce.Domain.Pricing;

/// <summary>Units of one variant on their way through the stages. Amounts are minor units of the buyer's currency, for all units together unless they say otherwise.</summary>
internal sealed class WorkLine
{
    public WorkLine() { }

    public WorkLine(string lineId, Goods goods, int units) => Set(lineId, goods, units);

    public string LineId { get; private set; } = null!;

    public Goods Goods { get; private set; } = null!;

    public int Units { get; private set; }

    /// <summary>Of one unit.</summary>
    public long UnitPrice { get; set; }

    /// <summary>Of one unit.</summary>
    public long ListPrice { get; set; }

    public long Subtotal { get; set; }

    /// <summary>The subtotal less the discounts so far; never negative.</summary>
    public long Running { get; set; }

    public DiscountShare[]? Discounts { get; set; }

    public string? Bundle { get; set; }

    public string? Gift { get; set; }

    /// <summary>Added on top.</summary>
    public long Tax { get; set; }

    public long IncludedTax { get; set; }

    public void Set(string lineId, Goods goods, int units) => (LineId, Goods, Units) = (lineId, goods, units);

    public void Clear()
    {
        Set(null!, null!, 0);
        (UnitPrice, ListPrice, Subtotal, Running, Tax, IncludedTax, Discounts, Bundle, Gift) = (0, 0, 0, 0, 0, 0, null, null, null);
    }
}
