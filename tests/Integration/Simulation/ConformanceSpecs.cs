using Commerce.Infrastructure.Redis;
using Commerce.Integration.Inventory;
using Commerce.Integration.Proof;
using Commerce.Integration.Simulation.Mutants;
using Commerce.Integration.Support;
using Microsoft.Extensions.DependencyInjection;
using StackExchange.Redis;

namespace Commerce.Integration.Simulation;

/// <summary>The books of the simulation answer like the scripts on a real server, over the same random sequences: so what the simulation proves of them is true of the scripts.</summary>
public class ConformanceSpecs(Shop shop) : IClassFixture<Shop>
{
    /// <summary>Longer than any hold of <see cref="VariantScripts"/> lasts.</summary>
    private const long Ages = 1_000_000;

    private static readonly string[] Modes = ["set", "raise", "lower"];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public async Task of_holds(ulong seed)
    {
        var (dice, scripts, now) = (new Dice(seed), new VariantScripts(shop), 1L);
        var book = new HoldBook(scripts.Variant, new HoldRecorder(new Timeline()));
        Guid[] carts = [Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid()];
        await scripts.Make(5, 1);
        book.Keep(5, 1, 0);

        for (var step = 0; step < 200; step++)
        {
            now++;
            var cart = dice.Of(carts);
            switch (dice.Below(13))
            {
                case < 6:
                    var (mode, units) = (dice.Of(Modes), dice.Below(5));
                    var told = await scripts.Reserve(cart, mode, units);
                    var reserved = book.Reserve(cart, mode, units, VariantScripts.Hold, VariantScripts.Longest, now);
                    Assert.Equal((told[0], told[1], told[2]), (reserved.Status, $"{reserved.Had}", $"{reserved.Figure}"));
                    break;
                case 6:
                    var released = await scripts.Run("release", Held(scripts, cart), cart.ToString("N"));
                    Assert.Equal(released[1], $"{Units(book, cart, now)}");
                    book.Release(cart, now);
                    break;
                case 7:
                    var extended = await scripts.Run("extend", Held(scripts, cart), cart.ToString("N"), VariantScripts.Hold);
                    Assert.Equal(extended[0] == "ok" ? extended[1] : null, book.Extend(cart, VariantScripts.Hold, now) is { } hold ? $"{hold.Units}" : null);
                    break;
                case 8:
                    var (onHand, version) = (dice.Below(8), dice.Between(1, 30));
                    await scripts.Run("claim", [Keys.Inventory.Variant(scripts.Variant), .. Held(scripts, cart)], cart.ToString("N"), onHand, version, 0);
                    book.Claim(cart, onHand, version, 0, now);
                    break;
                case 9:
                    var (level, newer) = (dice.Below(8), dice.Between(1, 60));
                    await scripts.Send(level, newer, 1);
                    book.Keep(level, newer, 1);
                    break;
                case 10:
                    var (least, lifetime) = (dice.Of([0, VariantScripts.Hold / 2]), VariantScripts.Hold + dice.Between(0, 9) * 1_000);
                    var (back, pinned) = (dice.Between(1, 4), await scripts.Run("restore", Held(scripts, cart), cart.ToString("N"), 0, 0, 0, 0));
                    var had = await scripts.Run("restore", Held(scripts, cart), cart.ToString("N"), back, lifetime, least, 1);
                    Assert.Equal(pinned[1], had[1]);
                    Assert.Equal(had[1], $"{book.Restore(cart, back, lifetime, least, now)}");
                    break;
                case 11:
                    await scripts.Elapse();
                    now += Ages;
                    break;
                default:
                    var asked = await scripts.Available();
                    var known = book.Available(cart, now)!.Value;
                    Assert.Equal(asked, string.Join(" ", known.OnHand, known.Backorder, known.Reserved));
                    break;
            }
        }

        await scripts.Available();
        book.Available(null, now);
        Assert.Equal(await scripts.Reserved(), book.Reserved);
    }

    [Fact]
    public async Task of_the_seeds_script_to_the_letter()
    {
        var (dice, redis, id) = (new Dice(7), shop.Services.Peek(), $"{Guid.NewGuid():N}");
        var book = new SeedBook("mug", new HoldRecorder(new Timeline()));
        Guid[] carts = [Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid()];
        RedisKey[] Keys(Guid cart) => [$"{{{id}}}:inventory", $"{{{id}}}:reserved", $"{{{id}}}:reservation:{cart:N}"];
        await redis.StringSetAsync(Keys(carts[0])[0], 20);
        book.Keep(20, 1, 0);

        for (var step = 0; step < 30; step++)
        {
            var (cart, units) = (dice.Of(carts), dice.Between(1, 3));
            var told = (RedisResult[])(await redis.ScriptEvaluateAsync(SeedScript.Names + SeedScript.Verbatim, Keys(cart), [units, 900]))!;
            Assert.Equal((string)told[0]! == "ok", book.Reserve(cart, "set", units, 900_000, 900_000, step).Status == "ok");
        }

        var live = await Task.WhenAll(carts.Select(async cart => (long)await redis.StringGetAsync(Keys(cart)[2])));
        var reserved = (long)await redis.StringGetAsync(Keys(carts[0])[1]);
        var facts = new Facts(Timeline.Dawn) { Books = [new("mug", Timeline.Dawn, reserved, [.. carts.Zip(live, (cart, units) => new BookedHold(cart, units, DateTimeOffset.MaxValue))])] };
        Assert.Equal(book.Reserved, reserved);
        Assert.Contains(Judge.Of(new([]), facts), violation => violation.Invariant == Invariant.ReservedIsSumOfHolds);
        await redis.KeyDeleteAsync([.. carts.SelectMany(Keys).Distinct()]);
    }

    private static RedisKey[] Held(VariantScripts scripts, Guid cart) => [.. scripts.Books, Keys.Inventory.Reservation(cart, scripts.Variant)];

    private static long Units(HoldBook book, Guid cart, long now) => book.Live(now).Where(hold => hold.Cart == cart).Sum(hold => hold.Units);
}
