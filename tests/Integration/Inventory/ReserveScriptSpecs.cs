using Commerce.Infrastructure.Redis;
using Commerce.Integration.Support;

namespace Commerce.Integration.Inventory;

/// <summary>The scripts that set and keep a hold, each on its own, on the real server.</summary>
public class ReserveScriptSpecs(Shop shop) : IClassFixture<Shop>
{
    private readonly VariantScripts scripts = new(shop);

    [Fact]
    public async Task reserve_sets_units_aside()
    {
        await scripts.Make(10, 1);

        var reply = await scripts.Reserve(scripts.Cart, "set", 3);

        Assert.Equal((string[])["ok", "0", "3"], reply[..3]);
        Assert.Equal(3, await scripts.Reserved());
        Assert.Equal(3, (int)await scripts.Redis.StringGetAsync(Keys.Inventory.Reservation(scripts.Cart, scripts.Variant)));
        Assert.InRange((await scripts.Redis.KeyTimeToLiveAsync(Keys.Inventory.Reservation(scripts.Cart, scripts.Variant)))!.Value.TotalMilliseconds, 1, VariantScripts.Hold);
    }

    [Fact]
    public async Task reserve_twice_is_reserve_once()
    {
        await scripts.Make(10, 1);

        await scripts.Reserve(scripts.Cart, "set", 3);
        var again = await scripts.Reserve(scripts.Cart, "set", 3);

        Assert.Equal((string[])["ok", "3", "3"], again[..3]);
        Assert.Equal(3, await scripts.Reserved());
    }

    [Theory]
    [InlineData("set", 2, 2)]
    [InlineData("raise", 2, 5)]
    [InlineData("raise", 7, 7)]
    [InlineData("lower", 2, 2)]
    [InlineData("lower", 7, 5)]
    [InlineData("set", 0, 0)]
    public async Task reserve_changes_a_hold_by_the_difference(string mode, int wanted, int units)
    {
        await scripts.Make(10, 1);
        await scripts.Reserve(scripts.Cart, "set", 5);

        var reply = await scripts.Reserve(scripts.Cart, mode, wanted);

        Assert.Equal((string[])["ok", "5", $"{units}"], reply[..3]);
        Assert.Equal(units, await scripts.Reserved());
    }

    [Fact]
    public async Task reserve_is_refused_with_what_this_cart_could_have()
    {
        await scripts.Make(10, 1);
        await scripts.Reserve(Guid.NewGuid(), "set", 6);
        await scripts.Reserve(scripts.Cart, "set", 1);

        Assert.Equal((string[])["insufficient", "1", "4"], await scripts.Reserve(scripts.Cart, "set", 5));
        Assert.Equal(7, await scripts.Reserved());
    }

    [Fact]
    public async Task reserve_goes_beyond_the_shelf_as_far_as_back_orders_are_allowed()
    {
        await scripts.Make(1, 1, backorder: 2);

        Assert.Equal("ok", (await scripts.Reserve(scripts.Cart, "set", 3))[0]);
        Assert.Equal((string[])["insufficient", "3", "3"], await scripts.Reserve(scripts.Cart, "set", 4));
    }

    [Fact]
    public async Task reserve_never_refuses_to_lower_even_after_a_count_below_the_holds()
    {
        await scripts.Make(10, 1);
        await scripts.Reserve(scripts.Cart, "set", 8);
        await scripts.Send(2, 2);

        Assert.Equal((string[])["ok", "8", "5"], (await scripts.Reserve(scripts.Cart, "set", 5))[..3]);
    }

    [Theory]
    [InlineData("-1")]
    [InlineData("1.5")]
    [InlineData("many")]
    public async Task reserve_refuses_what_is_no_number_of_units(string units)
    {
        await scripts.Make(10, 1);

        Assert.Equal((string[])["invalid"], await scripts.Run("reserve", scripts.Whole, scripts.Cart.ToString("N"), "set", units, VariantScripts.Hold, VariantScripts.Longest));
        Assert.Equal(0, await scripts.Reserved());
    }

    [Fact]
    public async Task reserve_does_not_guess_a_level_it_was_not_told() =>
        Assert.Equal((string[])["unknown"], await scripts.Reserve(scripts.Cart, "set", 1));

    [Fact]
    public async Task reserve_slides_the_deadline_to_its_maximum_and_no_further()
    {
        await scripts.Make(10, 1);
        var begun = long.Parse((await scripts.Reserve(scripts.Cart, "set", 1))[3]) - VariantScripts.Hold;

        var slid = await scripts.Run("reserve", scripts.Whole, scripts.Cart.ToString("N"), "set", 1, VariantScripts.Longest * 10, VariantScripts.Longest);

        Assert.Equal(begun + VariantScripts.Longest, long.Parse(slid[3]));
    }

    [Fact]
    public async Task extend_pins_a_hold_beyond_that_maximum_and_sliding_does_not_shorten_it()
    {
        await scripts.Make(10, 1);
        var begun = long.Parse((await scripts.Reserve(scripts.Cart, "set", 2))[3]) - VariantScripts.Hold;

        var pinned = await scripts.Run("extend", scripts.Shown, scripts.Cart.ToString("N"), VariantScripts.Longest * 10);
        var slid = await scripts.Reserve(scripts.Cart, "set", 2);
        var again = await scripts.Run("extend", scripts.Shown, scripts.Cart.ToString("N"), 1);

        Assert.Equal((string[])["ok", "2"], pinned[..2]);
        Assert.True(long.Parse(pinned[2]) >= begun + VariantScripts.Longest * 10);
        Assert.Equal(pinned[2], slid[3]);
        Assert.Equal(pinned, again);
    }

    [Fact]
    public async Task extend_says_that_a_hold_is_gone()
    {
        await scripts.Make(10, 1);
        await scripts.Reserve(scripts.Cart, "set", 2);
        await scripts.Elapse();

        Assert.Equal((string[])["gone"], await scripts.Run("extend", scripts.Shown, scripts.Cart.ToString("N"), VariantScripts.Hold));
        Assert.Equal(0, await scripts.Reserved());
    }
}
