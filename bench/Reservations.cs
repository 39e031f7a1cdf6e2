using System.Diagnostics;
using Commerce.Infrastructure.Redis;
using StackExchange.Redis;

namespace Commerce.Bench;

/// <summary>S8: the reserve script through the client library, as the store calls it, without HTTP and without the resilience around it.</summary>
internal static class Reservations
{
    /// <summary>Keys and arguments of one call, in the order of the script's header: 5 keys, then cart, mode, units, hold and longest hold in ms.</summary>
    public static string[] Call(string variant, Guid cart) =>
        [.. Keys(variant, cart).Select(key => key.ToString()), cart.ToString("N"), "set", "1", "900000", "2700000"];

    /// <summary>The hash under which the server knows the script.</summary>
    public static async Task<string> Sha(Script script, string connectionString)
    {
        await using var redis = await ConnectionMultiplexer.ConnectAsync(connectionString);
        return Convert.ToHexStringLower(await redis.GetServers()[0].ScriptLoadAsync(script.Text));
    }

    public static async Task<Outcome> Run(Script script, string connectionString, string variant, int callers, Timing timing)
    {
        await using var redis = await ConnectionMultiplexer.ConnectAsync(connectionString);
        var database = redis.GetDatabase();
        var (calls, counting, stopped) = (0L, false, false);
        var running = Enumerable.Range(0, callers).Select(_ => Task.Run(async () =>
        {
            var cart = Guid.NewGuid();
            var keys = Keys(variant, cart);
            RedisValue[] arguments = [.. Call(variant, cart).Skip(keys.Length).Select(argument => (RedisValue)argument)];
            while (!Volatile.Read(ref stopped))
            {
                var reply = await script.On(database, keys, arguments);
                if ((string?)reply[0] != "ok")
                    throw new InvalidOperationException($"The script answered {reply[0]}.");
                if (Volatile.Read(ref counting))
                    Interlocked.Increment(ref calls);
            }
        })).ToArray();

        await Task.Delay(timing.WarmUp);
        Volatile.Write(ref counting, true);
        var clock = Stopwatch.StartNew();
        await Task.Delay(timing.Measured);
        Volatile.Write(ref counting, false);
        var seconds = clock.Elapsed.TotalSeconds;
        Volatile.Write(ref stopped, true);
        await Task.WhenAll(running);
        return new(calls / seconds, 0, 0, []);
    }

    private static RedisKey[] Keys(string variant, Guid cart) =>
    [
        Infrastructure.Redis.Keys.Inventory.Variant(variant), Infrastructure.Redis.Keys.Inventory.Reserved(variant), Infrastructure.Redis.Keys.Inventory.Holds(variant),
        Infrastructure.Redis.Keys.Inventory.Deadlines(variant), Infrastructure.Redis.Keys.Inventory.Reservation(cart, variant),
    ];
}
