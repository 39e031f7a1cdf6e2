using Commerce.Application.Carts;
using Commerce.Application.Pipeline;
using Commerce.Domain;
using Commerce.Domain.Carts;
using Commerce.Infrastructure.Redis;
using Commerce.Infrastructure.Redis.Carts;
using Commerce.Infrastructure.Redis.Connections;
using Commerce.Integration.Support;
using Microsoft.Extensions.DependencyInjection;

namespace Commerce.Integration.Carts;

public class StoringCartsSpecs(Shop shop) : IClassFixture<Shop>
{
    private readonly CartOwner.Customer owner = new(Guid.NewGuid());

    private ICarts Carts => shop.Services.GetRequiredService<ICarts>();

    private CartSnapshots Snapshots => shop.Services.GetRequiredService<CartSnapshots>();

    private RedisConnections Redis => shop.Services.GetRequiredService<RedisConnections>();

    [Fact]
    public async Task many_edits_at_once_lose_no_line()
    {
        var edits = await Task.WhenAll(Enumerable.Range(0, 60).Select(i => Task.Run(() => Add($"variant-{i}", 1))));

        Assert.All(edits, edit => Assert.Null(edit.Refusal));
        var loaded = (await Carts.Load(owner, default))!;
        Assert.Equal((60, 60L), (loaded.Cart.Lines.Count, loaded.Version));
    }

    [Fact]
    public async Task an_edit_of_another_version_than_the_shopper_saw_is_refused()
    {
        await Add("mug", 1);
        await Add("mug", 1);

        var refused = await Carts.Edit(new(owner, Expected: 1), cart => new(cart!.Clear()), default);

        Assert.Equal(("stream.moved_on", RefusalKind.Stale), (refused.Refusal!.Code, refused.Refusal.Kind));
        Assert.Equal(2, (await Carts.Load(owner, default))!.Cart.Units);
    }

    [Fact]
    public async Task a_decision_that_changes_nothing_is_not_saved()
    {
        await Add("mug", 1);

        Assert.True((await Carts.Edit(new(owner), cart => new(cart!), default)).Is(out var edited));

        Assert.Equal(1, edited.Version);
    }

    [Fact]
    public async Task an_edit_with_the_same_key_is_made_once_however_often_it_arrives()
    {
        var key = new IdempotencyKey(Fingerprint.Of($"{owner}"), "digest");

        var edits = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => Task.Run(() => Add("mug", 1, key))));

        Assert.Equal(11, edits.Count(edit => edit.Is(out var edited) && edited.Earlier is { Digest: "digest", Answer: "1" }));
        Assert.Equal(1, (await Carts.Load(owner, default))!.Cart.Units);
    }

    [Fact]
    public async Task a_cart_that_redis_lost_comes_back_from_memory_and_from_the_snapshot()
    {
        await Add("mug", 2);
        await Lose();
        Assert.Equal((2, 1 + RedisCarts.Jump), await Units());

        await Snapshots.Flush(default);
        await Lose();
        Assert.Equal((2, 1 + 2 * RedisCarts.Jump), await Units());
    }

    [Fact]
    public async Task what_changed_last_is_in_the_snapshot_when_the_program_ends()
    {
        var node = await Shop.With();
        await node.Services.GetRequiredService<ICarts>().Edit(
            new(owner), _ => new(Cart.Empty(Guid.NewGuid(), "EUR").Add(CartLine.Of("mug", null, 4), UnitRule.Any, CartLimits.Standard)), default);

        await node.DisposeAsync();
        await Lose();

        Assert.Equal(4, (await Units()).Units);
    }

    [Fact]
    public async Task an_edit_goes_on_where_redis_was_emptied_under_it()
    {
        await Add("mug", 2);

        var emptied = false;
        var edited = await Carts.Edit(new(owner), cart => Emptying(cart!), default);

        Assert.Null(edited.Refusal);
        Assert.Equal(3, (await Units()).Units);

        async ValueTask<Result<Cart>?> Emptying(Cart cart)
        {
            if (!emptied)
                await Lose();

            emptied = true;
            return cart.Add(CartLine.Of("mug", null, 1), UnitRule.Any, CartLimits.Standard);
        }
    }

    [Fact]
    public async Task a_closed_cart_stays_closed_even_if_redis_loses_it()
    {
        await Add("mug", 2);
        var bought = (await Carts.Load(owner, default))!.Cart.Id;
        await Snapshots.Flush(default);

        await Carts.Close(owner, bought, default);
        await Snapshots.Flush(default);
        await Lose();

        var next = (await Carts.Load(owner, default))!.Cart;
        Assert.True(next.IsEmpty);
        Assert.NotEqual(bought, next.Id);
    }

    [Fact]
    public async Task closing_a_cart_that_is_not_the_owners_any_more_changes_nothing()
    {
        await Add("mug", 2);

        await Carts.Close(owner, Guid.NewGuid(), default);
        await Carts.Close(new CartOwner.Customer(Guid.NewGuid()), Guid.NewGuid(), default);

        Assert.Equal((2, 1), await Units());
    }

    [Fact]
    public async Task the_older_of_two_states_never_replaces_the_newer_in_the_snapshot()
    {
        await Add("mug", 2);
        await Add("mug", 1);
        await Snapshots.Flush(default);

        Snapshots.Changed(owner, 1, CartDocument.Write(Cart.Empty(Guid.NewGuid(), "EUR")));
        await Snapshots.Flush(default);
        await Lose();

        Assert.Equal(3, (await Units()).Units);
    }

    [Fact]
    public async Task looking_at_a_cart_renews_its_month()
    {
        await Add("mug", 2);
        await shop.Services.Peek().KeyExpireAsync(Keys.Carts.Customer(owner.Id), TimeSpan.FromMinutes(1));

        await Carts.Load(owner, default);

        await Eventually.True(async () => await shop.Services.Peek().KeyTimeToLiveAsync(Keys.Carts.Customer(owner.Id)) > TimeSpan.FromDays(29));
    }

    [Fact]
    public async Task a_new_token_is_long_random_and_the_same_for_one_key()
    {
        var key = new IdempotencyKey(Fingerprint.Of($"{owner}"), "digest");

        var tokens = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Carts.NewToken(key, default).AsTask()));

        Assert.Single(tokens.Distinct());
        Assert.True(CartOwner.IsToken(tokens[0]));
        Assert.NotEqual(tokens[0], await Carts.NewToken(null, default));
    }

    private Task<Result<EditedCart>> Add(string variant, int units, IdempotencyKey? key = null) => Carts.Edit(
        new(owner, Once: key is null ? null : new(key, edited => new(key.Id, key.Digest, $"{edited.Cart.Units}", Refused: false, DateTimeOffset.MaxValue))),
        cart => new((cart ?? Cart.Empty(Guid.NewGuid(), "EUR")).Add(CartLine.Of(variant, null, units), UnitRule.Any, CartLimits.Standard)),
        default);

    private Task Lose() => shop.Services.Peek().KeyDeleteAsync(Keys.Carts.Customer(owner.Id));

    private async Task<(int Units, long Version)> Units() => (await Carts.Load(owner, default)) is var (cart, version) ? (cart.Units, version) : default;
}
