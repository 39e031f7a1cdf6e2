using Commerce.Domain.Checkouts;

namespace Commerce.Application.Checkouts;

/// <summary>The real-time copy of a checkout: its session, its frozen totals, its payment. A projection that can be rebuilt, so it is never worth failing a request for.</summary>
public interface ICheckoutBoard
{
    /// <summary>
    /// Shows the checkout as it is and renews or frees the cart's lock as its state asks for. An older version never overwrites a newer one. One round trip; a Redis that does not answer is passed over.
    /// </summary>
    Task Show(Guid checkoutId, Checkout.Known state, long version, CancellationToken ct);
}
