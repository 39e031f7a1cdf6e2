using Commerce.Domain.Checkouts;

namespace Commerce.Application.Checkouts;

/// <summary>Checkouts as the staff looks into them.</summary>
public interface IReviews
{
    /// <summary>Those in REVIEW, longest waiting first, with when it began.</summary>
    /// <param name="after">The last one of the page before; null from the beginning.</param>
    Task<IReadOnlyList<ReviewEntry>> Waiting(ReviewEntry? after, int limit, CancellationToken ct);

    /// <summary>Everything that happened to a checkout, oldest first; empty when there is none.</summary>
    Task<IReadOnlyList<CheckoutFact>> History(Guid checkoutId, CancellationToken ct);
}

public sealed record ReviewEntry(Guid CheckoutId, DateTimeOffset Since);

public sealed record CheckoutFact(DateTimeOffset At, Checkout.Event Fact);
