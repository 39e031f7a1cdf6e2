using Commerce.Application.Payments;

namespace Commerce.Integration.Checkouts.Machine;

/// <summary>How a row of the transition table is driven, by its command and its guard.</summary>
/// <param name="Facts">What is committed then; see <see cref="EveryTransitionSpecs"/> for how a fact is told apart from its like.</param>
/// <param name="Drive">From an empty stage to the commit. The second argument is the state the row begins in.</param>
internal sealed record Driver(string Facts, Func<Play, string, Task> Drive, bool IsFree = false, bool IsLast = false)
{
    public static IReadOnlyDictionary<(string Command, string Guard), Driver> All { get; } = new Dictionary<(string, string), Driver>
    {
        [("Start", "the cart is not empty")] = new("Started", (play, _) => play.Start()),
        [("Edit", "something changes")] = From("Edited", play => play.Edits()),
        [("Lock", "lock free, all lines held, details complete")] = From("Locked", play => play.Locks()),
        [("Unlock", "")] = From("Unlocked", play => play.Unlocks()),
        [("StartPayment", "amount above 0, attempts left")] = From("PaymentStarted", play => play.Pays("pending")),
        [("StartPayment", "amount is 0, attempts left")] = From("NothingToPay", play => play.Pays("authorised")) with { IsFree = true },
        [("Retry", "before the deadline, attempts left")] = From("PaymentRetried", play => play.Retries()),

        [("Cancel", "")] = From("Cancelled", play => play.Cancels()),
        [("Cancel", "not asked before")] = From("CancelRequested", play => play.Cancels()),
        [("Expire", "after the deadline")] = From("Expired", play => play.TimePasses()),
        [("Expire", "after the deadline, not asked before")] = From("CancelRequested:out_of_time", play => play.TimePasses()),

        [("RequireAction", "a new challenge")] = new("ActionRequired", (play, _) => On("Locked", play, () => play.Pays("challenge"))),
        [("Authorise", "amount and currency as frozen")] = From("PaymentAuthorised", play => play.Hears("authorised")),
        [("Capture", "amount and currency as frozen")] = From("PaymentCaptured", play => play.Hears("captured")),
        [("Authorise", "amount or currency differs")] = From("AmountDiffered", play => play.Hears("authorised", Play.Stray)),
        [("Capture", "amount or currency differs")] = From("AmountDiffered:captured", play => play.Hears("captured", Play.Stray)),
        [("Decline", "")] = From("PaymentDeclined", play => play.Hears("declined")),
        [("Void", "")] = From("PaymentDeclined:voided", play => play.Hears("voided")),
        [("Decline", "cancel asked by the shopper")] = From("PaymentDeclined, Cancelled", play => play.Cancels(), play => play.Hears("declined")),
        [("Void", "cancel asked by the shopper")] = From("PaymentDeclined:voided, Cancelled", play => play.Cancels(), play => play.Hears("voided")),
        [("Decline", "cancel asked by the deadline")] = From("PaymentDeclined, Expired", play => play.TimePasses(), play => play.Hears("declined")),
        [("Void", "cancel asked by the deadline")] = From("PaymentDeclined:voided, Expired", play => play.TimePasses(), play => play.Hears("voided")),
        [("Doubt", "24 hours passed")] = From("OutcomeStayedUnknown", play => play.Doubts()),

        [("PlaceOrder", "the claim succeeds")] = new("OrderPlaced", (play, _) => On("Locked", play, () => play.Pays("authorised"))),
        [("PlaceOrder", "the claim succeeds and the money pays the frozen totals")] = new("OrderPlaced", (play, _) => PayLate(play)),
        [("RefuseClaim", "")] = new("ClaimRefused", (play, from) => from == "LatePayment" ? PayLate(play, play.SellsOut) : PayInVain(play), IsLast: true),
        [("RefuseClaim", "nothing was paid")] = new("ClaimRefused, PaymentVoided", (play, _) => PayInVain(play), IsFree: true, IsLast: true),
        [("Capture", "not captured before")] = From("PaymentCaptured", play => play.Hears("captured")),
        [("Capture", "the authorised amount")] = From("PaymentCaptured, Completed", play => play.Hears("captured")),
        [("Capture", "another amount")] = From("AmountDiffered:captured", play => play.Hears("captured", Play.Stray)),
        [("Complete", "all is captured")] = new("Completed", (play, _) => On("Locked", play, () => play.Pays("captured"))),
        [("FailCapture", "not captured")] = new("CaptureFailed", (play, _) => play.Reaches("RefundPending")),
        [("CancelOrder", "the order stands")] = new("OrderCancelled", (play, _) => play.Reaches("RefundPending")),
        [("Void", "not captured")] = From("CaptureFailed:voided", play => play.Hears("voided")),
        [("Void", "not captured, no order stands")] = From("PaymentVoided", play => play.Hears("voided")),
        [("Refund", "less than captured")] = From("PaymentRefunded", play => play.Hears("captured"), play => play.Hears("refunded", 250)),
        [("Refund", "the sum equals captured")] = From("PaymentRefunded", play => play.Hears("captured"), play => play.Hears("refunded")),
        [("FailGiveBack", "no order stands")] = From("GiveBackFailed", NeverLetsGo),

        [("Authorise", "the outcome was unknown")] = Doubtful("PaymentAuthorised", play => play.Hears("authorised")),
        [("Decline", "the outcome was unknown")] = Doubtful("PaymentDeclined, Cancelled", play => play.Hears("declined")),
        [("Void", "the outcome was unknown")] = Doubtful("PaymentDeclined:voided, Cancelled", play => play.Hears("voided")),
        [("Dismiss", "no money is known")] = Doubtful("Dismissed", play => play.Decides("closure")),
        [("Void", "authorised, no order stands")] = From("PaymentVoided", play => play.Hears("voided")),
        [("Accept", "the money covers the frozen totals, no order, not owed")] = From("PaymentAccepted", play => play.Decides("acceptance")),
        [("GiveBack", "money is known")] = From("GiveBackOrdered", play => play.Decides("return")),
        [("Refund", "owed, less than captured")] = Owed("PaymentRefunded", play => play.Hears("refunded", 250)),
        [("Refund", "owed, the sum equals captured")] = Owed("PaymentRefunded", play => play.Hears("refunded")),
        [("RecordReturn", "owed: the provider declined to give it back")] = Owed("ReturnRecorded", play => play.Decides("recorded-return")),

        [("Authorise", "first time")] = GivenUp("PaymentArrivedLate", play => play.HearsOfTheFirst("authorised", Play.Price)),
        [("Capture", "first time")] = GivenUp("PaymentArrivedLate:captured", play => play.HearsOfTheFirst("captured", Play.Price)),
        [("Authorise", "a given-up attempt, the amount is the frozen total")] = GivenUp("PaymentArrivedLate", play => play.HearsOfTheFirst("authorised", Play.Price)),
        [("Capture", "a given-up attempt, the amount is the frozen total")] = GivenUp("PaymentArrivedLate:captured", play => play.HearsOfTheFirst("captured", Play.Price)),
        [("Authorise", "a replaced attempt")] = GivenUp("StrayPaymentArrived", play => play.HearsOfTheFirst("authorised", Play.Stray)),
        [("Capture", "a replaced attempt")] = GivenUp("StrayPaymentArrived:captured", play => play.HearsOfTheFirst("captured", Play.Stray)),
        [("Capture", "known as authorised")] = Strayed("authorised", "StrayPaymentArrived:captured", play => play.HearsOfTheFirst("captured", Play.Stray)),
        [("Void", "stray money")] = Strayed("authorised", "StrayPaymentReturned", play => play.HearsOfTheFirst("voided", Play.Stray)),
        [("Refund", "stray money, all of it")] = Strayed("captured", "StrayPaymentReturned:captured", play => play.HearsOfTheFirst("refunded", Play.Stray)),
    };

