using Commerce.Application.Checkouts;
using Commerce.Application.Pipeline;
using Commerce.Domain.Checkouts;
using Commerce.Infrastructure.Redis.Connections;
using StackExchange.Redis;

namespace Commerce.Infrastructure.Redis.Checkouts;

/// <summary>The projection of a checkout and its lock, pipelined in one round trip.</summary>
internal sealed class RedisCheckoutBoard(RedisConnections redis, Ttl ttl) : ICheckoutBoard
{
    private static readonly Script ShowScript = Script.Load("Redis/Checkouts/show.lua");

    public async Task Show(Guid checkoutId, Checkout.Known state, long version, CancellationToken ct)
    {
        try
        {
            await redis.Run(database => Task.WhenAll(Copy(database, checkoutId, state, version), Lock(database, checkoutId, state)), ct);
        }
        catch (DependencyUnavailableException)
        {
            // A copy: whoever needs it makes it again from the stream.
        }
    }

    /// <summary>Queues the copy; an older version never overwrites a newer one.</summary>
    internal Task<RedisResult> Copy(IDatabaseAsync database, Guid id, Checkout.Known state, long version)
    {
        var copy = CheckoutCopy.Of(state, version);
        return ShowScript.On(
            database, KeysOf(id),
            [
                version, CheckoutCopy.Json(copy.Fields), Milliseconds(ttl.CheckoutSession), copy.Totals,
                copy.Payment is null ? "" : CheckoutCopy.Json(copy.Payment), Milliseconds(ttl.PaymentIntent),
            ]);
    }

    private Task<RedisResult> Lock(IDatabase database, Guid id, Checkout.Known state)
    {
        RedisKey[] keys = [Keys.Checkouts.Lock(state.Session.CartId)];

        return state.LocksCart
            ? RedisCheckoutLock.LockScript.On(database, keys, RedisCheckoutLock.Arguments(ttl, id))
            : RedisCheckoutLock.UnlockScript.On(database, keys, [id.ToString("N")]);
    }

    internal static RedisKey[] KeysOf(Guid checkout) => [Keys.Checkouts.Session(checkout), Keys.Checkouts.Metadata(checkout), Keys.Checkouts.Intent(checkout)];

    private static long Milliseconds(TimeSpan time) => (long)time.TotalMilliseconds;
}
