using Commerce.Domain.Pricing;

namespace Commerce.Domain.Discounts;

/// <summary>A line as the discounts see it. The last four members belong to the rule that is being applied.</summary>
internal struct Slot
{
    public WorkLine Line;

    /// <summary>The numbers of the selectors that mean its goods, as bits.</summary>
    public ulong[] Selected;

    /// <summary>What was left of it when buy-X-get-Y and bundle offers began: what its units are worth there.</summary>
    public long Start;

    /// <summary>Units that an offer has used, bought or made cheaper. They are the first ones by index.</summary>
    public int Taken;

    /// <summary>How many discounts it has got.</summary>
    public int Shares;

    /// <summary>Units that are made cheaper.</summary>
    public int Units;

    /// <summary>What these are worth.</summary>
    public long Worth;

    /// <summary>What is taken off.</summary>
    public long Off;

    /// <summary>Units that an offer uses and leaves at their price.</summary>
    public int Bought;

    /// <summary>Units no offer has used yet; units that cost nothing take no part.</summary>
    public readonly int Free => Start > 0 ? Line.Units - Taken : 0;

    public readonly bool Is(int selector) => (Selected[selector >> 6] >> (selector & 63) & 1) != 0;
}

/// <summary>A line's place in a ranking by the price of a unit.</summary>
/// <param name="Slot">Its index; equal prices are in this order.</param>
internal readonly record struct Place(int Slot, long Amount, int Units)
{
    public static readonly Comparison<Place> Dearest = static (left, right) => right.Against(left) is not 0 and var order ? order : left.Slot - right.Slot;

    public static readonly Comparison<Place> Cheapest = static (left, right) => left.Against(right) is not 0 and var order ? order : left.Slot - right.Slot;

    /// <summary>Compares the prices of a unit exactly: a ÷ m with b ÷ n by a · n with b · m.</summary>
    private int Against(Place other) => ((Int128)Amount * other.Units).CompareTo((Int128)other.Amount * Units);
}

/// <summary>What a rule took off a line.</summary>
/// <param name="Slot">The line's index.</param>
internal readonly record struct Taken(int Slot, CompiledRule Rule, long Amount);

/// <summary>Where a rule stands.</summary>
internal struct RuleState
{
    /// <summary>What is so whatever the other rules do.</summary>
    public Verdict Fixed;

    public Verdict Now;

    /// <summary>What it came to when it was tried for its exclusion group.</summary>
    public Verdict Tried;

    public bool IsOpened;

    public bool IsSpent;

    /// <summary>Whether its money is counted, and what is left of it.</summary>
    public bool IsBudgeted;

    public long Left;

    /// <summary>All it took off.</summary>
    public long Off;
}
