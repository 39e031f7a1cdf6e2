using Commerce.Application.Checkouts;
using Commerce.Application.Pipeline;
using Commerce.Domain;
using Commerce.Infrastructure.Redis.Connections;

namespace Commerce.Infrastructure.Redis.Checkouts;

internal sealed class RedisCheckoutLock(RedisConnections redis, Ttl ttl) : ICheckoutLock
{
    internal static readonly Script LockScript = Script.Load("Redis/Checkouts/lock.lua");
    internal static readonly Script UnlockScript = Script.Load("Redis/Checkouts/unlock.lua");

    public async Task<Result<long>> Take(Guid cartId, Guid checkoutId, CancellationToken ct)
    {
        var reply = await LockScript.Run(redis, [Keys.Checkouts.Lock(cartId)], [checkoutId.ToString("N"), (long)ttl.CheckoutLock.TotalMilliseconds], ct);

        return (string?)reply[0] switch
        {
            "ok" => (long)reply[1],
            "taken" => CheckoutRefusals.LockedElsewhere,
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
}
