using Commerce.Domain.Carts;

namespace Commerce.Application.Carts;

/// <summary>Where carts live: in Redis, with a snapshot in PostgreSQL a few seconds behind, from which a cart that Redis lost comes back on first touch.</summary>
public interface ICarts
{
    /// <summary>The owner's cart and its version; null when there is none. One round trip when Redis has it. Renews its 30 days.</summary>
    Task<LoadedCart?> Load(CartOwner owner, CancellationToken ct);

    /// <summary>
    /// After its checkout became an order: the owner goes on with an empty cart of a new id. Does nothing when the owner's cart is another one (any more),
    /// so repeating it is harmless.
    /// </summary>
    Task Close(CartOwner owner, Guid cartId, CancellationToken ct);
}

/// <summary>A cart as it is stored.</summary>
/// <param name="Version">Rises with each change, over all carts of the owner; its ETag.</param>
public sealed record LoadedCart(Cart Cart, long Version);
