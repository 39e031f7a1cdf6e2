using static Commerce.Domain.Checkouts.Checkout;

namespace Commerce.Domain.Checkouts;

/// <summary>
/// The state machine as data: every (state, command) pair that is not refused. The refusal of an illegal move, the picture in the docs and the exhaustive
/// specs read it; that <see cref="Decide"/> does exactly this, and no more, is proved pair by pair.
/// </summary>
public static class Transitions
{
    private static readonly string[] Unpaid = [nameof(Created), nameof(Locked), nameof(PaymentFailed)];
    private static readonly string[] Paid = [nameof(PaymentConfirmed), nameof(OrderCreated), nameof(Completed), nameof(LatePayment), nameof(RefundPending), nameof(Refunded)];
    private static readonly string[] Ended = [nameof(Checkout.Expired), nameof(Cancelled)];
    private static readonly string[] Started = [.. Unpaid, nameof(PaymentPending), .. Paid, .. Ended, nameof(Review)];

    public static IReadOnlyList<Transition> All { get; } =
    [
        .. Shopping(),
        .. Ending(),
        .. Paying(),
        .. Settling(),
        .. Reviewing(),
        .. Straying(),
    ];

    public static IEnumerable<Transition> From(Checkout state) => All.Where(row => row.From == state.GetType().Name);

    private static IEnumerable<Transition> Shopping() =>
    [
        .. Move([nameof(None)], nameof(Command.Start), "the cart is not empty", nameof(Created), "hold all lines"),
        .. Same(Started, nameof(Command.Start), "the same cart"),
        .. Stay([nameof(Created)], nameof(Command.Edit), "something changes", "price again, change the holds by the difference"),
        .. Same([nameof(Created)], nameof(Command.Edit), "nothing changes"),
        .. Move([nameof(Created)], nameof(Command.Lock), "lock free, all lines held, details complete", nameof(Locked), "freeze the totals, extend the hold"),
        .. Same([nameof(Locked)], nameof(Command.Lock), ""),
        .. Move([nameof(Locked)], nameof(Command.Unlock), "", nameof(Created), "drop the frozen totals, free the lock"),
        .. Same([nameof(Created)], nameof(Command.Unlock), ""),
        .. Move([nameof(Locked)], nameof(Command.StartPayment), "amount above 0, attempts left", nameof(PaymentPending), "record the attempt, pin the hold, then call the gateway"),
        .. Move([nameof(Locked)], nameof(Command.StartPayment), "amount is 0, attempts left", nameof(PaymentConfirmed), "skip the gateway"),
        .. Same([nameof(PaymentPending), nameof(PaymentFailed), .. Paid], nameof(Command.StartPayment), "the same key"),
        .. Move([nameof(PaymentFailed)], nameof(Command.Retry), "before the deadline, attempts left", nameof(Locked), "renew the hold"),
        .. Same([nameof(Locked)], nameof(Command.Retry), ""),
    ];

    private static IEnumerable<Transition> Ending() =>
    [
        .. Move(Unpaid, nameof(Command.Cancel), "", nameof(Cancelled), "release holds and lock"),
        .. Move(Unpaid, nameof(Command.Expire), "after the deadline", nameof(Checkout.Expired), "release holds and lock"),
        .. Stay([nameof(PaymentPending)], nameof(Command.Cancel), "not asked before", "ask the provider to cancel; its answer decides"),
        .. Stay([nameof(PaymentPending)], nameof(Command.Expire), "after the deadline, not asked before", "ask the provider to cancel; its answer decides"),
        .. Same([nameof(PaymentPending)], nameof(Command.Cancel), "asked before"),
        .. Same([nameof(PaymentPending)], nameof(Command.Expire), "asked before"),
        .. Same([nameof(Cancelled)], nameof(Command.Cancel), ""),
        .. Same([nameof(Checkout.Expired)], nameof(Command.Expire), ""),
    ];

