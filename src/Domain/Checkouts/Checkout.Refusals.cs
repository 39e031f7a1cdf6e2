namespace Commerce.Domain.Checkouts;

/// <remarks>Everything a checkout can say no with.</remarks>
public abstract partial record Checkout
{
    private static Decision<Event> Nothing => Decision<Event>.Nothing;

    /// <summary>There is none, or it is somebody else's: the caller is not to learn which.</summary>
    public static Refusal Unknown => new(RefusalKind.NotFound, "checkout.unknown", "There is no such checkout.");

    public static Refusal CartEmpty => new(RefusalKind.Conflict, "checkout.cart_empty", "There is nothing in the cart that can be bought.");

    /// <summary>The cart has a live checkout already.</summary>
    public static Refusal CartBusy => new(RefusalKind.Conflict, "checkout.cart_busy", "This cart is being checked out already.");

    private static Refusal OutOfTime(DateTimeOffset end) => new(RefusalKind.Expired, "checkout.expired", "This checkout ran out of time.", ("expiredAt", end));

    private static Refusal NotDue(DateTimeOffset end) => new(RefusalKind.Conflict, "checkout.not_due", "This checkout still has time.", ("expiresAt", end));

    public static Refusal Incomplete(IReadOnlyList<string> missing) =>
        new(RefusalKind.Conflict, "checkout.incomplete", $"Still missing: {string.Join(", ", missing)}.", ("missing", missing));

    /// <summary>Another checkout has locked the cart since: whoever comes with a lower fencing number comes too late.</summary>
    public static Refusal LockLost => new(RefusalKind.Conflict, "checkout.lock_lost", "The lock of this cart has passed on meanwhile.");

    private static Refusal OtherCurrency(string started, string quoted) =>
        new(RefusalKind.Conflict, "checkout.other_currency", $"This checkout was started in {started}, the cart is priced in {quoted}.", ("currency", started));

    private static Refusal PaymentRuns(Guid attemptId) =>
        new(RefusalKind.Conflict, "checkout.payment_runs", "A payment of this checkout is still running; its outcome comes first.", ("attemptId", attemptId));

    private static Refusal AttemptSpent(Guid attemptId) =>
        new(RefusalKind.Conflict, "checkout.attempt_spent", "That attempt has had its answer; try again with a new key.", ("attemptId", attemptId));

    private static Refusal AttemptsExhausted =>
        new(RefusalKind.Conflict, "checkout.attempts_exhausted", $"A checkout may try to pay {MostAttempts} times.", ("limit", MostAttempts));

    private static Refusal UnknownAttempt(Guid attemptId) =>
        new(RefusalKind.NotFound, "checkout.unknown_attempt", "This checkout has no such payment attempt.", ("attemptId", attemptId));

    private static Refusal NotCaptured => new(RefusalKind.Conflict, "checkout.not_captured", "The money has not been taken yet.");

    private static Refusal AlreadyCaptured => new(RefusalKind.Conflict, "checkout.already_captured", "The money was taken; it can be refunded, not voided.");

    private static Refusal NothingFrozen =>
        new(RefusalKind.Conflict, "checkout.nothing_frozen", "The money does not pay totals that were frozen for this checkout; it goes back.");

    private static Refusal NothingPaid => new(RefusalKind.Conflict, "checkout.nothing_paid", "No money is known of that could be accepted.");

    private static Refusal PaymentDiffers(Money? due, Payment payment) => new(
        RefusalKind.Conflict, "checkout.payment_differs", "The money does not come to the frozen totals; it can only go back.",
        ("due", due), ("authorised", payment.Authorised), ("captured", payment.Captured));

    private static Refusal PaymentOwed => new(RefusalKind.Conflict, "checkout.payment_owed", "There will be no order for this money any more; it can only go back.");

    private static Refusal ReturnNotTried => new(RefusalKind.Conflict, "checkout.return_not_tried", "The provider has not declined to give this money back; it is to be asked first.");

    private static Refusal OrderIsInTheWay(Guid? orderId) =>
        new(RefusalKind.Conflict, "checkout.order_stands", "The order has to be cancelled before its money goes back.", ("orderId", orderId));

    private static Refusal RefundExceeds(Payment payment) =>
        new(RefusalKind.Conflict, "checkout.refund_exceeds", "That is not what is left to give back.", ("left", payment.Kept));

    private static Refusal IllegalMove(Checkout state, Command command) => new(
        RefusalKind.Conflict, "checkout.illegal_move", $"A checkout that is {state.GetType().Name} cannot {command.GetType().Name}.",
        ("allowed", Transitions.From(state).Select(row => row.Command).Distinct().ToArray()));
}
