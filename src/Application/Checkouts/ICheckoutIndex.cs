namespace Commerce.Application.Checkouts;

/// <summary>Finds checkouts by what others know of them. As true as the commits: written with each.</summary>
public interface ICheckoutIndex
{
    /// <summary>The session this cart belongs to: a live one, or the one that made it an order. Null when the cart is free.</summary>
    Task<Guid?> OfCart(Guid cartId, CancellationToken ct);

    /// <summary>The session that recorded a payment attempt; null when nobody did, or not yet.</summary>
    Task<Guid?> OfAttempt(Guid attemptId, CancellationToken ct);

    /// <summary>Takes up to <paramref name="limit"/> sessions that are past their time or rest too long. Each is due again after a pause that grows from 10 seconds to 10 minutes, until it moves.</summary>
    Task<IReadOnlyList<Guid>> TakeDue(int limit, CancellationToken ct);
}
