using Commerce.Domain.Checkouts;
using Commerce.Domain.Pricing;

namespace Commerce.Integration.Proof;

/// <summary>One checkout as the log tells it: where it stands, and the figures the judge needs. Folded here with few words of its own, not with the program's.</summary>
internal sealed class SessionLine
{
    private SessionLine(Guid id, Checkout.Event.Started started) => (Id, CartId, ExpiresAt) = (id, started.CartId, started.ExpiresAt);

    public Guid Id { get; }

    public Guid CartId { get; }

    public DateTimeOffset ExpiresAt { get; }

    public string State { get; private set; } = "CREATED";

    /// <summary>The totals that are frozen; null while none are.</summary>
    public Quote? Frozen { get; private set; }

    /// <summary>What each attempt was started with: the frozen totals then, and what the provider was to be asked for.</summary>
    public Dictionary<Guid, (Quote? Frozen, long Asked)> Attempts { get; } = [];

    /// <summary>When each attempt was given up: said to have come to nothing.</summary>
    public Dictionary<Guid, DateTimeOffset> GivenUp { get; } = [];

    /// <summary>Attempts that began while another ran.</summary>
    public List<Guid> Doubled { get; } = [];

    private Guid? Running { get; set; }

    public bool IsTerminal => State is "COMPLETED" or "EXPIRED" or "CANCELLED" or "REFUNDED";

    public bool IsInReview => State is "REVIEW";

    /// <summary>A person said that its money went back without the provider, whose books know nothing of it.</summary>
    public bool IsSettledByHand { get; private set; }

    /// <summary>Before its deadline a session waits for its shopper, who may be at a challenge.</summary>
    public bool MayRest(DateTimeOffset now) => ExpiresAt > now && State is "CREATED" or "LOCKED" or "PAYMENT_FAILED" or "ACTION_REQUIRED";

    public static IReadOnlyList<SessionLine> All(IReadOnlyList<StoredFact> log)
    {
        var sessions = new Dictionary<string, SessionLine>(StringComparer.Ordinal);
        foreach (var stored in log)
            if (stored.Fact is Checkout.Event.Started started)
                sessions[stored.Stream] = new(Guid.Parse(stored.Stream), started);
            else if (stored.Fact is Checkout.Event fact)
                sessions[stored.Stream].Hear(fact, stored.At);

        return [.. sessions.Values];
    }

    private void Hear(Checkout.Event fact, DateTimeOffset at)
    {
        switch (fact)
        {
            case Checkout.Event.Locked f:
                (State, Frozen) = ("LOCKED", f.Quote);
                break;
            case Checkout.Event.Unlocked:
                (State, Frozen) = ("CREATED", null);
                break;
            case Checkout.Event.PaymentStarted f:
                Begin(f.AttemptId, f.Amount.Amount);
                State = "PAYMENT_PENDING";
                break;
            case Checkout.Event.NothingToPay f:
                Begin(f.AttemptId, 0);
                (State, Running) = ("PAYMENT_CONFIRMED", null);
                break;
            case Checkout.Event.PaymentDeclined f:
                GivenUp[f.AttemptId] = at;
                Running = null;
                State = State == "REVIEW" ? State : "PAYMENT_FAILED";
                break;
            case Checkout.Event.PaymentAuthorised or Checkout.Event.PaymentCaptured when State is "PAYMENT_PENDING" or "ACTION_REQUIRED":
                (State, Running) = ("PAYMENT_CONFIRMED", null);
                break;
            case Checkout.Event.StrayPaymentReturned or Checkout.Event.StrayPaymentArrived or Checkout.Event.PaymentCaptured or Checkout.Event.Edited or Checkout.Event.OrderCancelled:
                break;
            case Checkout.Event.ReturnRecorded:
                (State, IsSettledByHand) = ("REFUNDED", true);
                break;
            case Checkout.Event.PaymentRefunded f:
                Refunded += f.Amount.Amount;
                State = Taken is { } taken && Refunded < taken ? State : "REFUNDED";
                break;
            default:
                State = After(fact, State);
                Running = State is "PAYMENT_PENDING" or "ACTION_REQUIRED" ? Running : null;
                break;
        }

        Taken = fact switch
        {
            Checkout.Event.PaymentCaptured f => f.Amount.Amount,
            Checkout.Event.PaymentArrivedLate { Captured: true } f => f.Amount.Amount,
            Checkout.Event.AmountDiffered { Captured: true } f => f.Got.Amount,
            _ => Taken,
        };
    }

    private long? Taken { get; set; }

    private long Refunded { get; set; }

    private static string After(Checkout.Event fact, string state) => fact switch
    {
        Checkout.Event.ActionRequired => "ACTION_REQUIRED",
        Checkout.Event.PaymentRetried => "LOCKED",
        Checkout.Event.AmountDiffered or Checkout.Event.OutcomeStayedUnknown or Checkout.Event.GiveBackFailed => "REVIEW",
        Checkout.Event.OrderPlaced => "ORDER_CREATED",
        Checkout.Event.ClaimRefused or Checkout.Event.CaptureFailed or Checkout.Event.GiveBackOrdered => "REFUND_PENDING",
        Checkout.Event.Completed => "COMPLETED",
        Checkout.Event.Cancelled or Checkout.Event.Dismissed => "CANCELLED",
        Checkout.Event.Expired => "EXPIRED",
        Checkout.Event.PaymentArrivedLate => "LATE_PAYMENT",
        Checkout.Event.PaymentVoided => "REFUNDED",
        Checkout.Event.CancelRequested => state,
        _ => state,
    };

    private void Begin(Guid attempt, long asked)
    {
        if (Running is not null)
            Doubled.Add(attempt);

        Attempts[attempt] = (Frozen, asked);
        Running = attempt;
    }
}
