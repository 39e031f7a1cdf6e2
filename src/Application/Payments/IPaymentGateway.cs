using Commerce.Domain;

namespace Commerce.Application.Payments;

/// <summary>
/// A payment provider. Amounts are minor units of their currency. Every call that changes something at the provider carries our own key: sent again with the same key it has no
/// further effect and gets the answer of the first time, so the caller writes the key down before it calls and may repeat without limit.
/// <para>
/// No call throws because the provider is slow, unreachable or talks nonsense: that is <see cref="GatewayAnswer.Unknown"/>, which means that the effect <em>may have happened</em>.
/// Who gets it asks <see cref="Find"/> later, or repeats the same call with the same key; he never starts a second attempt meanwhile. A refusal by the provider is
/// <see cref="GatewayAnswer.Declined"/> and is final for that key.
/// </para>
/// </summary>
public interface IPaymentGateway
{
    /// <summary>The provider's name in paths, events and settings, e.g. <c>sandbox</c>.</summary>
    string Provider { get; }

    /// <summary>
    /// Reserves the amount on the buyer's means of payment; with <see cref="CaptureMode.Automatic"/> it is taken at once. The key is <see cref="GatewayPayment.AttemptId"/>.
    /// Answers: Authorised, Captured (automatic mode), ActionRequired (send the buyer to the address, the outcome follows by webhook), Declined, Pending (outcome follows by webhook), Unknown.
    /// </summary>
    Task<GatewayAnswer> Authorise(GatewayPayment payment, CancellationToken ct);

    /// <summary>
    /// Takes an authorised amount, once per payment; less than was authorised gives the rest back to the buyer. Answers: Captured, Declined (voided meanwhile, lapsed, or more than authorised), NotFound, Unknown.
    /// </summary>
    /// <param name="reference">The provider's name for the payment, from the answer to <see cref="Authorise"/>.</param>
    /// <param name="key">Our key of this capture.</param>
    Task<GatewayAnswer> Capture(string reference, Money amount, string key, CancellationToken ct);

    /// <summary>Gives an authorised amount back before it is taken, or calls off a payment that waits for the buyer. Answers: Voided (also when it was already), Declined (already captured), NotFound, Unknown.</summary>
    Task<GatewayAnswer> Void(string reference, string key, CancellationToken ct);

    /// <summary>Pays back part or all of what was captured. Answers: Refunded (this refund's amount), Declined (more than is left), NotFound, Unknown.</summary>
    /// <param name="key">Our key of this refund; each partial refund has its own.</param>
    Task<GatewayAnswer> Refund(string reference, Money amount, string key, CancellationToken ct);

    /// <summary>
    /// How the payment of an attempt stands now. Answers: what <see cref="Authorise"/> or <see cref="Capture"/> would (the furthest state reached; Refunded with all that was paid back once a
    /// part was), or NotFound: the provider never heard of it, nothing was or will be charged unless the attempt is sent again. Unknown when it cannot be asked.
    /// </summary>
    Task<GatewayAnswer> Find(Guid attemptId, CancellationToken ct);

    /// <summary>
    /// Checks and reads a webhook. Refusals: <c>payment.signature_missing</c>, <c>payment.signature_invalid</c>, <c>payment.signature_stale</c> (all 401), <c>payment.event_unreadable</c> (400).
    /// Null: genuine, and about nothing the shop waits for; it is acknowledged and forgotten. Pure: nothing is stored or sent.
    /// </summary>
    /// <param name="headers">By name, whatever the case; the last value where a header is repeated.</param>
    /// <param name="body">The bytes as they arrived: the signature is over them, not over their meaning.</param>
    Result<ProviderEvent?> Read(IReadOnlyDictionary<string, string> headers, ReadOnlyMemory<byte> body);
}

/// <summary>What a provider needs to try a payment.</summary>
/// <param name="AttemptId">Ours, made and recorded before the call; the provider takes it as the idempotency key.</param>
/// <param name="CheckoutId">For the provider's records and for people who search them.</param>
/// <param name="Amount">More than zero: a checkout that costs nothing has no payment.</param>
/// <param name="Token">Stands for the buyer's means of payment; made by the provider's own form, never card data.</param>
/// <param name="ReturnTo">Where the provider sends the buyer after a challenge; null leaves him on the provider's page.</param>
public sealed record GatewayPayment(Guid AttemptId, Guid CheckoutId, Money Amount, string Token, CaptureMode Capture = CaptureMode.Manual, Uri? ReturnTo = null);

/// <summary>When the money is taken.</summary>
public enum CaptureMode
{
    /// <summary>By a call of its own, once the order exists. The default: an order that cannot be placed then costs the buyer nothing.</summary>
    Manual,

    /// <summary>Together with the authorisation.</summary>
    Automatic,
}

/// <summary>What a provider said. Closed: a caller that handles every case here has handled all.</summary>
public abstract record GatewayAnswer
{
    private GatewayAnswer() { }

    /// <summary>The amount is reserved and can be captured.</summary>
    public sealed record Authorised(string Reference, Money Amount) : GatewayAnswer;

    /// <summary>The amount was taken.</summary>
    public sealed record Captured(string Reference, Money Amount) : GatewayAnswer;

    /// <summary>The buyer must do something, e.g. 3-D Secure. The outcome comes by webhook and by <see cref="IPaymentGateway.Find"/>.</summary>
    public sealed record ActionRequired(string Reference, Uri Challenge) : GatewayAnswer;

    /// <summary>A final no.</summary>
    /// <param name="Reason">Stable, snake case, e.g. <c>insufficient_funds</c>; listed in docs/payments.md.</param>
    public sealed record Declined(string Reference, string Reason) : GatewayAnswer;

    /// <summary>Nothing is reserved any more and nothing was taken.</summary>
    public sealed record Voided(string Reference) : GatewayAnswer;

    /// <summary>Money went back to the buyer.</summary>
    /// <param name="Key">Our key of the one refund this is about; null when it sums up all that went back.</param>
    public sealed record Refunded(string Reference, Money Amount, string? Key = null) : GatewayAnswer;

    /// <summary>The provider has it and has not decided; the outcome comes by webhook and by <see cref="IPaymentGateway.Find"/>.</summary>
    public sealed record Pending(string Reference) : GatewayAnswer;

    /// <summary>The provider knows no such payment.</summary>
    public sealed record NotFound : GatewayAnswer;

    /// <summary>No answer, or none that can be read: the effect may have happened or not. Never treat it as a no.</summary>
    /// <param name="Why">For the log and for operators.</param>
    public sealed record Unknown(string Why) : GatewayAnswer;
}

/// <summary>One thing a provider tells us of its own accord; it may come twice, late, or before the answer to our call.</summary>
/// <param name="Provider">See <see cref="IPaymentGateway.Provider"/>.</param>
/// <param name="EventId">The provider's id of this event; the same each time it is delivered.</param>
/// <param name="AttemptId">The attempt it is about.</param>
/// <param name="Outcome">How the payment stands after it, as the answer to a call would say it.</param>
/// <param name="OccurredAt">The provider's clock.</param>
public sealed record ProviderEvent(string Provider, string EventId, Guid AttemptId, GatewayAnswer Outcome, DateTimeOffset OccurredAt);
