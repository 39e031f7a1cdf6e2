using Commerce.Infrastructure.Redis;
using Commerce.Integration.Support;
using StackExchange.Redis;

namespace Commerce.Integration.Inventory;

/// <summary>The scripts that end holds, take levels over and look, each on its own, on the real server.</summary>
public class LevelScriptSpecs(Shop shop) : IClassFixture<Shop>
{
    private readonly VariantScripts scripts = new(shop);

    [Fact]
    public async Task release_gives_back_once()
    {
        await scripts.Make(10, 1);
        await scripts.Reserve(scripts.Cart, "set", 4);
        await scripts.Reserve(Guid.NewGuid(), "set", 2);

        Assert.Equal((string[])["ok", "4"], await scripts.Run("release", scripts.Shown, scripts.Cart.ToString("N")));
        Assert.Equal((string[])["ok", "0"], await scripts.Run("release", scripts.Shown, scripts.Cart.ToString("N")));
        Assert.Equal(2, await scripts.Reserved());
        Assert.False(await scripts.Redis.KeyExistsAsync(Keys.Inventory.Reservation(scripts.Cart, scripts.Variant)));
    }

    [Fact]
    public async Task claim_ends_the_hold_and_takes_the_new_level_in_one_step()
    {
        await scripts.Make(10, 1);
        await scripts.Reserve(scripts.Cart, "set", 4);

        Assert.Equal((string[])["ok", "4", "1"], await scripts.Run("claim", scripts.Whole, scripts.Cart.ToString("N"), 6, 2, 0));
        Assert.Equal((string[])["ok", "0", "0"], await scripts.Run("claim", scripts.Whole, scripts.Cart.ToString("N"), 6, 2, 0));
        Assert.Equal("6 0 0", await scripts.Available());
    }

    [Fact]
    public async Task claim_of_an_expired_hold_takes_the_level_alone()
    {
        await scripts.Make(10, 1);
        await scripts.Reserve(scripts.Cart, "set", 4);
        await scripts.Elapse();

        Assert.Equal((string[])["ok", "0", "1"], await scripts.Run("claim", scripts.Whole, scripts.Cart.ToString("N"), 6, 2, 0));
        Assert.Equal("6 0 0", await scripts.Available());
    }

    [Fact]
    public async Task send_keeps_the_newest_version_whatever_the_order()
    {
        await scripts.Make(4, 1);

        Assert.Equal((string[])["ok", "1"], await scripts.Send(7, 3));
        Assert.Equal((string[])["ok", "0"], await scripts.Send(9, 2));
        Assert.Equal((string[])["ok", "0"], await scripts.Send(9, 3));

        Assert.Equal("7 0 0", await scripts.Available());
    }

    [Fact]
    public async Task nobody_makes_a_level_by_sending_one()
    {
        Assert.Equal((string[])["unknown"], await scripts.Send(7, 3));
        Assert.Equal((string[])["ok", "0", "0"], await scripts.Run("claim", scripts.Whole, scripts.Cart.ToString("N"), 6, 2, 0));

        Assert.Null(await scripts.Available());
    }

    [Fact]
    public async Task mend_puts_a_level_only_where_it_was_seen_to_be_wrong()
    {
        await scripts.Make(9, 5);

        Assert.Equal((string[])["ok", "0"], await scripts.Run("mend", [Keys.Inventory.Variant(scripts.Variant)], 4, 3, 0, 4));
        Assert.Equal((string[])["ok", "1"], await scripts.Run("mend", [Keys.Inventory.Variant(scripts.Variant)], 4, 3, 0, 5));

        Assert.Equal("4 0 0", await scripts.Available());
    }

    [Fact]
    public async Task books_tell_what_does_not_add_up_and_balance_it_when_told_to()
    {
        await scripts.Make(10, 1);
        await scripts.Reserve(scripts.Cart, "set", 4);
        await scripts.Redis.StringSetAsync(Keys.Inventory.Reserved(scripts.Variant), 9);
        await scripts.Redis.HashSetAsync(Keys.Inventory.Holds(scripts.Variant), Guid.NewGuid().ToString("N"), "3:1");
        RedisKey[] keys = [Keys.Inventory.Variant(scripts.Variant), .. scripts.Books];

        Assert.Equal((string[])["10", "1", "0", "9", "4", "1", scripts.Cart.ToString("N"), "4"], (await scripts.Run("books", keys, 0))[..8]);
        await scripts.Run("books", keys, 1);
        Assert.Equal((string[])["10", "1", "0", "4", "4", "0"], (await scripts.Run("books", keys, 0))[..6]);
    }

