using Commerce.Application.Checkouts;
using Commerce.Domain;
using Commerce.Infrastructure.Redis;
using Commerce.Integration.Catalog;
using Commerce.Integration.Support;
using Microsoft.Extensions.DependencyInjection;
using StackExchange.Redis;

namespace Commerce.Integration.Checkouts;

/// <summary>The cart's lock and the real-time copy, asked of Redis itself.</summary>
public class LockSpecs(Shop shop) : IClassFixture<Shop>
{
    private readonly Guid cart = Guid.NewGuid();
    private readonly Guid mine = Guid.NewGuid();
    private readonly Guid other = Guid.NewGuid();

    private ICheckoutLock Lock => shop.Services.GetRequiredService<ICheckoutLock>();

    private IDatabase Redis => shop.Services.Peek();

    [Fact]
    public async Task is_had_by_one_checkout_at_a_time_however_many_ask()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 32).Select(_ => Lock.Take(cart, Guid.NewGuid(), default)));

        Assert.Single(answers, answer => answer.Refusal is null);
        Assert.Equal(31, answers.Count(answer => answer.Refusal?.Code == "checkout.locked_elsewhere"));
    }

    [Fact]
    public async Task is_renewed_under_the_same_number()
    {
        var taken = await Take(mine);
        await Redis.KeyExpireAsync(Keys.Checkouts.Lock(cart), TimeSpan.FromSeconds(5));

        Assert.Equal(taken, await Take(mine));
        Assert.True(await Redis.KeyTimeToLiveAsync(Keys.Checkouts.Lock(cart)) > TimeSpan.FromMinutes(9));
    }

    [Fact]
    public async Task passes_on_with_a_higher_number_even_when_redis_forgot_the_last()
    {
        var taken = await Take(mine);
        await Redis.KeyDeleteAsync(Keys.Checkouts.Lock(cart));

        Assert.True(await Take(other) > taken);
        Assert.Equal("checkout.locked_elsewhere", (await Lock.Take(cart, mine, default)).Refusal?.Code);
    }

    [Fact]
    public async Task passes_on_when_its_owner_is_no_checkout_and_left_it_alone_for_a_while()
    {
        var taken = await Take(mine);
        Assert.Equal("checkout.locked_elsewhere", (await Lock.Take(cart, other, default)).Refusal?.Code);

        await Rests(cart);

        Assert.True(await Take(other) > taken);
        Assert.Equal("checkout.locked_elsewhere", (await Lock.Take(cart, mine, default)).Refusal?.Code);
    }

    [Fact]
    public async Task is_kept_however_long_it_rests_by_the_checkout_that_has_the_cart()
    {
        var till = await (await Till.With(shop)).Locked();
        var locked = await CartOf(till);

        await Rests(locked);

        Assert.Equal("checkout.locked_elsewhere", (await Lock.Take(locked, other, default)).Refusal?.Code);
    }

    [Fact]
    public async Task passes_on_when_the_checkout_that_had_it_has_ended()
    {
        var till = await (await Till.With(shop)).Locked();
        var (locked, owner) = (await CartOf(till), await Redis.StringGetAsync(Keys.Checkouts.Lock(await CartOf(till))));
        await Merchant.Ok(await till.Do(HttpMethod.Post, "cancel", new { }));
        await Redis.StringSetAsync(Keys.Checkouts.Lock(locked), owner);

        await Rests(locked);

        Assert.Null((await Lock.Take(locked, other, default)).Refusal);
    }

    [Fact]
    public async Task keeps_a_second_checkout_from_freezing_the_cart()
    {
        var till = await Till.With(shop);
        await till.Start(new { email = "ada@example.com", shippingAddress = Till.Home, shippingMethod = "pickup" });
        await Redis.StringSetAsync(Keys.Checkouts.Lock(await CartOf(till)), $"{other:N}:1");

        Assert.Equal("checkout.locked_elsewhere", await Merchant.Code(await till.Do(HttpMethod.Put, "lock")));
    }

    [Fact]
    public async Task and_copy_show_the_checkout_as_it_goes_and_are_gone_with_it()
    {
        var till = await (await Till.With(shop)).Locked();
        var (id, cartId) = (Guid.Parse(till.Id), await CartOf(till));
        var locked = (State: await Field(id, "state"), Owner: (string?)await Redis.StringGetAsync(Keys.Checkouts.Lock(cartId)), Totals: (string?)await Redis.StringGetAsync(Keys.Checkouts.Metadata(id)));

        await Merchant.Ok(await till.Pay());

        Assert.Equal("LOCKED", locked.State);
        Assert.StartsWith($"{id:N}:", locked.Owner, StringComparison.Ordinal);
        Assert.Contains("\"total\":{\"amount\":1250,\"currency\":\"EUR\"}", locked.Totals, StringComparison.Ordinal);
        Assert.Equal("COMPLETED", await Field(id, "state"));
        Assert.Equal("1250", (string?)await Redis.HashGetAsync(Keys.Checkouts.Intent(id), "captured"));
        Assert.False(await Redis.KeyExistsAsync(Keys.Checkouts.Lock(cartId)));
    }

    [Fact]
    public async Task copy_never_goes_back_to_an_older_version()
    {
        var till = await (await Till.With(shop)).Locked();
        var id = Guid.Parse(till.Id);
        await Redis.HashSetAsync(Keys.Checkouts.Session(id), [new("version", 1000), new("state", "COMPLETED")]);

        await Merchant.Ok(await till.Do(HttpMethod.Delete, "lock"));

        Assert.Equal("COMPLETED", await Field(id, "state"));
    }

    /// <summary>Nobody has renewed it for sixteen seconds.</summary>
    private async Task Rests(Guid ofCart) => Assert.True(await Redis.KeyExpireAsync(Keys.Checkouts.Lock(ofCart), Commerce.Domain.Checkouts.Checkout.LockLease - TimeSpan.FromSeconds(16)));

    private async Task<long> Take(Guid checkout) => (await Lock.Take(cart, checkout, default)).Match(number => number, refusal => throw new InvalidOperationException(refusal.Message));

    private async Task<string?> Field(Guid checkout, string name) => await Redis.HashGetAsync(Keys.Checkouts.Session(checkout), name);

    private async Task<Guid> CartOf(Till till) => Guid.Parse((await Field(Guid.Parse(till.Id), "cartId"))!);
}
