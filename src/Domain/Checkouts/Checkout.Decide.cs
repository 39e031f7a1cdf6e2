using Commerce.Domain.Pricing;

namespace Commerce.Domain.Checkouts;

/// <remarks>Every legal move of shoppers, clock, ledger and staff. What the provider says is heard in <see cref="Hear"/>.</remarks>
public abstract partial record Checkout
{
    public static Decision<Event> Decide(Checkout state, Command command, DateTimeOffset now) => (state, command) switch
    {
        (None, Command.Start c) => new Event.Started(c.CartId, c.Owner, c.Currency, now + Lifetime),
        (Known s, Command.Start c) when s.Session.CartId == c.CartId => Nothing,
        (Known s, Command.Answer c) => s.Session.Attempt(c.AttemptId) is null ? UnknownAttempt(c.AttemptId) : Hear(s, c, now),
        (Known s, Command.Expire or Command.Cancel) => End(s, command, now),

        // Without a running attempt the deadline rules; a running one outlives it.
        (Created or Locked or PaymentFailed, _) when ((Known)state).Session.IsOver(now) => OutOfTime(((Known)state).Session.ExpiresAt),

        (Created or Locked or PaymentPending or PaymentFailed, _) => Shop((Known)state, command, now),
        (Known s, _) => Settle(s, command),
        _ => Unknown,
    };

    /// <summary>What a shopper may do before money is secured.</summary>
    private static Decision<Event> Shop(Known state, Command command, DateTimeOffset now) => (state, command) switch
    {
        (Created s, Command.Edit c) when s.Session.Details.With(c) == s.Session.Details => Nothing,
        (Created, Command.Edit c) => new Event.Edited(c.Email, c.ShippingAddress, c.BillingAddress, c.ShippingMethod),

        (Created s, Command.Lock c) => c.Quote switch
        {
            { Lines.Count: 0 } => CartEmpty,
            { Currency: var currency } when currency != s.Session.Currency => OtherCurrency(s.Session.Currency, currency),
            _ when s.Session.Details.Missing() is { Count: > 0 } missing => Incomplete(missing),
            _ when c.Fence < s.Session.Fence => LockLost,
            _ => new Event.Locked(c.Quote, c.Fence, c.Basis, c.Uses),
        },
        (Locked, Command.Lock) => Nothing,

        (Locked, Command.Unlock) => new Event.Unlocked(),
        (Created, Command.Unlock) => Nothing,

        (PaymentPending s, Command.StartPayment c) => s.Attempt.Id == c.AttemptId ? Nothing : PaymentRuns(s.Attempt.Id),
        (PaymentFailed s, Command.StartPayment c) when s.Session.Attempt(c.AttemptId) is not null => Nothing,
        (Locked s, Command.StartPayment c) when s.Session.Attempt(c.AttemptId) is not null => AttemptSpent(c.AttemptId),
        (Locked s, Command.StartPayment) when s.Session.Attempts.Count >= MostAttempts => AttemptsExhausted,
        (Locked { Quote.Total.IsZero: true }, Command.StartPayment c) => new Event.NothingToPay(c.AttemptId, now),
        (Locked s, Command.StartPayment c) => new Event.PaymentStarted(c.AttemptId, c.Provider, s.Quote.Total, now),

        (PaymentFailed s, Command.Retry) => s.Session.Attempts.Count < MostAttempts ? new Event.PaymentRetried() : AttemptsExhausted,
        (Locked, Command.Retry) => Nothing,

        _ => IllegalMove(state, command),
    };

