namespace Commerce.Domain.Checkouts;

/// <remarks>What a checkout holds by its state alone, so that its goods and its lock can be put back where they were lost.</remarks>
public abstract partial record Checkout
{
    /// <summary>While an attempt runs: beyond any gateway's limit and any patience with a challenge.</summary>
    public static readonly TimeSpan PinnedHold = Lifetime;

    /// <summary>How long its goods are held from its last move on; null when it holds none: totals are not frozen, an order has claimed them, or it has ended.</summary>
    public TimeSpan? HoldsFor => this switch
    {
        Locked or PaymentFailed => Hold,
        PaymentPending or PaymentConfirmed or Review { OrderId: null, IsOwed: false } => PinnedHold,
        _ => null,
    };

    /// <summary>The hold lasts until the attempt comes to something, however long that takes.</summary>
    public bool IsPinned => this is PaymentPending or PaymentConfirmed or Review { IsOwed: false };

    /// <summary>It keeps other checkouts away from its cart.</summary>
    public bool LocksCart => this is Locked or PaymentPending or PaymentFailed or PaymentConfirmed or OrderCreated;
}
