using Commerce.Infrastructure.Redis;
using Commerce.Infrastructure.Redis.Connections;
using Commerce.Integration.Support;
using Microsoft.Extensions.DependencyInjection;
using StackExchange.Redis;

namespace Commerce.Integration.Inventory;

/// <summary>A fresh variant and a fresh cart, and the inventory scripts run on them.</summary>
internal sealed class VariantScripts(Shop shop)
{
    public const long Hold = 60_000;
    public const long Longest = 180_000;

    public string Variant { get; } = Guid.NewGuid().ToString("N");

    public Guid Cart { get; } = Guid.NewGuid();

    public IDatabase Redis => shop.Services.Peek();

    public RedisKey[] Books => [Keys.Inventory.Reserved(Variant), Keys.Inventory.Holds(Variant), Keys.Inventory.Deadlines(Variant)];

    public RedisKey[] Shown => [.. Books, Keys.Inventory.Reservation(Cart, Variant)];

    public RedisKey[] Whole => [Keys.Inventory.Variant(Variant), .. Shown];

    private RedisConnections Connections => shop.Services.GetRequiredService<RedisConnections>();

    /// <summary>The level of a variant that Redis does not know yet.</summary>
    public Task<string[]> Make(long onHand, long version, long backorder = 0) => Run("mend", [Keys.Inventory.Variant(Variant)], onHand, version, backorder, "");

    public Task<string[]> Send(long onHand, long version, long backorder = 0) => Run("send", [Keys.Inventory.Variant(Variant)], onHand, version, backorder);

    /// <summary>On hand, what may be sold beyond it, and what is reserved; null when Redis does not know the variant.</summary>
    public async Task<string?> Available() => (await Run("available", [Keys.Inventory.Variant(Variant), .. Books]))[0];

    public Task<string[]> Reserve(Guid who, string mode, int units) =>
        Run("reserve", [Keys.Inventory.Variant(Variant), .. Books, Keys.Inventory.Reservation(who, Variant)], who.ToString("N"), mode, units, Hold, Longest);

    public async Task<long> Reserved() => (long)await Redis.StringGetAsync(Keys.Inventory.Reserved(Variant));

    public async Task<string[]> Run(string script, RedisKey[] keys, params RedisValue[] arguments) => (string[])(await Load(script).Run(Connections, keys, arguments, default))!;

    /// <summary>On keys that are none of the shop's, and so not as the shop.</summary>
    public async Task<string[]> RunBeside(string script, RedisKey[] keys, params RedisValue[] arguments) => (string[])(await Load(script).On(Redis, keys, arguments))!;

    private static Script Load(string script) => Script.Load("Redis/Inventory/lapse.lua", "Redis/Inventory/level.lua", $"Redis/Inventory/{script}.lua");

    /// <summary>Moves every deadline into the past: the server's clock is not ours to turn.</summary>
    public async Task Elapse()
    {
        foreach (var held in await Redis.SortedSetRangeByRankAsync(Keys.Inventory.Deadlines(Variant)))
            await Redis.SortedSetAddAsync(Keys.Inventory.Deadlines(Variant), held, 1);
    }
}
