using Commerce.Application.Pipeline;
using Commerce.Domain;

namespace Commerce.Application.Payments;

/// <summary>What providers told the shop, as operators look at it.</summary>
public interface IPaymentEventLog
{
    /// <summary>Newest first. A cursor that is none starts at the beginning.</summary>
    Task<Page<PaymentEventView>> Find(PaymentEventFilter filter, string? cursor, int limit, CancellationToken ct);

    /// <summary>
    /// Keeps a specimen of a webhook that could not be believed: of the last thousand the first 2 KiB each, at most ten a second and node, so that no flood fills the disk.
    /// Never throws: the refusal is what matters.
    /// </summary>
    /// <param name="code">Why, e.g. <c>payment.signature_invalid</c>.</param>
    Task KeepRefused(string provider, string code, ReadOnlyMemory<byte> body, CancellationToken ct);
}

/// <summary>Every member narrows the list; null does not.</summary>
public sealed record PaymentEventFilter(PaymentEventState? State = null, string? Provider = null, Guid? AttemptId = null, Guid? CheckoutId = null);

/// <summary>What became of a provider's event.</summary>
public enum PaymentEventState
{
    /// <summary>Genuine, of a payment nobody knows yet, or that could not be applied yet: it is offered again.</summary>
    Waiting,

    /// <summary>It has had its effect, now or before.</summary>
    Matched,

    /// <summary>Genuine, and for three days of a payment this shop does not know: it is not offered any more.</summary>
    Ignored,

    /// <summary>Not signed, signed by somebody else, too late, or unreadable: it had no effect.</summary>
    Refused,
}

/// <summary>One event of a provider.</summary>
/// <param name="EventId">The provider's; null when it could not be believed.</param>
/// <param name="CheckoutId">The checkout whose attempt it is about, once it is known.</param>
/// <param name="Kind"><c>authorised</c>, <c>captured</c>, <c>declined</c>, <c>voided</c>, <c>refunded</c>, <c>pending</c> or <c>action_required</c>.</param>
/// <param name="Detail">The reason of a decline, the key of a refund.</param>
/// <param name="Problem">Why it was refused, or why it could not be applied when it was last tried.</param>
/// <param name="Excerpt">The beginning of a refused body; it may say anything.</param>
/// <param name="OccurredAt">The provider's clock.</param>
/// <param name="Deliveries">How often it came.</param>
/// <param name="Tries">How often it was offered again.</param>
public sealed record PaymentEventView(
    string Id, PaymentEventState State, string Provider, string? EventId, Guid? AttemptId, Guid? CheckoutId, string? Kind, string? Reference, Money? Amount, string? Detail, string? Problem,
    string? Excerpt, DateTimeOffset? OccurredAt, DateTimeOffset ReceivedAt, DateTimeOffset? MatchedAt, int Deliveries, int Tries);

/// <summary>The last event of a page.</summary>
internal sealed record PaymentEventCursor(DateTimeOffset ReceivedAt, string Id);
