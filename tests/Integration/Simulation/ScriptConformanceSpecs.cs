using System.Text.Json;
using Commerce.Application.Pipeline;
using Commerce.Domain.Carts;
using Commerce.Infrastructure.Redis;
using Commerce.Infrastructure.Redis.Connections;
using Commerce.Integration.Support;
using Microsoft.Extensions.DependencyInjection;
using StackExchange.Redis;

namespace Commerce.Integration.Simulation;

/// <summary>What the simulation takes for Redis beside the holds answers like the scripts on a real server, over the same random sequences.</summary>
public class ScriptConformanceSpecs(Shop shop) : IClassFixture<Shop>
{
    private const int Steps = 150;

    /// <summary>A little longer than a lock rests before it may pass on, in both.</summary>
    private static readonly TimeSpan Rest = new Ttl().CheckoutLockRest + TimeSpan.FromSeconds(1);

    private readonly Clock clock = new();

    private RedisConnections Connections => shop.Services.GetRequiredService<RedisConnections>();

    private IDatabase Redis => shop.Services.Peek();

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task of_the_carts_lock(ulong seed)
    {
        var (dice, memory, cart, key) = (new Dice(seed), Memory(), Guid.NewGuid(), Keys.Checkouts.Lock(Guid.NewGuid()));
        Guid[] checkouts = [Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid()];
        var last = (Told: 0L, Known: 0L);
        for (var step = 0; step < Steps; step++)
        {
            Passes(TimeSpan.FromMilliseconds(1));
            var checkout = dice.Of(checkouts);
            switch (dice.Below(8))
            {
                case < 5:
                    var left = dice.Chance(0.5) ? dice.Of(checkouts) : (Guid?)null;
                    var told = await Run("Checkouts/lock", [key], $"{checkout:N}", (long)MemoryRedis.Lease.TotalMilliseconds, $"{left:N}", (long)new Ttl().CheckoutLockRest.TotalMilliseconds);
                    var known = memory.Lock(cart, checkout, left);
                    Assert.Equal(told[0], known switch { { Number: not null } => "ok", { Resting: not null } => "resting", _ => "taken" });
                    if (known.Resting is { } owner)
                        Assert.Equal($"{owner:N}", told[1]);
                    if (known.Number is { } number)
                    {
                        Assert.Equal((long.Parse(told[1], null) > last.Told, long.Parse(told[1], null) == last.Told), (number > last.Known, number == last.Known));
                        last = (long.Parse(told[1], null), number);
                    }

                    break;
                case 5:
                    Assert.Equal((await Run("Checkouts/unlock", [key], $"{checkout:N}"))[0], memory.Unlock(cart, checkout) ? "ok" : "not_yours");
                    break;
                default:
                    Passes(Rest);
                    if (await Redis.KeyTimeToLiveAsync(key) is { } remains)
                        await Redis.KeyExpireAsync(key, remains > Rest ? remains - Rest : TimeSpan.Zero);
                    break;
            }
        }
    }

    [Fact]
    public async Task of_the_copy_of_a_checkout()
    {
        var (dice, memory, checkout) = (new Dice(3), Memory(), Guid.NewGuid());
        RedisKey[] keys = [Keys.Checkouts.Session(checkout), Keys.Checkouts.Metadata(checkout), Keys.Checkouts.Intent(checkout)];
        for (var step = 0; step < Steps; step++)
        {
            var version = dice.Between(1, 40);
            var told = await Run("Checkouts/show", keys, version, JsonSerializer.Serialize(new { version = $"{version}" }), 60_000, "", "", 60_000);
            Assert.Equal(told[0], memory.Show(checkout, version) ? "ok" : "older");
            Assert.Equal((long)await Redis.HashGetAsync(keys[0], "version"), memory.Board[checkout]);
        }
    }

