using System.Globalization;
using Commerce.Infrastructure.Redis.Connections;
using Npgsql;
using StackExchange.Redis;

namespace Commerce.Infrastructure.Redis.Projection;

/// <summary>
/// Carts in a Redis that came back with older data than it had: those whose snapshot is newer are forgotten, and come back from it on first touch. A Redis that came back empty needs none of it.
/// </summary>
internal sealed class CartUpkeep(RedisConnections redis, NpgsqlDataSource source)
{
    private const int AtOnce = 1_000;

    /// <summary>Nothing that old is put in the place of a server that failed.</summary>
    private static readonly TimeSpan Oldest = TimeSpan.FromDays(1);

    private static readonly Script ForgetScript = Script.Load("Redis/Carts/forget.lua");

    public async Task ForgetOlder(CancellationToken ct)
    {
        var portion = new List<(RedisKey Cart, long Version)>(AtOnce);
        await using var command = source.CreateCommand("select owner, version from cart_snapshot where touched_at > now() - $1");
        command.Parameters.Add(new NpgsqlParameter<TimeSpan> { TypedValue = Oldest });
        await using var rows = await command.ExecuteReaderAsync(ct);
        while (await rows.ReadAsync(ct))
        {
            portion.Add((Key(rows.GetString(0)), rows.GetInt64(1)));
            if (portion.Count == AtOnce)
                await Forget(portion, ct);
        }

        await Forget(portion, ct);
    }

    private async Task Forget(List<(RedisKey Cart, long Version)> portion, CancellationToken ct)
    {
        if (portion.Count > 0)
            await redis.Run(database => Task.WhenAll(portion.Select(cart => ForgetScript.On(database, [cart.Cart], [cart.Version]))), ct);

        portion.Clear();
    }

    /// <summary>A snapshot is named <c>kind:id</c>.</summary>
    private static RedisKey Key(string owner) => owner.Split(':') switch
    {
        ["customer", var id] => Keys.Carts.Customer(Guid.ParseExact(id, "N")),
        ["session", var token] => Keys.Carts.Session(token),
        _ => throw new FormatException(string.Create(CultureInfo.InvariantCulture, $"No cart is owned by '{owner}'.")),
    };
}
