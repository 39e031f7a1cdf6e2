using Commerce.Domain;

namespace Commerce.Application.Payments;

/// <summary>Every "no" of payments; each code has a section in Problems/payment.md.</summary>
public static class PaymentRefusals
{
    public static Refusal SignatureMissing { get; } = new(RefusalKind.Unauthenticated, "payment.signature_missing", "The webhook is not signed.");

    public static Refusal SignatureInvalid { get; } = new(RefusalKind.Unauthenticated, "payment.signature_invalid", "The signature does not belong to this body.");

    public static Refusal SignatureStale { get; } = new(RefusalKind.Unauthenticated, "payment.signature_stale", "The webhook was signed too long ago, or by a clock that is wrong.");

    public static Refusal EventUnreadable { get; } = new(RefusalKind.Invalid, "payment.event_unreadable", "The signed body is not an event of this provider.");

    public static Refusal ProviderUnknown { get; } = new(RefusalKind.NotFound, "payment.provider_unknown", "This shop has no such payment provider.");

    public static Refusal ProviderNotOffered(IReadOnlyList<string> offered) =>
        new(RefusalKind.Conflict, "payment.provider_not_offered", "This shop takes no new payments through that provider.", ("offered", offered));

    public static Refusal ChallengeUnknown { get; } = new(RefusalKind.NotFound, "payment.challenge_unknown", "There is no such challenge.");
}
