using Commerce.Application.Payments;
using Commerce.Domain;
using Commerce.Domain.Checkouts;

namespace Commerce.Application.Checkouts;

/// <summary>A payment that waits for a person, in a line.</summary>
/// <param name="Since">When it came to rest there.</param>
/// <param name="Reason">What does not fit, in a sentence.</param>
/// <param name="Due">The frozen totals; null when nothing was ever frozen.</param>
/// <param name="Authorised">What the provider reserved; null while nobody knows.</param>
/// <param name="Captured">What it took.</param>
/// <param name="Refunded">What has gone back of it.</param>
/// <param name="OrderId">The order, when there is one already.</param>
/// <param name="IsOwed">It has to go back and the provider declined to: order the return again, or say how else it went back.</param>
public sealed record ReviewSummary(
    Guid CheckoutId, DateTimeOffset Since, string Reason, Guid? CustomerId, string? Email, Money? Due, Money? Authorised, Money? Captured, Money? Refunded, Guid? OrderId, bool IsOwed)
{
    internal static ReviewSummary Of(ReviewEntry entry, Checkout.Review review) => new(
        entry.CheckoutId, entry.Since, review.Reason, review.Session.Owner.CustomerId, review.Session.Details.Email, review.Quote?.Total, review.Payment?.Authorised, review.Payment?.Captured,
        review.Payment?.Refunded, review.OrderId, review.IsOwed);
}

/// <summary>A checkout with all that is known of its payments: the evidence.</summary>
/// <param name="Attempts">Every try to pay, oldest first.</param>
/// <param name="Events">What providers reported of those, newest first, at most a hundred.</param>
/// <param name="History">What happened, oldest first.</param>
public sealed record ReviewView(CheckoutView Checkout, IReadOnlyList<ReviewedAttempt> Attempts, IReadOnlyList<PaymentEventView> Events, IReadOnlyList<CheckoutHistoryEntry> History);

/// <param name="Provider">Null when there was nothing to pay.</param>
public sealed record ReviewedAttempt(Guid AttemptId, string? Provider, Money Amount, DateTimeOffset StartedAt);