    private static IEnumerable<Transition> Paying() =>
    [
        .. Stay([nameof(PaymentPending)], nameof(Command.RequireAction), "a new challenge", "send the shopper to the challenge"),
        .. Same([nameof(PaymentPending)], nameof(Command.RequireAction), "known"),
        .. Move([nameof(PaymentPending)], nameof(Command.Authorise), "amount and currency as frozen", nameof(PaymentConfirmed), "place the order"),
        .. Move([nameof(PaymentPending)], nameof(Command.Capture), "amount and currency as frozen", nameof(PaymentConfirmed), "place the order"),
        .. Move([nameof(PaymentPending)], nameof(Command.Authorise), "amount or currency differs", nameof(Review), "a person decides"),
        .. Move([nameof(PaymentPending)], nameof(Command.Capture), "amount or currency differs", nameof(Review), "a person decides"),
        .. Move([nameof(PaymentPending)], nameof(Command.Decline), "", nameof(PaymentFailed), "keep the hold"),
        .. Move([nameof(PaymentPending)], nameof(Command.Void), "", nameof(PaymentFailed), "keep the hold"),
        .. Move([nameof(PaymentPending)], nameof(Command.Decline), "cancel asked by the shopper", nameof(Cancelled), "release holds and lock"),
        .. Move([nameof(PaymentPending)], nameof(Command.Void), "cancel asked by the shopper", nameof(Cancelled), "release holds and lock"),
        .. Move([nameof(PaymentPending)], nameof(Command.Decline), "cancel asked by the deadline", nameof(Checkout.Expired), "release holds and lock"),
        .. Move([nameof(PaymentPending)], nameof(Command.Void), "cancel asked by the deadline", nameof(Checkout.Expired), "release holds and lock"),
        .. Same([nameof(PaymentPending)], nameof(Command.Doubt), "less than 24 hours; ask the provider again, start no second attempt"),
        .. Move([nameof(PaymentPending)], nameof(Command.Doubt), "24 hours passed", nameof(Review), "a person decides"),
    ];

    private static IEnumerable<Transition> Settling() =>
    [
        .. Move([nameof(PaymentConfirmed)], nameof(Command.PlaceOrder), "the claim succeeds", nameof(OrderCreated), "order, claim and checkout in one commit, then capture"),
        .. Move([nameof(LatePayment)], nameof(Command.PlaceOrder), "the claim succeeds and the money pays the frozen totals", nameof(OrderCreated), "order, claim and checkout in one commit, then capture"),
        .. Same([nameof(OrderCreated), nameof(Completed)], nameof(Command.PlaceOrder), "the same order"),
        .. Move([nameof(PaymentConfirmed), nameof(LatePayment)], nameof(Command.RefuseClaim), "", nameof(RefundPending), "void, or refund what was taken; release holds and lock"),
        .. Move([nameof(PaymentConfirmed)], nameof(Command.RefuseClaim), "nothing was paid", nameof(Refunded), "release holds and lock"),
        .. Same([nameof(RefundPending), nameof(Refunded)], nameof(Command.RefuseClaim), ""),
        .. Stay([nameof(PaymentConfirmed), nameof(LatePayment), nameof(RefundPending)], nameof(Command.Capture), "not captured before", "note what was taken"),
        .. Same(Paid, nameof(Command.Capture), "captured before"),
        .. Move([nameof(OrderCreated)], nameof(Command.Capture), "the authorised amount", nameof(Completed), "close the cart, end the holds, free the lock"),
        .. Move([nameof(PaymentConfirmed), nameof(LatePayment), nameof(OrderCreated)], nameof(Command.Capture), "another amount", nameof(Review), "a person decides"),
        .. Move([nameof(OrderCreated)], nameof(Command.Complete), "all is captured", nameof(Completed), "close the cart, end the holds, free the lock"),
        .. Same([nameof(Completed)], nameof(Command.Complete), ""),
        .. Move([nameof(OrderCreated)], nameof(Command.FailCapture), "not captured", nameof(RefundPending), "cancel the order, give the stock back"),
        .. Move([nameof(OrderCreated)], nameof(Command.Void), "not captured", nameof(RefundPending), "cancel the order, give the stock back"),
        .. Same([nameof(RefundPending)], nameof(Command.FailCapture), ""),
        .. Stay([nameof(RefundPending)], nameof(Command.CancelOrder), "the order stands", "note that the order is cancelled"),
        .. Same([nameof(RefundPending), nameof(Refunded)], nameof(Command.CancelOrder), "cancelled before"),
        .. Move([nameof(PaymentConfirmed), nameof(LatePayment), nameof(RefundPending)], nameof(Command.Void), "not captured, no order stands", nameof(Refunded), "release holds and lock"),
        .. Stay([nameof(RefundPending)], nameof(Command.Refund), "less than captured", "refund the rest"),
        .. Move([nameof(RefundPending)], nameof(Command.Refund), "the sum equals captured", nameof(Refunded), "release holds and lock"),
        .. Same([nameof(RefundPending)], nameof(Command.Refund), "the same refund"),
        .. Move([nameof(RefundPending)], nameof(Command.FailGiveBack), "no order stands", nameof(Review), "a person decides"),
        .. Same([nameof(RefundPending), nameof(Refunded)], nameof(Command.FailGiveBack), "known"),
        .. Same([nameof(Refunded)], nameof(Command.Void), ""),
        .. Same([nameof(Refunded)], nameof(Command.Refund), ""),
    ];

