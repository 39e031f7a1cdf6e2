namespace Commerce.Domain.Checkouts;

/// <remarks>What the provider says of one of our attempts. It may say so twice, late, and out of order; money is never overheard.</remarks>
public abstract partial record Checkout
{
    private static Decision<Event> Hear(Known state, Command.Answer answer, DateTimeOffset now) => state switch
    {
        PaymentPending s when s.Attempt.Id == answer.AttemptId => HearRunning(s, answer, now),
        Paid s when s.Payment.AttemptId == answer.AttemptId && !BelongsToNoOrder(s, answer) => HearPaid(s, answer),
        Review s when s.AttemptId == answer.AttemptId => HearReview(s, answer),
        _ => HearOther(state, answer),
    };

    private static Decision<Event> HearRunning(PaymentPending state, Command.Answer answer, DateTimeOffset now) => answer switch
    {
        Command.RequireAction c when state.Challenge == new Challenge(c.Reference, c.Url) => Nothing,
        Command.RequireAction c => new Event.ActionRequired(c.AttemptId, c.Reference, c.Url),

        Command.Authorise c when c.Amount == state.Quote.Total => new Event.PaymentAuthorised(c.AttemptId, c.Reference, c.Amount),
        Command.Authorise c => new Event.AmountDiffered(c.AttemptId, c.Reference, state.Quote.Total, c.Amount, Captured: false),
        Command.Capture c when c.Amount == state.Quote.Total => new Event.PaymentCaptured(c.AttemptId, c.Reference, c.Amount),
        Command.Capture c => new Event.AmountDiffered(c.AttemptId, c.Reference, state.Quote.Total, c.Amount, Captured: true),

        Command.Decline c => Failed(state, new(c.AttemptId, c.Reason)),
        Command.Void c => Failed(state, new(c.AttemptId, "voided")),
        Command.Doubt when now - state.Attempt.StartedAt < LongestDoubt => Nothing,
        Command.Doubt c => new Event.OutcomeStayedUnknown(c.AttemptId),

        _ => IllegalMove(state, answer),
    };

    private static Decision<Event> Failed(PaymentPending state, Event.PaymentDeclined fact) => state.Ending switch
    {
        null => fact,
        { OutOfTime: true } => new Event[] { fact, new Event.Expired() },
        { Reason: var reason } => new Event[] { fact, new Event.Cancelled(reason) },
    };

    private static Decision<Event> HearPaid(Paid state, Command.Answer answer) => (state, answer) switch
    {
        (_, Command.Capture) when state.Payment.IsCaptured => Nothing,
        (not RefundPending, Command.Capture c) when c.Amount != state.Payment.Authorised =>
            new Event.AmountDiffered(c.AttemptId, c.Reference, state.Payment.Authorised, c.Amount, Captured: true),
        (OrderCreated, Command.Capture c) => new Event[] { new Event.PaymentCaptured(c.AttemptId, c.Reference, c.Amount), new Event.Completed() },
        (_, Command.Capture c) => new Event.PaymentCaptured(c.AttemptId, c.Reference, c.Amount),

        (OrderCreated { Payment.IsCaptured: false }, Command.FailCapture c) => new Event.CaptureFailed(c.AttemptId, c.Reason),
        (OrderCreated { Payment.IsCaptured: false }, Command.Void c) => new Event.CaptureFailed(c.AttemptId, "voided"),
        (RefundPending, Command.FailCapture) => Nothing,

        (Refunded, Command.Void or Command.Refund) => Nothing,
        (RefundPending or Refunded, Command.FailGiveBack c) when state.Payment.HasDeclined(c.Key) => Nothing,
        (RefundPending { OrderStands: true } s, Command.Void or Command.Refund or Command.FailGiveBack) => OrderIsInTheWay(s.OrderId),
        (PaymentConfirmed or LatePayment or RefundPending, Command.Void) when state.Payment.IsCaptured => AlreadyCaptured,
        (PaymentConfirmed or LatePayment or RefundPending, Command.Void c) => new Event.PaymentVoided(c.AttemptId),

        (RefundPending, Command.Refund c) => Refund(state.Payment, c),
        (RefundPending, Command.FailGiveBack c) => new Event.GiveBackFailed(c.AttemptId, c.Key, c.Reason),

        // Older news than what we know.
        (_, Command.Authorise or Command.Decline or Command.RequireAction or Command.Doubt) => Nothing,

        _ => IllegalMove(state, answer),
    };

