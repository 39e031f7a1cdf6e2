using Commerce.Application.Pipeline;
using Commerce.Domain.Carts;
using Commerce.Domain.Checkouts;
using Commerce.Infrastructure.Redis;
using Commerce.Infrastructure.Redis.Carts;

namespace Commerce.Integration.Simulation;

/// <remarks>The scripts beside those of the holds, line by line what the .lua files say; a conformance spec runs the same sequences against those.</remarks>
internal sealed partial class MemoryRedis
{
    public static readonly TimeSpan Lease = Checkout.LockLease;

    private static readonly Ttl Ttl = new();

    /// <summary>lock.lua</summary>
    /// <returns>The number, or null and who has left it alone for a while.</returns>
    public (long? Number, Guid? Resting) Lock(Guid cart, Guid checkout, Guid? left = null)
    {
        var isHeld = Locks.TryGetValue(cart, out var held) && held.Until > time.GetUtcNow();
        if (isHeld && held.Owner == checkout)
        {
            Locks[cart] = held with { Until = time.GetUtcNow() + Lease };
            return (held.Number, null);
        }

        if (isHeld && Lease - (held.Until - time.GetUtcNow()) < Ttl.CheckoutLockRest)
            return (null, null);
        if (isHeld && held.Owner != left)
            return (null, held.Owner);

        var number = Math.Max(time.GetUtcNow().Ticks / TimeSpan.TicksPerMicrosecond, isHeld ? held.Number + 1 : 0);
        Locks[cart] = (checkout, number, time.GetUtcNow() + Lease);
        return (number, null);
    }

    /// <summary>unlock.lua; false when it is somebody else's.</summary>
    public bool Unlock(Guid cart, Guid checkout)
    {
        if (Locks.TryGetValue(cart, out var held) && held.Until > time.GetUtcNow() && held.Owner != checkout)
            return false;

        Locks.Remove(cart);
        return true;
    }

    /// <summary>show.lua; false when a newer version is shown.</summary>
    public bool Show(Guid checkout, long version)
    {
        if (Board.TryGetValue(checkout, out var shown) && shown > version)
            return false;

        Board[checkout] = version;
        return true;
    }

    /// <summary>begin.lua</summary>
    /// <param name="owner">Made up by the request.</param>
    /// <returns><c>taken</c>, <c>running</c>, or <c>found</c> with the record.</returns>
    public (string Status, IdempotencyRecord? Record) Begin(string key, object owner)
    {
        if (Keys.TryGetValue(key, out var held) && held.Until > time.GetUtcNow() && held.Owner != owner)
            return held.Record is { } record ? ("found", record) : ("running", null);

        Keys[key] = (null, owner, time.GetUtcNow() + Ttl.IdempotencyLease);
        return ("taken", null);
    }

    public void End(string key, IdempotencyRecord? record)
    {
        if (record is null)
            Keys.Remove(key);
        else
            Keys[key] = (record, null, time.GetUtcNow() + Ttl.Idempotency);
    }

    /// <summary>save.lua and once.lua; null is saved. The cart itself tells whether this very edit was saved before: another has another instance.</summary>
    public StoredCart? Save(string owner, long expected, long next, Cart cart, IdempotencyRecord? record)
    {
        var found = Carts.TryGetValue(owner, out var held);
        if (found && held.Version == next && ReferenceEquals(held.Cart, cart))
            return null;
        if (record is not null && Edits.TryGetValue($"{owner}/{record.Id}", out var earlier))
            return new(null, 0, earlier);
        if ((found ? held.Version : 0) != expected)
            return found ? new(held.Cart, held.Version) : default(StoredCart);

        Carts[owner] = (cart, next);
        if (record is not null)
            Edits[$"{owner}/{record.Id}"] = record;

        return null;
    }
}
