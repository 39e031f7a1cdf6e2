using Commerce.Application.Payments;
using Commerce.Domain;
using Commerce.Infrastructure.Payments.Sandbox;
using Commerce.Integration.Proof;

namespace Commerce.Integration.Simulation;

/// <summary>The provider's books, as sandbox.sql keeps them, and what it has to tell of its own accord.</summary>
internal sealed class MemoryProvider(Timeline time)
{
    private readonly Dictionary<Guid, ProviderBooking> byAttempt = [];
    private readonly Dictionary<string, ProviderBooking> byReference = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Reference, string Kind, string Key), (string Outcome, string? Reason, long Amount)> done = [];

    /// <summary>Every event there ever was, in order; deliveries name its place.</summary>
    public List<ProviderEvent> Events { get; } = [];

    /// <summary>Called for each new event, with how often it is to be delivered and whether it may get lost.</summary>
    public Action<int, int, bool> Announce { get; set; } = (_, _, _) => { };

    /// <summary>When a provider that has declined finds out that it had authorised after all; null: never. Of this it tells for sure: nobody would ask any more.</summary>
    public Func<TimeSpan?> ChangesMind { get; set; } = () => null;

    public IEnumerable<ProviderBooking> Bookings => byAttempt.Values;

    public IReadOnlyList<ProviderPayment> Ledger() => [.. byAttempt.Values.Select(booking => new ProviderPayment(
        booking.Reference, booking.Attempt, booking.Checkout, booking.Status is "authorised" or "captured" || booking.Captured > 0 ? booking.Approved : 0, booking.Captured, booking.Refunded,
        booking.Status == "authorised", booking.OpenedAt, booking.EndedAt))];

    /// <returns>The booking, and whether it was there before.</returns>
    public (ProviderBooking Booking, bool IsRepeated) Authorise(GatewayPayment payment)
    {
        if (byAttempt.TryGetValue(payment.AttemptId, out var known))
            return (known, true);

        var token = SandboxToken.Of(payment.Token);
        var approved = Math.Max(1, payment.Amount.Amount + token.Differs);
        var booking = new ProviderBooking($"pay_{byAttempt.Count + 1}", payment.AttemptId, payment.CheckoutId, token, payment.Amount, approved, time.Now) { Status = token.Status, Reason = token.Reason };
        (byAttempt[payment.AttemptId], byReference[booking.Reference]) = (booking, booking);
        if (booking.Status is "declined")
            booking.EndedAt = time.Now;
        if (booking.Status is "declined" && ChangesMind() is { } later)
            time.In(later, () => Reconsider(booking));
        if (booking.Status is "authorised" or "declined")
            Notify(booking);
        if (token.Decides)
            time.In(TimeSpan.FromSeconds(3), () => Decide(booking, true));

        return (booking, false);
    }

    /// <summary>Ends the waiting of a payment, once.</summary>
    public void Decide(ProviderBooking booking, bool approve)
    {
        if (booking.Status is not ("action_required" or "pending"))
            return;

        booking.Status = approve && booking.Token.Verdict != "declined" ? "authorised" : "declined";
        booking.Reason = booking.Status == "authorised" ? null : approve ? booking.Token.VerdictReason : "challenge_failed";
        booking.EndedAt = booking.Status == "declined" ? time.Now : null;
        Notify(booking);
    }

    /// <summary>capture, void or refund under a key.</summary>
    public (GatewayAnswer Answer, bool IsRepeated, SandboxToken? Token) Operate(string kind, string reference, Money amount, string key)
    {
        if (!byReference.TryGetValue(reference, out var booking))
            return (new GatewayAnswer.NotFound(), false, null);

        var isRepeated = done.TryGetValue((reference, kind, key), out var outcome);
        if (!isRepeated)
            done[(reference, kind, key)] = outcome = Perform(kind, booking, amount.Amount, key);

        return (outcome.Outcome switch
        {
            "captured" => new GatewayAnswer.Captured(reference, amount with { Amount = outcome.Amount }),
            "voided" => new GatewayAnswer.Voided(reference),
            "refunded" => new GatewayAnswer.Refunded(reference, amount with { Amount = outcome.Amount }, key),
            _ => new GatewayAnswer.Declined(reference, outcome.Reason!),
        }, isRepeated, booking.Token);
    }

    public GatewayAnswer Find(Guid attempt) => byAttempt.TryGetValue(attempt, out var booking) ? booking.Answer : new GatewayAnswer.NotFound();

    private (string Outcome, string? Reason, long Amount) Perform(string kind, ProviderBooking booking, long amount, string key)
    {
        var reason = kind switch
        {
            "capture" when booking.Status != "authorised" => "not_authorised",
            "capture" when booking.Token.CaptureFails is { } fails => fails,
            "capture" when amount > booking.Approved => "amount_too_large",
            "void" when booking.Status == "captured" => "already_captured",
            "void" when booking.Status == "authorised" && booking.Token.VoidFails is { } fails && !HasFailed(kind, booking) => fails,
            "refund" when booking.Status != "captured" => "not_captured",
            "refund" when booking.Token.RefundFails is { } fails && !HasFailed(kind, booking) => fails,
            "refund" when amount > booking.Captured - booking.Refunded => "amount_too_large",
            _ => null,
        };
        if (reason is not null)
            return ("declined", reason, amount);

        switch (kind)
        {
            case "capture":
                (booking.Status, booking.Captured) = ("captured", amount);
                Notify(booking);
                return ("captured", null, amount);
            case "void" when booking.Status is "voided" or "declined":
                return ("voided", null, amount);
            case "void":
                (booking.Status, booking.EndedAt) = ("voided", booking.EndedAt ?? time.Now);
                Notify(booking);
                return ("voided", null, amount);
            default:
                booking.Refunded += amount;
                Tell(booking, new GatewayAnswer.Refunded(booking.Reference, booking.Asked with { Amount = amount }, key));
                return ("refunded", null, amount);
        }
    }

    /// <summary>It is declined once only, and has been.</summary>
    private bool HasFailed(string kind, ProviderBooking booking) =>
        booking.Token.FailsOnce && done.Any(entry => entry.Key.Reference == booking.Reference && entry.Key.Kind == kind && entry.Value.Outcome == "declined");

    private void Reconsider(ProviderBooking booking)
    {
        booking.Status = "authorised";
        Tell(booking, booking.Answer, mayGetLost: false);
    }

    private void Notify(ProviderBooking booking) => Tell(booking, booking.Answer);

    private void Tell(ProviderBooking booking, GatewayAnswer outcome, bool mayGetLost = true)
    {
        Events.Add(new("sandbox", $"evt_{Events.Count + 1}", booking.Attempt, outcome, time.Now));
        Announce(Events.Count - 1, booking.Token.Copies, mayGetLost);
    }
}

