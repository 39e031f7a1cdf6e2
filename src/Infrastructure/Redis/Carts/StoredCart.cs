using Commerce.Application.Pipeline;
using Commerce.Domain.Carts;
using StackExchange.Redis;

namespace Commerce.Infrastructure.Redis.Carts;

/// <summary>What is stored under an owner's key: as it was found, or as this node left it.</summary>
/// <param name="Cart">Null when there is none.</param>
/// <param name="Version">0 when there is none.</param>
/// <param name="Record">The record of an earlier edit with the same key, if one was asked for.</param>
/// <param name="IsBare">Nothing is held for it, and nobody has to look.</param>
/// <param name="Edit">The mark of the edit that saved it. A Redis that lost its last edits may give a version out a second time; no mark is.</param>
/// <param name="IsRemembered">Nobody looked whether it still is so.</param>
internal readonly record struct StoredCart(Cart? Cart, long Version, IdempotencyRecord? Record = null, bool IsBare = false, RedisValue Edit = default, bool IsRemembered = false);
