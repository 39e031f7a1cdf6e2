using Commerce.Application.Inventory;
using Commerce.Infrastructure.Limits;
using Commerce.Infrastructure.Redis;
using Commerce.Infrastructure.Redis.Connections;
using Commerce.Infrastructure.Redis.Inventory;
using Commerce.Infrastructure.Redis.Projection;
using Commerce.Integration.Support;
using Microsoft.Extensions.DependencyInjection;

namespace Commerce.Integration.Inventory;

public class HoldingWholeCartsSpecs(Shop shop) : IClassFixture<Shop>
{
    private IInventory Inventory => shop.Services.GetRequiredService<IInventory>();

    private RedisConnections Redis => shop.Services.GetRequiredService<RedisConnections>();

    [Fact]
    public async Task holds_every_variant_or_none_and_says_which_are_short()
    {
        var (plenty, scarce, gone) = (await Stocked(10), await Stocked(2), await Stocked(0));
        var cart = Guid.NewGuid();

        var refused = await Inventory.Hold(cart, new Dictionary<string, int> { [plenty] = 4, [scarce] = 3, [gone] = 1 }, default);

        Assert.Equal("inventory.insufficient", refused.Refusal?.Code);
        Assert.Equivalent(new[] { new StockShortage(scarce, 3, 2), new StockShortage(gone, 1, 0) }, refused.Refusal!.Facts.Single().Value);
        Assert.Equal("0 0 0", await Reserved(plenty, scarce, gone));
    }

    [Fact]
    public async Task puts_back_what_it_had_when_a_larger_cart_is_refused()
    {
        var (plenty, scarce) = (await Stocked(10), await Stocked(2));
        var cart = Guid.NewGuid();
        await Inventory.Hold(cart, new Dictionary<string, int> { [plenty] = 4, [scarce] = 1 }, default);

        await Inventory.Hold(cart, new Dictionary<string, int> { [plenty] = 9, [scarce] = 3 }, default);

        Assert.Equal("4 1", await Reserved(plenty, scarce));
    }

    [Fact]
    public async Task counts_a_carts_own_hold_as_available_to_it()
    {
        var (held, free) = (await Stocked(10), await Stocked(10));
        var cart = Guid.NewGuid();
        var hold = (await Inventory.Hold(cart, new Dictionary<string, int> { [held] = 4 }, default)).Match(holds => holds.Single(), _ => null!);
        await Inventory.Hold(Guid.NewGuid(), new Dictionary<string, int> { [held] = 1, [free] = 1 }, default);

        var mine = await Inventory.Available([held, free], cart, default);
        var anybodys = await Inventory.Available([held, free], null, default);

        Assert.Equal(new StockAvailability(held, 9, 10, 5, 0, 4, hold.ExpiresAt), mine[held]);
        Assert.Equal(new StockAvailability(free, 9, 10, 1, 0, 0, null), mine[free]);
        Assert.Equal(new StockAvailability(held, 5, 10, 5, 0, 0, null), anybodys[held]);
    }

    [Fact]
    public async Task lowers_and_releases_by_the_same_call()
    {
        var (first, second) = (await Stocked(10), await Stocked(10));
        var cart = Guid.NewGuid();
        await Inventory.Hold(cart, new Dictionary<string, int> { [first] = 4, [second] = 4 }, default);

        Assert.True((await Inventory.Hold(cart, new Dictionary<string, int> { [first] = 1, [second] = 0 }, default)).Is(out var holds));

        Assert.Equal([(first, 1)], holds.Select(hold => (hold.VariantId, hold.Units)));
        Assert.Equal("1 0", await Reserved(first, second));
    }

    [Fact]
    public async Task loads_levels_that_redis_does_not_know()
    {
        var variant = Guid.NewGuid().ToString("N");
        await shop.Admin(HttpMethod.Post, $"/v1/admin/inventory/{variant}/receipts", new { units = 5, reason = "delivery" });
        await shop.Services.Peek().KeyDeleteAsync(Keys.Inventory.Variant(variant));

        Assert.True((await Inventory.Hold(Guid.NewGuid(), new Dictionary<string, int> { [variant] = 5 }, default)).Is(out _));
        await shop.Services.Peek().KeyDeleteAsync(Keys.Inventory.Variant(variant));
        Assert.Equal(0, (await Inventory.Available([variant], null, default))[variant].Available);
    }