    /// <summary>How a session ends before money, or asks to.</summary>
    private static Decision<Event> End(Known state, Command command, DateTimeOffset now) => (state, command) switch
    {
        (Created or Locked or PaymentFailed, Command.Cancel c) => new Event.Cancelled(c.Reason),
        (PaymentPending { Ending: null }, Command.Cancel c) => new Event.CancelRequested(OutOfTime: false, c.Reason),
        (PaymentPending or Cancelled, Command.Cancel) => Nothing,

        (Expired or PaymentPending { Ending: not null }, Command.Expire) => Nothing,
        (Created or Locked or PaymentFailed or PaymentPending, Command.Expire) when !state.Session.IsOver(now) => NotDue(state.Session.ExpiresAt),
        (Created or Locked or PaymentFailed, Command.Expire) => new Event.Expired(),
        (PaymentPending, Command.Expire) => new Event.CancelRequested(OutOfTime: true, "The session ran out of time."),

        _ => IllegalMove(state, command),
    };

    /// <summary>What follows once money is secured, or a person has to look.</summary>
    private static Decision<Event> Settle(Known state, Command command) => (state, command) switch
    {
        // Asking to pay again with the key that has paid.
        (Paid s, Command.StartPayment c) when s.Payment.AttemptId == c.AttemptId => Nothing,

        (PaymentConfirmed, Command.PlaceOrder c) => new Event.OrderPlaced(c.OrderId),
        (LatePayment s, Command.PlaceOrder c) when s.Quote is { } quote && quote.Total == s.Payment.Authorised => new Event.OrderPlaced(c.OrderId),
        (LatePayment, Command.PlaceOrder) => NothingFrozen,
        (OrderCreated s, Command.PlaceOrder c) when s.OrderId == c.OrderId => Nothing,
        (Completed s, Command.PlaceOrder c) when s.OrderId == c.OrderId => Nothing,

        (PaymentConfirmed { Payment: { Authorised.IsZero: true } free }, Command.RefuseClaim c) =>
            new Event[] { new Event.ClaimRefused(c.Shortages, c.Reason), new Event.PaymentVoided(free.AttemptId) },
        (PaymentConfirmed or LatePayment, Command.RefuseClaim c) => new Event.ClaimRefused(c.Shortages, c.Reason),
        (RefundPending or Refunded, Command.RefuseClaim) => Nothing,

        (RefundPending { OrderStands: true } s, Command.CancelOrder c) when s.OrderId == c.OrderId => new Event.OrderCancelled(c.OrderId),
        (RefundPending s, Command.CancelOrder c) when s.OrderId == c.OrderId => Nothing,
        (Refunded s, Command.CancelOrder c) when s.OrderId == c.OrderId => Nothing,

        (OrderCreated s, Command.Complete) => s.Payment.Captured == s.Payment.Authorised ? new Event.Completed() : NotCaptured,
        (Completed, Command.Complete) => Nothing,

        (Review { Payment: null }, Command.Accept) => NothingPaid,
        (Review { IsOwed: true }, Command.Accept) => PaymentOwed,
        (Review s, Command.Accept c) => Covers(s) ? new Event.PaymentAccepted(c.By, c.Reason) : PaymentDiffers(s.Quote?.Total, s.Payment!),
        (PaymentConfirmed or OrderCreated or Completed, Command.Accept) => Nothing,
        (Review { Payment: not null }, Command.GiveBack c) => new Event.GiveBackOrdered(c.By, c.Reason),
        (RefundPending, Command.GiveBack) => Nothing,
        (Review { IsOwed: true, Payment: { } owed }, Command.RecordReturn c) => new Event.ReturnRecorded(owed.AttemptId, c.By, c.Reason, c.Reference, owed.Kept),
        (Review, Command.RecordReturn) => ReturnNotTried,
        (Refunded, Command.RecordReturn) => Nothing,
        (Review { Payment: null }, Command.Dismiss c) => new Event.Dismissed(c.By, c.Reason),
        (Cancelled, Command.Dismiss) => Nothing,

        _ => IllegalMove(state, command),
    };

    /// <summary>Exactly the frozen totals can be taken of it. What was taken already cannot be made less without being given back.</summary>
    private static bool Covers(Review state) =>
        state is { OrderId: null, Quote.Total: var due, Payment: { } payment } && due.Currency == payment.Authorised.Currency
        && (payment.IsCaptured ? payment.Captured == due : payment.Authorised >= due);
}
