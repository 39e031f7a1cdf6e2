namespace Commerce.Integration.Proof;

/// <summary>What must be so whatever dies and whenever. The numbers are those of docs/reliability.md.</summary>
internal sealed record Invariant(int Number, string Name)
{
    public static readonly Invariant NoOversell = new(1, "no oversell");
    public static readonly Invariant NoPhantomSoldOut = new(2, "no phantom sold-out");
    public static readonly Invariant ReservedIsSumOfHolds = new(3, "reserved is the sum of the live holds");
    public static readonly Invariant HoldEndsOnce = new(4, "each hold ends once");
    public static readonly Invariant OrderOrRefund = new(5, "one order per captured payment, or a full refund");
    public static readonly Invariant ChargedAsFrozen = new(6, "charged is what was frozen");
    public static readonly Invariant SameKeySameAnswer = new(7, "same key, same answer, one effect");
    public static readonly Invariant EverySessionEnds = new(8, "every session ends, or is in review");
    public static readonly Invariant RebuildChangesNothing = new(9, "a rebuild changes nothing");
    public static readonly Invariant NumbersWithoutGap = new(10, "order numbers without a gap");
    public static readonly Invariant OneAttemptAtATime = new(11, "at most one attempt runs");
    public static readonly Invariant AcknowledgedIsThere = new(12, "what was acknowledged is there");

    public static IReadOnlyList<Invariant> All { get; } =
    [
        NoOversell, NoPhantomSoldOut, ReservedIsSumOfHolds, HoldEndsOnce, OrderOrRefund, ChargedAsFrozen, SameKeySameAnswer, EverySessionEnds, RebuildChangesNothing, NumbersWithoutGap,
        OneAttemptAtATime, AcknowledgedIsThere,
    ];

    public override string ToString() => $"{Number} ({Name})";
}

/// <param name="What">Ids, figures and instants: enough to find it in the trace.</param>
internal sealed record Violation(Invariant Invariant, string What)
{
    public override string ToString() => $"{Invariant}: {What}";
}