    private static Driver From(string facts, params Func<Play, Task>[] acts) => new(facts, async (play, from) =>
    {
        await play.Reaches(from);
        foreach (var act in acts)
            await act(play);
    });

    private static Driver Doubtful(string facts, Func<Play, Task> act) => Prepared(facts, play => play.IsInDoubt(), act);

    private static Driver Owed(string facts, Func<Play, Task> act) => Prepared(facts, play => play.IsOwed(), act);

    private static Driver Prepared(string facts, Func<Play, Task> prepare, Func<Play, Task> act) => new(facts, async (play, _) =>
    {
        await prepare(play);
        await act(play);
    });

    private static Driver GivenUp(string facts, Func<Play, Task> act) => Before(play => play.GivesAnAttemptUp(), facts, act);

    private static Driver Strayed(string what, string facts, Func<Play, Task> act) => Before(play => play.HasStrayMoney(what), facts, act);

    private static Driver Before(Func<Play, Task> prelude, string facts, Func<Play, Task> act) => new(facts, async (play, from) =>
    {
        await prelude(play);
        await play.Reaches(from);
        await act(play);
    });

    private static async Task On(string state, Play play, Func<Task> act)
    {
        await play.Reaches(state);
        await act();
    }

    private static Task PayInVain(Play play) => On("Locked", play, async () =>
    {
        await play.SellsOut();
        await play.Pays("authorised");
    });

    private static Task PayLate(Play play, Func<Task>? meanwhile = null) => On("PaymentFailed", play, async () =>
    {
        await play.Cancels();
        await (meanwhile?.Invoke() ?? Task.CompletedTask);
        await play.Hears("authorised");
    });

    private static async Task NeverLetsGo(Play play)
    {
        play.ProviderDeclines("void");
        play.ProviderSays("find", (reference, amount) => new GatewayAnswer.Authorised(reference, amount));
        await play.TimePasses();
    }
}
