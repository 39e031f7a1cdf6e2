using Commerce.Application.Pipeline;
using Commerce.Domain.Carts;

namespace Commerce.Infrastructure.Redis.Carts;

/// <summary>What was found under an owner's key.</summary>
/// <param name="Cart">Null when there is none.</param>
/// <param name="Version">0 when there is none.</param>
/// <param name="Record">The record of an earlier edit with the same key, if one was asked for.</param>
/// <param name="IsBare">Nothing is held for it, and nobody has to look.</param>
internal readonly record struct StoredCart(Cart? Cart, long Version, IdempotencyRecord? Record = null, bool IsBare = false);