    [Theory]
    [InlineData(4)]
    [InlineData(5)]
    public async Task of_idempotency_keys(ulong seed)
    {
        var (dice, memory, id) = (new Dice(seed), Memory(), $"{Guid.NewGuid():N}");
        var (key, record) = (Keys.Idempotency.Record(id), new IdempotencyRecord(id, "", "{}", Refused: false, DateTimeOffset.MaxValue));
        string[] owners = ["first", "second", "third"];
        for (var step = 0; step < Steps; step++)
        {
            var owner = dice.Of(owners);
            switch (dice.Below(8))
            {
                case < 5:
                    Assert.Equal((await Run("Idempotency/begin", [key], 60_000, owner))[0], memory.Begin(id, owner).Status);
                    break;
                case 5:
                    await Redis.StringSetAsync(key, record.Answer);
                    memory.End(id, record);
                    break;
                case 6:
                    await Redis.KeyDeleteAsync(key);
                    memory.End(id, null);
                    break;
                default:
                    Passes(new Ttl().IdempotencyLease + TimeSpan.FromSeconds(1));
                    if (((string?)await Redis.StringGetAsync(key))?.StartsWith("running:", StringComparison.Ordinal) == true)
                        await Redis.KeyDeleteAsync(key);
                    break;
            }
        }
    }

    [Theory]
    [InlineData(6)]
    [InlineData(7)]
    public async Task of_cart_edits(ulong seed)
    {
        var (dice, memory, owner) = (new Dice(seed), Memory(), $"{Guid.NewGuid():N}");
        var (cartKey, edit) = (Keys.Carts.Session(owner), Edit());
        for (var step = 0; step < Steps; step++)
        {
            if (dice.Below(10) == 0)
            {
                await Redis.KeyDeleteAsync(cartKey);
                memory.Carts.Remove(owner);
            }

            // The one before once more, as when its reply was lost; else another.
            edit = dice.Below(4) == 0 ? edit : Edit();
            RedisValue[] arguments = [edit.Expected, "", edit.Next, $"{edit.Cart.Id:N}", 60_000, $"{edit.Cart.Id:N}", ""];
            var told = edit.Record is null
                ? await Run("Carts/save", [cartKey], arguments)
                : await Run("Carts/once", [cartKey, Keys.Carts.SessionEdit(owner, edit.Record.Id)], [.. arguments, edit.Record.Answer, 60_000]);

            Assert.Equal(told, memory.Save(owner, edit.Expected, edit.Next, edit.Cart, edit.Record) switch
            {
                null => ["ok", "0"],
                { Record: { } earlier } => ["repeated", earlier.Answer],
                { Cart: null } => ["moved", "0", ""],
                { Cart: { } cart, Version: var version } => ["moved", $"{version}", $"{cart.Id:N}"],
            });
        }

        (long Expected, long Next, Cart Cart, IdempotencyRecord? Record) Edit()
        {
            var expected = dice.Below(4) == 0 ? dice.Below(Steps) : memory.Carts.TryGetValue(owner, out var held) ? held.Version : 0;
            var record = dice.Chance(0.5) ? new IdempotencyRecord($"edit-{dice.Below(20)}", "", $"answer {Guid.NewGuid():N}", Refused: false, DateTimeOffset.MaxValue) : null;
            return (expected, expected + 1, Cart.Empty(Guid.NewGuid(), "EUR"), record);
        }
    }

    private MemoryRedis Memory() => new(clock, _ => throw new InvalidOperationException("Holds have a spec of their own."));

    private void Passes(TimeSpan span) => clock.Now += span;

    private async Task<string[]> Run(string script, RedisKey[] keys, params RedisValue[] arguments)
    {
        string[] files = script.StartsWith("Carts", StringComparison.Ordinal) ? ["Redis/Carts/keep.lua", $"Redis/{script}.lua"] : [$"Redis/{script}.lua"];
        return (string[])(await Script.Load(files).Run(Connections, keys, arguments, default))!;
    }

    private sealed class Clock : TimeProvider
    {
        public DateTimeOffset Now { get; set; } = Timeline.Dawn;

        public override DateTimeOffset GetUtcNow() => Now;
    }
}