    private static IEnumerable<Transition> Reviewing() =>
    [
        .. Stay([nameof(Review)], nameof(Command.Authorise), "the outcome was unknown", "note the money"),
        .. Stay([nameof(Review)], nameof(Command.Capture), "not captured before", "note the money"),
        .. Move([nameof(Review)], nameof(Command.Decline), "the outcome was unknown", nameof(Cancelled), "release holds and lock"),
        .. Move([nameof(Review)], nameof(Command.Void), "the outcome was unknown", nameof(Cancelled), "release holds and lock"),
        .. Move([nameof(Review)], nameof(Command.Void), "authorised, no order stands", nameof(Refunded), "release holds and lock"),
        .. Same([nameof(Review)], nameof(Command.Capture), "captured before"),
        .. Move([nameof(Review)], nameof(Command.Accept), "the money covers the frozen totals, no order, not owed", nameof(PaymentConfirmed), "place the order, take no more than the totals"),
        .. Same([nameof(PaymentConfirmed), nameof(OrderCreated), nameof(Completed)], nameof(Command.Accept), ""),
        .. Move([nameof(Review)], nameof(Command.GiveBack), "money is known", nameof(RefundPending), "cancel the order if there is one; void, or refund what was taken"),
        .. Stay([nameof(Review)], nameof(Command.Refund), "owed, less than captured", "note what went back"),
        .. Move([nameof(Review)], nameof(Command.Refund), "owed, the sum equals captured", nameof(Refunded), "note that it went back"),
        .. Same([nameof(Review)], nameof(Command.Refund), "the same refund"),
        .. Same([nameof(Review)], nameof(Command.FailGiveBack), "known"),
        .. Move([nameof(Review)], nameof(Command.RecordReturn), "owed: the provider declined to give it back", nameof(Refunded), "note who says that it went back, and how"),
        .. Same([nameof(Refunded)], nameof(Command.RecordReturn), ""),
        .. Move([nameof(Review)], nameof(Command.Dismiss), "no money is known", nameof(Cancelled), "release holds and lock"),
        .. Same([nameof(RefundPending)], nameof(Command.GiveBack), ""),
        .. Same([nameof(Cancelled)], nameof(Command.Dismiss), ""),
    ];

    /// <summary>News of attempts that do not count any more. Money among it is either still wanted or goes back; it never just stays.</summary>
    private static IEnumerable<Transition> Straying() =>
    [
        .. Each(
            [nameof(Command.Authorise), nameof(Command.Capture)],
            command =>
            [
                .. Move(Ended, command, "first time", nameof(LatePayment), "try the claim at the frozen totals"),
                .. Move([nameof(Locked), nameof(PaymentFailed)], command, "a given-up attempt, the amount is the frozen total", nameof(LatePayment), "try the claim at the frozen totals"),
                .. Stay([.. Unpaid, nameof(PaymentPending), .. Paid, nameof(Review)], command, "a replaced attempt", "void or refund the stray money"),
                .. Same([.. Unpaid, nameof(PaymentPending), .. Ended], command, "known"),
            ]),
        .. Same([.. Paid, nameof(Review)], nameof(Command.Authorise), "known"),
        .. Stay(Ended, nameof(Command.Capture), "known as authorised", "refund the stray money"),
        .. Stay(Started, nameof(Command.Void), "stray money", "note that it went back"),
        .. Stay(Started, nameof(Command.Refund), "stray money, all of it", "note that it went back"),
        .. Each(
            [nameof(Command.RequireAction), nameof(Command.Decline), nameof(Command.Doubt), nameof(Command.Void), nameof(Command.Refund)],
            command => Same(Started, command, "old news")),
    ];

    private static IEnumerable<Transition> Move(IEnumerable<string> from, string command, string guard, string to, string effect) =>
        from.Select(state => new Transition(state, command, guard, to, effect));

    private static IEnumerable<Transition> Stay(IEnumerable<string> from, string command, string guard, string effect) =>
        from.Select(state => new Transition(state, command, guard, state, effect));

    private static IEnumerable<Transition> Same(IEnumerable<string> from, string command, string guard) => Stay(from, command, guard, Transition.NoEffect);

    private static IEnumerable<Transition> Each(IEnumerable<string> commands, Func<string, IEnumerable<Transition>> rows) => commands.SelectMany(rows);
}
