using Commerce.Domain;
using Commerce.Domain.Checkouts;

namespace Commerce.Application.Checkouts;

/// <summary>The end of a paid checkout: the checkout is completed and its order is paid in one commit, so that neither is ever seen without the other.</summary>
public interface IOrderCompletion
{
    /// <summary>Refused with <c>stream.moved_on</c> when the checkout has other facts than <paramref name="version"/>; nothing is written then.</summary>
    /// <param name="news"><see cref="Checkout.Command.Capture"/>, or <see cref="Checkout.Command.Complete"/> when all was captured before.</param>
    /// <param name="view">The answer of the running request, stored under its idempotency key in the same commit.</param>
    Task<Result<TView>> Complete<TView>(
        Guid checkoutId, Checkout.OrderCreated checkout, long version, Checkout.Command news, Func<Checkout, long, TView> view, CancellationToken ct);
}
