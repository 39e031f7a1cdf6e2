using System.Diagnostics;

namespace Commerce.Domain.Checkouts;

/// <remarks>What is true after a fact. It never refuses: what was written has happened.</remarks>
public abstract partial record Checkout
{
    public static Checkout Evolve(Checkout state, Event fact) => (state, fact) switch
    {
        (None, Event.Started f) => new Created(new(f.CartId, f.Owner, f.Currency, f.ExpiresAt, new Details(), [], [])),
        (Created s, Event.Edited f) => new Created(s.Session with { Details = s.Session.Details.With(f) }),
        (Created s, Event.Locked f) => new Locked(s.Session with { Fence = f.Fence, Basis = f.Basis, Uses = f.Uses }, f.Quote),
        (Locked s, Event.Unlocked) => new Created(s.Session with { Basis = null }),

        (Locked s, Event.PaymentStarted f) => Pending(s, new(f.AttemptId, f.Provider, f.Amount, f.StartedAt)),
        (Locked s, Event.NothingToPay f) =>
            new PaymentConfirmed(s.Session.WithAttempt(new(f.AttemptId, null, s.Quote.Total, f.StartedAt)), s.Quote, Payment.OfNothing(f.AttemptId, s.Session.Currency)),
        (PaymentPending s, Event.ActionRequired f) => s with { Challenge = new(f.Reference, f.Url) },
        (PaymentPending s, Event.PaymentDeclined f) => new PaymentFailed(s.Session, s.Quote, f.Reason),
        (PaymentPending s, Event.CancelRequested f) => s with { Ending = new(f.OutOfTime, f.Reason) },
        (PaymentPending s, Event.OutcomeStayedUnknown f) => new Review(s.Session, s.Quote, f.AttemptId, null, null, "The provider never said what became of the attempt."),
        (PaymentPending s, Event.PaymentAuthorised f) => new PaymentConfirmed(s.Session, s.Quote, Payment.Of(f.AttemptId, f.Reference, f.Amount, captured: false)),
        (PaymentPending s, Event.PaymentCaptured f) => new PaymentConfirmed(s.Session, s.Quote, Payment.Of(f.AttemptId, f.Reference, f.Amount, captured: true)),
        (PaymentFailed s, Event.PaymentRetried) => new Locked(s.Session, s.Quote),

        (Review s, Event.PaymentDeclined) => s,
        (Review s, Event.PaymentAuthorised f) => s with { Payment = Payment.Of(f.AttemptId, f.Reference, f.Amount, captured: false) },
        (Review { IsOwed: true, Payment: { } payment } s, Event.PaymentCaptured f) => s with { Payment = payment with { Captured = f.Amount } },
        (Review s, Event.PaymentCaptured f) => s with { Payment = Payment.Of(f.AttemptId, f.Reference, f.Amount, captured: true) },
        (Review { Payment: { } payment } s, Event.PaymentAccepted) => new PaymentConfirmed(s.Session, s.Quote, payment with { Authorised = s.Quote!.Total }),
        (Review { Payment: { } payment } s, Event.GiveBackOrdered f) => new RefundPending(s.Session, s.Quote, payment, s.OrderId, f.Reason, s is { OrderId: not null, IsOwed: false }),
        (Review { Payment: { } payment } s, Event.PaymentVoided) => new Refunded(s.Session, s.Quote, payment with { Voided = true }, s.OrderId, s.Reason),
        (Review { Payment: { } payment } s, Event.PaymentRefunded f) => GivenBack(s, payment.With(new Refund(f.RefundId, f.Amount)), s.OrderId, s.Reason),
        (Review { Payment: { } payment } s, Event.ReturnRecorded f) => new Refunded(s.Session, s.Quote, Returned(payment, f.Reference), s.OrderId, f.Reason),
        (Review s, Event.Dismissed f) => new Cancelled(s.Session, s.Quote, f.Reason),

        (PaymentPending or Paid, Event.AmountDiffered f) => Contradicted((Known)state, f),

        (Paid s, Event.OrderPlaced f) => new OrderCreated(s.Session, s.Quote, s.Payment, f.OrderId),
        (Paid s, Event.ClaimRefused f) => new RefundPending(s.Session, s.Quote, s.Payment, null, f.Reason ?? (f.Shortages.Count > 0 ? "sold_out" : "cart_moved_on"), OrderStands: false),
        (OrderCreated s, Event.CaptureFailed f) => new RefundPending(s.Session, s.Quote, s.Payment, s.OrderId, f.Reason, OrderStands: true),
        (RefundPending s, Event.OrderCancelled) => s with { OrderStands = false },
        (OrderCreated s, Event.Completed) => new Completed(s.Session, s.Quote, s.Payment, s.OrderId),
        (Paid s, Event.PaymentCaptured f) => s with { Payment = s.Payment with { Captured = f.Amount } },
        (RefundPending s, Event.PaymentVoided) => new Refunded(s.Session, s.Quote, s.Payment with { Voided = true }, s.OrderId, s.Reason),
        (Paid s, Event.PaymentVoided) => new Refunded(s.Session, s.Quote, s.Payment with { Voided = true }, null, "voided"),
        (RefundPending s, Event.GiveBackFailed f) => new Review(
            s.Session, s.Quote, f.AttemptId, s.Payment with { Declined = [.. s.Payment.Declined, f.Key] }, s.OrderId, $"The provider will not give the money back: {f.Reason}.", IsOwed: true),
        (RefundPending s, Event.PaymentRefunded f) => GivenBack(s, s.Payment.With(new Refund(f.RefundId, f.Amount)), s.OrderId, s.Reason),

        (Known s, Event.Expired) => new Expired(s.Session, s.Frozen),
        (Known s, Event.Cancelled f) => new Cancelled(s.Session, s.Frozen, f.Reason),
        (Known s, Event.PaymentArrivedLate f) => new LatePayment(s.Session, s.Frozen, Payment.Of(f.AttemptId, f.Reference, f.Amount, f.Captured)),
        (Known s, Event.StrayPaymentArrived f) => s with { Session = s.Session.WithStray(Payment.Of(f.AttemptId, f.Reference, f.Amount, f.Captured)) },
        (Known s, Event.StrayPaymentReturned f) => s with { Session = s.Session.WithStray(Returned(s.Session.Stray(f.AttemptId)!, "stray")) },

        _ => throw new UnreachableException($"{fact.GetType().Name} cannot follow {state.GetType().Name}."),
    };

    private static PaymentPending Pending(Locked state, Attempt attempt) => new(state.Session.WithAttempt(attempt), state.Quote, attempt);

    private static Review Contradicted(Known state, Event.AmountDiffered fact) => new(
        state.Session, state.Frozen, fact.AttemptId, Payment.Of(fact.AttemptId, fact.Reference, fact.Got, fact.Captured), (state as OrderCreated)?.OrderId,
        $"{fact.Got} came where {fact.Asked} was asked for.");

    private static Checkout GivenBack(Known state, Payment payment, Guid? orderId, string reason) => state switch
    {
        _ when payment.IsReturned => new Refunded(state.Session, state.Frozen, payment, orderId, reason),
        Review s => s with { Payment = payment },
        _ => (RefundPending)state with { Payment = payment },
    };

    private static Payment Returned(Payment payment, string refund) => payment.IsCaptured ? payment.With(new Refund(refund, payment.Kept)) : payment with { Voided = true };
}
