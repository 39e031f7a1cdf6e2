using Commerce.Domain;

namespace Commerce.Application.Checkouts;

/// <summary>One live checkout per cart, seen by all nodes. Advisory like every lock with a lease: what must not happen twice is decided by commits and fencing numbers.</summary>
public interface ICheckoutLock
{
    /// <summary>
    /// Takes or renews the lock for the lease (10 minutes). The fencing number rises with each change of owner and never falls, not even when Redis comes back empty.
    /// Refused with <c>checkout.locked_elsewhere</c> while another checkout has it; one that its owner left behind, before its first commit or at its end, passes on after some seconds. One round trip where
    /// nobody has it.
    /// </summary>
    Task<Result<long>> Take(Guid cartId, Guid checkoutId, CancellationToken ct);

    /// <summary>Frees the lock if this checkout has it. A Redis that does not answer is passed over: the lease ends by itself.</summary>
    Task Free(Guid cartId, Guid checkoutId, CancellationToken ct);
}
