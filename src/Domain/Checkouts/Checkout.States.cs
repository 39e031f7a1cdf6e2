using Commerce.Domain.Pricing;

namespace Commerce.Domain.Checkouts;

/// <remarks>States. Each carries only what its own moves need, beside the <see cref="Session"/> all share.</remarks>
public abstract partial record Checkout
{
    public sealed record None : Checkout;

    public abstract record Known(Session Session) : Checkout
    {
        /// <summary>The totals that were frozen, from the lock on; kept when a session ends, because its money may still arrive.</summary>
        public virtual Quote? Frozen => null;
    }

    /// <summary>Open; totals are estimates.</summary>
    public sealed record Created(Session Session) : Known(Session);

    /// <summary>Totals are frozen, the cart is locked. Nobody has been asked for money.</summary>
    public sealed record Locked(Session Session, Quote Quote) : Known(Session)
    {
        public override Quote? Frozen => Quote;
    }

    /// <summary>An attempt runs. What becomes of it is the provider's to say, never ours to assume.</summary>
    /// <param name="Challenge">What the shopper has to do first, e.g. 3-D Secure: the sub-state ACTION_REQUIRED.</param>
    /// <param name="Ending">Set when the session is to end as soon as the provider agrees.</param>
    public sealed record PaymentPending(Session Session, Quote Quote, Attempt Attempt, Challenge? Challenge = null, Ending? Ending = null) : Known(Session)
    {
        public override Quote? Frozen => Quote;
    }

    /// <summary>The last attempt came to nothing. May be retried until the deadline.</summary>
    public sealed record PaymentFailed(Session Session, Quote Quote, string Reason) : Known(Session)
    {
        public override Quote? Frozen => Quote;
    }

    /// <summary>Money is secured, an order is owed: either the order follows or the money goes back.</summary>
    public abstract record Paid(Session Session, Quote? Quote, Payment Payment) : Known(Session)
    {
        public override Quote? Frozen => Quote;
    }

    public sealed record PaymentConfirmed(Session Session, Quote? Quote, Payment Payment) : Paid(Session, Quote, Payment);

    /// <summary>The order exists and its stock is claimed; the money is secured and not yet taken.</summary>
    public sealed record OrderCreated(Session Session, Quote? Quote, Payment Payment, Guid OrderId) : Paid(Session, Quote, Payment);

    public sealed record Completed(Session Session, Quote? Quote, Payment Payment, Guid OrderId) : Paid(Session, Quote, Payment);

    /// <summary>Money arrived when the session had ended, or for an attempt that had been given up.</summary>
    public sealed record LatePayment(Session Session, Quote? Quote, Payment Payment) : Paid(Session, Quote, Payment);

    /// <param name="OrderId">The order, when there was one already.</param>
    /// <param name="OrderStands">That order has to be cancelled before this can end.</param>
    public sealed record RefundPending(Session Session, Quote? Quote, Payment Payment, Guid? OrderId, string Reason, bool OrderStands) : Paid(Session, Quote, Payment);

    public sealed record Refunded(Session Session, Quote? Quote, Payment Payment, Guid? OrderId, string Reason) : Paid(Session, Quote, Payment);

    public sealed record Expired(Session Session, Quote? Quote) : Known(Session)
    {
        public override Quote? Frozen => Quote;
    }

    public sealed record Cancelled(Session Session, Quote? Quote, string Reason) : Known(Session)
    {
        public override Quote? Frozen => Quote;
    }

    /// <summary>A contradiction no program should settle.</summary>
    /// <param name="Payment">What arrived; null while the outcome is unknown.</param>
    /// <param name="IsOwed">It has to go back and the provider declined to: nothing is held or sent for it any more.</param>
    public sealed record Review(Session Session, Quote? Quote, Guid AttemptId, Payment? Payment, Guid? OrderId, string Reason, bool IsOwed = false) : Known(Session)
    {
        public override Quote? Frozen => Quote;
    }
}
