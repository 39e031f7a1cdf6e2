namespace Commerce.Integration.Proof;

/// <summary>
/// What is so, after a run has come to rest: every fault is over and recovery has had its time. Wherever it comes from — a simulation knows all of it, real servers some of it —
/// a member that is left empty is not judged.
/// </summary>
/// <param name="JudgedAt">The server's clock when the facts were read.</param>
internal sealed record Facts(DateTimeOffset JudgedAt)
{
    /// <summary>
    /// How far the real-time layer may lag behind what was committed: zero without faults, with them the time recovery is promised in. A refusal is judged over the time from its call less this to its answer.
    /// </summary>
    public TimeSpan Lag { get; init; }

    /// <summary>Every event of every stock, checkout and order stream, in the order they were committed. The variants in it were new to the run.</summary>
    public IReadOnlyList<StoredFact> Log { get; init; } = [];

    /// <summary>The rows of <c>stock_level</c>, as often as they were seen. The last one of a variant is its final one.</summary>
    public IReadOnlyList<LevelRow> Levels { get; init; } = [];

    /// <summary>
    /// Every hold there may have been. Where that is not known exactly it is widened: from the call that may have set it to the answer that says that it is over, or to its deadline.
    /// </summary>
    public IReadOnlyList<HoldSpan> Holds { get; init; } = [];

    /// <summary>How often holds ended, and how, as the real-time layer has booked it.</summary>
    public IReadOnlyList<HoldEnd> Ends { get; init; } = [];

    /// <summary>The books of the real-time layer, sampled during the run and read at its end.</summary>
    public IReadOnlyList<HoldBooks> Books { get; init; } = [];

    /// <summary>The provider's ledger.</summary>
    public IReadOnlyList<ProviderPayment> Payments { get; init; } = [];

    /// <summary>The idempotency records PostgreSQL keeps.</summary>
    public IReadOnlyList<StoredAnswer> Answers { get; init; } = [];

    /// <summary>Each store of the real-time layer: its digest, and that of a rebuild from nothing.</summary>
    public IReadOnlyList<StoreDigest> Digests { get; init; } = [];
}

/// <param name="Stream">The id of the checkout or the order, see <see cref="Of"/>; of a stock stream the variant's own id.</param>
/// <param name="Fact">The domain's own event.</param>
internal sealed record StoredFact(string Stream, DateTimeOffset At, object Fact)
{
    public static string Of(Guid stream) => stream.ToString("N");
}

internal sealed record LevelRow(string VariantId, long Version, long OnHand, long Backordered, long BackorderLimit, DateTimeOffset At);

/// <summary>So many units were set aside for a cart during this time.</summary>
/// <param name="Until">When it ended: set anew, released, claimed, or past its deadline, whichever came first.</param>
internal sealed record HoldSpan(string VariantId, Guid CartId, long Units, DateTimeOffset From, DateTimeOffset Until);

/// <param name="Hold">Names one hold of a cart from its first unit to its end; a later one of the same cart is another.</param>
/// <param name="How"><c>released</c>, <c>claimed</c>, <c>lapsed</c>.</param>
/// <param name="Units">What was taken off <c>reserved</c> with it.</param>
internal sealed record HoldEnd(string VariantId, Guid CartId, string Hold, string How, long Units, DateTimeOffset At);

/// <summary>What the real-time layer says of one variant, as a script sees it that looks at this instant: after the sweep of what is due.</summary>
/// <param name="Holds">Every hold that is booked.</param>
internal sealed record HoldBooks(string VariantId, DateTimeOffset At, long Reserved, IReadOnlyList<BookedHold> Holds);

internal sealed record BookedHold(Guid CartId, long Units, DateTimeOffset Deadline);

/// <summary>A payment in the provider's ledger. Amounts are minor units.</summary>
/// <param name="Authorised">What was approved; 0 while it waits and when it was declined.</param>
/// <param name="IsOpen">Money is set aside and neither taken nor let go.</param>
/// <param name="OpenedAt">When the provider first had it; null where that is not known.</param>
/// <param name="EndedAt">When it was declined or voided; null when it was not.</param>
internal sealed record ProviderPayment(
    string Reference, Guid AttemptId, Guid CheckoutId, long Authorised, long Captured, long Refunded, bool IsOpen, DateTimeOffset? OpenedAt = null, DateTimeOffset? EndedAt = null);

/// <param name="Key">As in <see cref="Operation.Key"/>.</param>
/// <param name="Answer">As in the outcome: of the value, or of the refusal.</param>
/// <param name="Code">The refusal's code; null when it is a value.</param>
/// <param name="IsPassing">It tells of a fault that passes (5xx, 429), which must not be kept.</param>
internal sealed record StoredAnswer(string Key, string Answer, string? Code, bool IsPassing = false);

/// <param name="Found">Of what is there.</param>
/// <param name="Rebuilt">Of what a rebuild from nothing leaves there.</param>
internal sealed record StoreDigest(string Store, string Found, string Rebuilt);