    private static Decision<Event> Refund(Payment payment, Command.Refund news) => payment switch
    {
        _ when payment.Refunds.Any(refund => refund.Id == news.RefundId) => Nothing,
        _ when news.Amount.Currency != payment.Captured.Currency || news.Amount > payment.Kept => RefundExceeds(payment),
        _ => new Event.PaymentRefunded(news.AttemptId, news.RefundId, news.Amount),
    };

    private static Decision<Event> HearReview(Review state, Command.Answer answer) => (state, answer) switch
    {
        ({ Payment: null }, Command.Authorise c) => new Event.PaymentAuthorised(c.AttemptId, c.Reference, c.Amount),
        ({ Payment: null or { IsCaptured: false } }, Command.Capture c) => new Event.PaymentCaptured(c.AttemptId, c.Reference, c.Amount),
        ({ Payment: null }, Command.Decline c) => new Event[] { new Event.PaymentDeclined(c.AttemptId, c.Reason), new Event.Cancelled("The payment came to nothing.") },
        ({ Payment: null }, Command.Void c) => new Event[] { new Event.PaymentDeclined(c.AttemptId, "voided"), new Event.Cancelled("The payment came to nothing.") },
        ({ Payment.IsCaptured: false, OrderId: null } or { Payment.IsCaptured: false, IsOwed: true }, Command.Void c) => new Event.PaymentVoided(c.AttemptId),
        ({ IsOwed: true, Payment: { } owed }, Command.Refund c) => Refund(owed, c),
        ({ Payment: { } payment }, Command.FailGiveBack c) when payment.HasDeclined(c.Key) => Nothing,
        (_, Command.Authorise or Command.Capture or Command.Decline or Command.RequireAction or Command.Doubt) => Nothing,
        _ => IllegalMove(state, answer),
    };

    /// <summary>News of an attempt that is not, or no longer, the one that counts.</summary>
    private static Decision<Event> HearOther(Known state, Command.Answer answer)
    {
        var stray = state.Session.Stray(answer.AttemptId);
        return (state, answer) switch
        {
            (_, Command.Authorise) when stray is not null => Nothing,
            (_, Command.Capture) when stray is { IsCaptured: true } => Nothing,
            (_, Command.Void) when stray is { IsCaptured: false, Voided: false } => new Event.StrayPaymentReturned(answer.AttemptId),
            (_, Command.Refund c) when stray is { IsReturned: false, IsCaptured: true } =>
                c.Amount == stray.Kept ? new Event.StrayPaymentReturned(answer.AttemptId) : RefundExceeds(stray),

            (_, Command.Capture c) when stray is not null => new Event.StrayPaymentArrived(c.AttemptId, c.Reference, c.Amount, Captured: true),
            (_, Command.Authorise c) when IsStillWanted(state, c.Amount) => new Event.PaymentArrivedLate(c.AttemptId, c.Reference, c.Amount, Captured: false),
            (_, Command.Capture c) when IsStillWanted(state, c.Amount) => new Event.PaymentArrivedLate(c.AttemptId, c.Reference, c.Amount, Captured: true),
            (_, Command.Authorise c) => new Event.StrayPaymentArrived(c.AttemptId, c.Reference, c.Amount, Captured: false),
            (_, Command.Capture c) => new Event.StrayPaymentArrived(c.AttemptId, c.Reference, c.Amount, Captured: true),

            (_, Command.FailCapture or Command.FailGiveBack) => IllegalMove(state, answer),
            _ => Nothing,
        };
    }

    /// <summary>Money for what cost nothing, or taken after all when we had been told that it was let go.</summary>
    private static bool BelongsToNoOrder(Paid state, Command.Answer answer) =>
        state.Payment.Reference is null || (state is Refunded { Payment.IsCaptured: false } && answer is Command.Capture);

    /// <summary>An ended session takes the money in, to order or to return it; a live one only where it pays exactly what is frozen and no attempt runs.</summary>
    private static bool IsStillWanted(Known state, Money amount) =>
        state is Expired or Cancelled || (state is Locked or PaymentFailed && state.Frozen!.Total == amount);
}
