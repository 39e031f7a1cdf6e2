using Commerce.Application.Checkouts;
using Commerce.Application.Pipeline;
using Commerce.Domain;
using Commerce.Infrastructure.Redis.Connections;
using StackExchange.Redis;

namespace Commerce.Infrastructure.Redis.Checkouts;

/// <summary>
/// A lock whose owner died between lock and commit would keep everybody out until its lease ends. So one that was not renewed for a while, and whose owner is not the checkout that has the cart by
/// the log, passes on. Should the owner live after all, it has a lower number, and PostgreSQL decides as it always does.
/// </summary>
internal sealed class RedisCheckoutLock(RedisConnections redis, ICheckoutIndex index, Ttl ttl) : ICheckoutLock
{
    internal static readonly Script LockScript = Script.Load("Redis/Checkouts/lock.lua");
    internal static readonly Script UnlockScript = Script.Load("Redis/Checkouts/unlock.lua");

    public async Task<Result<long>> Take(Guid cartId, Guid checkoutId, CancellationToken ct)
    {
        var reply = await Lock(cartId, checkoutId, left: null, ct);
        if ((string?)reply[0] == "resting" && Guid.Parse((string)reply[1]!) is var owner && await index.OfCart(cartId, ct) != owner)
            reply = await Lock(cartId, checkoutId, owner, ct);

        return (string?)reply[0] switch
        {
            "ok" => (long)reply[1],
            "taken" or "resting" => CheckoutRefusals.LockedElsewhere,
            var other => throw new InvalidOperationException($"lock.lua answered '{other}'."),
        };
    }

    public async Task Free(Guid cartId, Guid checkoutId, CancellationToken ct)
    {
        try
        {
            await UnlockScript.Run(redis, [Keys.Checkouts.Lock(cartId)], [checkoutId.ToString("N")], ct);
        }
        catch (DependencyUnavailableException)
        {
            // The lease ends by itself.
        }
    }

    /// <param name="left">Whose lock may be taken over if it still rests.</param>
    internal static RedisValue[] Arguments(Ttl ttl, Guid checkoutId, Guid? left = null) =>
        [checkoutId.ToString("N"), (long)ttl.CheckoutLock.TotalMilliseconds, left?.ToString("N") ?? "", (long)ttl.CheckoutLockRest.TotalMilliseconds];

    private Task<RedisResult> Lock(Guid cartId, Guid checkoutId, Guid? left, CancellationToken ct) => LockScript.Run(redis, [Keys.Checkouts.Lock(cartId)], Arguments(ttl, checkoutId, left), ct);
}