    [Fact]
    public async Task refuses_negative_units() =>
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => Inventory.Hold(Guid.NewGuid(), new Dictionary<string, int> { ["any"] = -1 }, default));

    [Fact]
    public async Task sweeps_variants_that_nobody_touches()
    {
        var variant = await Stocked(5);
        await Inventory.Hold(Guid.NewGuid(), new Dictionary<string, int> { [variant] = 5 }, default);
        foreach (var cart in await shop.Services.Peek().SortedSetRangeByRankAsync(Keys.Inventory.Deadlines(variant)))
            await shop.Services.Peek().SortedSetAddAsync(Keys.Inventory.Deadlines(variant), cart, 1);
        await shop.Services.Peek().SortedSetAddAsync(Keys.Inventory.Due(), variant, 1);

        await Eventually.True(async () => await Raw(variant) == 0);
        Assert.Null(await shop.Services.Peek().SortedSetScoreAsync(Keys.Inventory.Due(), variant));
    }

    /// <summary>Carts of several variants that raise, lower, claim, give up and lapse at once, watched all the while.</summary>
    [Fact]
    public async Task never_sets_more_aside_than_there_is_and_forgets_nothing()
    {
        const int carts = 48, rounds = 25, units = 40;
        var variants = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Stocked(units)));
        var store = new RedisInventory(
            Redis, shop.Services.GetRequiredService<StockLevels>(), shop.Services.GetRequiredService<LevelSender>(), shop.Services.GetRequiredService<DueVariants>(), shop.Services.GetRequiredService<Trust>(),
            shop.Services.GetRequiredService<HotVariants>(),
            new Ttl { InventoryReservation = TimeSpan.FromMilliseconds(40), InventoryReservationLongest = TimeSpan.FromMilliseconds(120) });
        using var over = new CancellationTokenSource();
        var (violations, looks, outcomes) = (0, 0, new int[4]);
        using var turn = new SemaphoreSlim(1);
        var left = variants.ToDictionary(variant => variant, _ => (OnHand: (long)units, Version: 1L));

        var watch = Task.Run(async () =>
        {
            while (!over.IsCancellationRequested)
            {
                foreach (var (_, level) in await store.Available(variants, null, default))
                    violations += level.Reserved > level.OnHand || level.Reserved < 0 ? 1 : 0;
                looks++;
            }
        });
        await Task.WhenAll(Enumerable.Range(0, carts).Select(seed => Task.Run(async () =>
        {
            var (random, cart) = (new Random(seed), Guid.NewGuid());
            for (var round = 0; round < rounds; round++)
            {
                var wanted = variants.OrderBy(_ => random.Next()).Take(random.Next(1, 5)).ToDictionary(variant => variant, _ => random.Next(0, 9));
                var held = (await store.Hold(cart, wanted, default)).Is(out var holds);
                var outcome = !held ? 0 : random.Next(1, 4);
                Interlocked.Increment(ref outcomes[outcome]);
                if (outcome == 1)
                    await store.Release(cart, wanted.Keys, default);
                else if (outcome == 2)
                    await Buy(store, cart, holds!, left, turn);
                else if (outcome == 3)
                    await Eventually.Dawdle(random, 60);
            }
        })));
        await over.CancelAsync();
        await watch;

        Assert.Equal(0, violations);
        Assert.True(looks > 10 && outcomes.All(count => count > 0), $"looks {looks}, outcomes {string.Join(' ', outcomes)}");
        await Eventually.True(async () => (await store.Available(variants, null, default)).Values.All(level => level.Reserved == 0));
        foreach (var variant in variants)
            Assert.Equal((0, 0), (await shop.Services.Peek().HashLengthAsync(Keys.Inventory.Holds(variant)), await shop.Services.Peek().SortedSetLengthAsync(Keys.Inventory.Deadlines(variant))));
    }

    /// <summary>Pins what is held, takes it as PostgreSQL would, one order at a time, and ends the holds. What has lapsed meanwhile is given up.</summary>
    private static async Task Buy(RedisInventory store, Guid cart, IReadOnlyList<StockHold> holds, Dictionary<string, (long OnHand, long Version)> left, SemaphoreSlim turn)
    {
        string[] variants = [.. holds.Select(hold => hold.VariantId)];
        var pinned = await store.Extend(cart, variants, TimeSpan.FromSeconds(30), default);
        await turn.WaitAsync();
        try
        {
            if (pinned.Count < holds.Count || holds.Any(hold => left[hold.VariantId].OnHand <= hold.Units + 20))
            {
                await store.Release(cart, variants, default);
                return;
            }

            foreach (var hold in pinned)
                left[hold.VariantId] = (left[hold.VariantId].OnHand - hold.Units, left[hold.VariantId].Version + 1);

            await store.EndClaimed(cart, [.. pinned.Select(hold => new StockLevel(hold.VariantId, left[hold.VariantId].OnHand, left[hold.VariantId].Version))], default);
        }
        finally
        {
            turn.Release();
        }
    }

    private async Task<string> Stocked(long units)
    {
        var variant = Guid.NewGuid().ToString("N");
        await Inventory.Send([new StockLevel(variant, units, 1)], default);
        return variant;
    }

    private async Task<string> Reserved(params string[] variants)
    {
        var levels = await Inventory.Available(variants, null, default);
        return string.Join(' ', variants.Select(variant => levels[variant].Reserved));
    }

    private async Task<long> Raw(string variant) => (long)await shop.Services.Peek().StringGetAsync(Keys.Inventory.Reserved(variant));
}
