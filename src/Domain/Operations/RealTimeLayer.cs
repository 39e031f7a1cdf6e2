namespace Commerce.Domain.Operations;

/// <summary>What was done to the real-time layer because it did not agree with the truth, or because somebody asked for it. Each is a stream of one fact: nothing is decided on them.</summary>
public abstract record RealTimeLayer
{
    private RealTimeLayer() { }

    public abstract record Event
    {
        /// <summary>Copies did not agree with PostgreSQL and were made to.</summary>
        /// <param name="Why">What made somebody look: <c>audit</c>, <c>start</c> or an operator.</param>
        /// <param name="By">The node or the operator.</param>
        /// <param name="Count">All differences.</param>
        /// <param name="Differences">The first of them.</param>
        public sealed record Reconciled(string Why, string By, long Count, IReadOnlyList<LayerDifference> Differences) : Event;

        /// <summary>Emptied and filled again from PostgreSQL.</summary>
        public sealed record Rebuilt(string By, long Levels, long Checkouts, long Holds) : Event;

        /// <summary>Other primaries serve than before, or one that was restarted, and the layer was brought up to date in them.</summary>
        /// <param name="By">The node that brought it up to date.</param>
        /// <param name="Servers">Run id and replication id of each primary.</param>
        /// <param name="Milliseconds">From the first look that missed one to the first that found all up to date.</param>
        public sealed record FailedOver(string By, string Servers, long Milliseconds) : Event;
    }
}

/// <summary>One copy that is not what PostgreSQL says.</summary>
/// <param name="Store"><c>levels</c>, <c>holds</c> or <c>checkouts</c>.</param>
/// <param name="Key">Which one, in the store's own words.</param>
/// <param name="Expected">What PostgreSQL says; null when there ought to be nothing.</param>
/// <param name="Found">What Redis has; null when it has nothing.</param>
public sealed record LayerDifference(string Store, string Key, string? Expected, string? Found);
