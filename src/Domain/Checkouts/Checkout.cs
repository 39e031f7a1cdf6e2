namespace Commerce.Domain.Checkouts;

/// <summary>
/// One attempt to turn a cart into an order. <see cref="Decide"/> lists every legal move, <see cref="Transitions"/> says the same as a table; a pair that is in neither is refused.
/// The states, commands, facts and refusals stand in files of their own.
/// </summary>
public abstract partial record Checkout : IAggregate<Checkout, Checkout.Event, Checkout.Command>
{
    /// <summary>From start to deadline. A running attempt outlives it; nothing else does.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(60);

    /// <summary>How long a hold lasts after the last activity. Longer than the lock's lease, shorter than the session.</summary>
    public static readonly TimeSpan Hold = TimeSpan.FromMinutes(15);

    /// <summary>However active the shopper is, goods are not held longer than this, unless an attempt runs.</summary>
    public static readonly TimeSpan LongestHold = TimeSpan.FromMinutes(45);

    /// <summary>The lease of the cart's lock, renewed by activity.</summary>
    public static readonly TimeSpan LockLease = TimeSpan.FromMinutes(10);

    /// <summary>How long an unknown outcome is asked after before a person has to look.</summary>
    public static readonly TimeSpan LongestDoubt = TimeSpan.FromHours(24);

    /// <summary>How often a shopper may try to pay in one session.</summary>
    public const int MostAttempts = 5;

    private Checkout() { }

    public static Checkout Initial { get; } = new None();
}
