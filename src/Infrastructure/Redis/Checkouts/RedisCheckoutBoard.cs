using System.Globalization;
using System.Text.Json;
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

    private Task<RedisResult> Copy(IDatabase database, Guid id, Checkout.Known state, long version) => ShowScript.On(
        database, KeysOf(id),
        [
            version, Json(Fields(state, version)), Milliseconds(ttl.CheckoutSession), state.Frozen is { } quote ? Json(quote) : "",
            state.Session.Attempts.Count > 0 ? Json(Payment(state)) : "", Milliseconds(ttl.PaymentIntent),
        ]);

    private Task<RedisResult> Lock(IDatabase database, Guid id, Checkout.Known state)
    {
        RedisKey[] keys = [Keys.Checkouts.Lock(state.Session.CartId)];
        var isLocked = state is Checkout.Locked or Checkout.PaymentPending or Checkout.PaymentFailed or Checkout.PaymentConfirmed or Checkout.OrderCreated;

        return isLocked
            ? RedisCheckoutLock.LockScript.On(database, keys, [id.ToString("N"), Milliseconds(ttl.CheckoutLock)])
            : RedisCheckoutLock.UnlockScript.On(database, keys, [id.ToString("N")]);
    }

    internal static RedisKey[] KeysOf(Guid checkout) => [Keys.Checkouts.Session(checkout), Keys.Checkouts.Metadata(checkout), Keys.Checkouts.Intent(checkout)];

    private static Dictionary<string, string> Fields(Checkout.Known state, long version) => Present(
        ("state", CheckoutView.Word(state)), ("version", Text(version)), ("cartId", $"{state.Session.CartId:N}"), ("customerId", state.Session.Owner.CustomerId?.ToString("N")),
        ("currency", state.Session.Currency), ("expiresAt", state.Session.ExpiresAt.ToString("O", CultureInfo.InvariantCulture)), ("orderId", CheckoutView.OrderOf(state)?.ToString("N")));

    private static Dictionary<string, string> Payment(Checkout.Known state)
    {
        var attempt = state.Session.Attempts[^1];
        var payment = (state as Checkout.Paid)?.Payment;
        var challenge = (state as Checkout.PaymentPending)?.Challenge;

        return Present(
            ("attemptId", $"{attempt.Id:N}"), ("provider", attempt.Provider), ("state", CheckoutView.Word(state)), ("reference", payment?.Reference ?? challenge?.Reference),
            ("amount", Text(attempt.Amount.Amount)), ("currency", attempt.Amount.Currency), ("captured", Text(payment?.Captured.Amount ?? 0)));
    }

    private static Dictionary<string, string> Present(params ReadOnlySpan<(string Name, string? Value)> fields)
    {
        var present = new Dictionary<string, string>(fields.Length);
        foreach (var (name, value) in fields)
            if (value is not null)
                present[name] = value;

        return present;
    }

    private static string Json<T>(T value) => JsonSerializer.Serialize(value, JsonSerializerOptions.Web);

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);

    private static long Milliseconds(TimeSpan time) => (long)time.TotalMilliseconds;
}