    [Fact]
    public async Task restore_raises_and_never_lowers_whatever_is_on_hand()
    {
        await scripts.Make(1, 1);
        RedisValue[] told = [scripts.Cart.ToString("N"), 3, 60_000, 0];

        Assert.Equal((string[])["ok", "0", "0"], await scripts.Run("restore", scripts.Shown, [.. told, 0]));
        Assert.Equal("0", (await scripts.Run("restore", scripts.Shown, [.. told, 1]))[1]);
        Assert.Equal(3, await scripts.Reserved());
        Assert.Equal("3", (await scripts.Run("restore", scripts.Shown, [scripts.Cart.ToString("N"), 2, 60_000, 0, 1]))[1]);
        Assert.Equal(3, await scripts.Reserved());
    }

    [Fact]
    public async Task every_script_sweeps_what_is_due_first()
    {
        await scripts.Make(10, 1);
        foreach (var _ in Enumerable.Range(0, 1_200))
            await scripts.Redis.HashSetAsync(Keys.Inventory.Holds(scripts.Variant), Guid.NewGuid().ToString("N"), "1:1");
        foreach (var field in await scripts.Redis.HashKeysAsync(Keys.Inventory.Holds(scripts.Variant)))
            await scripts.Redis.SortedSetAddAsync(Keys.Inventory.Deadlines(scripts.Variant), field, 1);
        await scripts.Redis.StringSetAsync(Keys.Inventory.Reserved(scripts.Variant), 1_200);

        Assert.Equal("10 0 0", await scripts.Available());
        Assert.Equal(0, await scripts.Redis.HashLengthAsync(Keys.Inventory.Holds(scripts.Variant)));
    }

    [Fact]
    public async Task sweep_tells_when_to_come_again()
    {
        await scripts.Make(10, 1);
        await scripts.Reserve(Guid.NewGuid(), "set", 4);
        await scripts.Elapse();
        var deadline = (await scripts.Reserve(scripts.Cart, "set", 1))[3];

        Assert.Equal((string[])["ok", "0", deadline], await scripts.Run("sweep", scripts.Books));
        await scripts.Elapse();
        Assert.Equal((string[])["ok", "1", "0"], await scripts.Run("sweep", scripts.Books));
    }

    [Fact]
    public async Task holds_lists_the_living_soonest_first()
    {
        await scripts.Make(10, 1);
        var last = (await scripts.Reserve(scripts.Cart, "set", 4))[3];
        var other = Guid.NewGuid();
        var first = (await scripts.Run("reserve", [Keys.Inventory.Variant(scripts.Variant), .. scripts.Books, Keys.Inventory.Reservation(other, scripts.Variant)], other.ToString("N"), "set", 1, VariantScripts.Hold / 2, VariantScripts.Longest))[3];

        var holds = await scripts.Run("holds", scripts.Books);

        Assert.Equal((string[])[other.ToString("N"), "1", first, scripts.Cart.ToString("N"), "4", last], holds);
    }

    [Fact]
    public async Task a_variant_is_handed_to_one_sweeper_and_to_another_if_that_one_dies()
    {
        RedisKey[] index = [$"inventory:{{{scripts.Variant}}}", $"inventory:{{{scripts.Variant}}}:leased"];
        await scripts.Redis.SortedSetAddAsync(index[0], scripts.Variant, 1);

        Assert.Equal((string[])[scripts.Variant], await scripts.RunBeside("due", index, 60_000, 10));
        Assert.Equal((string[])[], await scripts.RunBeside("due", index, 60_000, 10));
        await scripts.Redis.SortedSetAddAsync(index[1], scripts.Variant, 1);
        Assert.Equal((string[])[scripts.Variant], await scripts.RunBeside("due", index, 60_000, 10));

        Assert.Equal((string[])["ok"], await scripts.RunBeside("settle", index, scripts.Variant, 5));
        Assert.Equal((string[])[scripts.Variant], await scripts.RunBeside("due", index, 60_000, 10));
        Assert.Equal((string[])["ok"], await scripts.RunBeside("settle", index, scripts.Variant, 0));
        Assert.Equal(0, await scripts.Redis.SortedSetLengthAsync(index[0]) + await scripts.Redis.SortedSetLengthAsync(index[1]));
    }
}
