using Commerce.Application.Inventory;
using Commerce.Application.Pipeline;
using Commerce.Domain;
using Commerce.Domain.Carts;

namespace Commerce.Application.Carts;

/// <summary>Where carts live: in Redis, with a snapshot in PostgreSQL a few seconds behind, from which a cart that Redis lost comes back on first touch.</summary>
public interface ICarts
{
    /// <summary>The owner's cart and its version; null when there is none. One round trip when Redis has it. Renews its 30 days.</summary>
    Task<LoadedCart?> Load(CartOwner owner, CancellationToken ct);

    /// <summary>As <see cref="Load"/>, for whoever is about to hold units for the cart: from now on its own holds are looked for. In the same round trip.</summary>
    Task<LoadedCart?> LoadToHold(CartOwner owner, CancellationToken ct);

    /// <summary>
    /// Reads, decides, and saves if nobody saved in between; else decides again on what is there now, so no edit is ever lost. One round trip where this node saw the cart last,
    /// or it is marked as new; else two.
    /// The answer comes with the stock the lines meet, and of those that left the cart. With an idempotency key the answer is stored in the very step that saves the cart, for which
    /// the stock is asked before (three round trips); a repeated edit is not made again, and its answer comes as <see cref="EditedCart.Earlier"/>.
    /// </summary>
    /// <param name="decide">
    /// The cart after the edit: the same instance when nothing is to change. Gets null when there is no cart. A null result asks to read again, because the decision itself
    /// has changed what is stored. Called again after each lost race.
    /// </param>
    Task<Result<EditedCart>> Edit(CartEdit edit, Func<Cart?, ValueTask<Result<Cart>?>> decide, CancellationToken ct);

    /// <summary>Keeps an answer that had no effect to be stored with: a refusal, or "it is so already". Not waited for, and never in place of one that is there.</summary>
    void Answered(CartOwner owner, IdempotencyRecord record);

    /// <summary>A token nobody can guess, for a new anonymous cart. The same one for a repeated request with one key.</summary>
    ValueTask<string> NewToken(IdempotencyKey? key, CancellationToken ct);

    /// <summary>
    /// After its checkout became an order: the owner goes on with an empty cart of a new id. Does nothing when the owner's cart is another one (any more),
    /// so repeating it is harmless.
    /// </summary>
    Task Close(CartOwner owner, Guid cartId, CancellationToken ct);
}

/// <summary>A cart as it is stored.</summary>
/// <param name="Version">Rises with each change, over all carts of the owner; its ETag.</param>
public sealed record LoadedCart(Cart Cart, long Version)
{
    /// <summary>Nothing is held for it: no checkout was ever started with it, in a shop that holds nothing before.</summary>
    public bool IsBare { get; init; }
}

/// <summary>Which cart is edited, and under which conditions.</summary>
/// <param name="IsNew">The owner was made a moment ago: there is nothing to read.</param>
/// <param name="Expected">The version the shopper saw; another is refused with <c>stream.moved_on</c>. Null when any will do.</param>
/// <param name="Once">How to answer a repeated request; null when the request has no idempotency key.</param>
/// <param name="AsksStock">False: whoever edits does not care what is left, and is told nothing of it.</param>
public sealed record CartEdit(CartOwner Owner, bool IsNew = false, long? Expected = null, OnceOnly? Once = null, bool AsksStock = true);

/// <summary>An edit under an idempotency key.</summary>
/// <param name="Record">The record to store with the edit, made of the cart as it will be saved.</param>
public sealed record OnceOnly(IdempotencyKey Key, Func<EditedCart, IdempotencyRecord> Record);

/// <summary>A cart after an edit.</summary>
/// <param name="Stock">What is left of each variant that is in the cart, or was before the edit.</param>
/// <param name="Earlier">Set when an edit with the same key was made before: what it was answered.</param>
public sealed record EditedCart(Cart Cart, long Version, IReadOnlyDictionary<string, StockAvailability> Stock, IdempotencyRecord? Earlier = null);