/// <summary>A row of <c>sandbox_payment</c>.</summary>
internal sealed class ProviderBooking(string reference, Guid attempt, Guid checkout, SandboxToken token, Money asked, long approved, DateTimeOffset openedAt)
{
    public string Reference => reference;

    public Guid Attempt => attempt;

    public Guid Checkout => checkout;

    public SandboxToken Token => token;

    public Money Asked => asked;

    public long Approved => approved;

    public DateTimeOffset OpenedAt => openedAt;

    public DateTimeOffset? EndedAt { get; set; }

    public required string Status { get; set; }

    public string? Reason { get; set; }

    public long Captured { get; set; }

    public long Refunded { get; set; }

    public GatewayAnswer Answer => Status switch
    {
        "action_required" => new GatewayAnswer.ActionRequired(reference, new Uri($"http://provider/{reference}")),
        "pending" => new GatewayAnswer.Pending(reference),
        "authorised" => new GatewayAnswer.Authorised(reference, asked with { Amount = approved }),
        "captured" when Refunded == 0 => new GatewayAnswer.Captured(reference, asked with { Amount = Captured }),
        "captured" => new GatewayAnswer.Refunded(reference, asked with { Amount = Refunded }),
        "declined" => new GatewayAnswer.Declined(reference, Reason!),
        _ => new GatewayAnswer.Voided(reference),
    };
}
