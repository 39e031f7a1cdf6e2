using Commerce.Application.Checkouts;
using Commerce.Application.Pipeline;
using Commerce.Domain;
using Commerce.Domain.Checkouts;
using Commerce.Domain.Pricing;
using Commerce.Infrastructure.Redis;
using Commerce.Integration.Carts;
using Commerce.Integration.Catalog;
using Commerce.Integration.Support;
using Microsoft.Extensions.DependencyInjection;

namespace Commerce.Integration.Checkouts;

/// <summary>Whoever took the cart's lock, slept past its lease and wakes up: PostgreSQL refuses what it writes then, whatever Redis says.</summary>
public class PausedOwnerSpecs(Shop shop) : IClassFixture<Shop>
{
    private static readonly PostalAddress Home = new("Ada Lovelace", "12 St James's Square", "London", "SW1Y 4LB", "GB");

    private readonly Guid sleeper = Guid.CreateVersion7();

    [Fact]
    public async Task is_refused_once_another_checkout_has_locked_the_cart_even_if_that_one_has_ended()
    {
        var till = await Till.With(shop);
        var (cart, fence) = await TakeLock(till);
        await Lapse(cart);
        await till.Locked();
        await Merchant.Ok(await till.Do(HttpMethod.Post, "cancel", new { }));

        Assert.Equal("checkout.lock_lost", await Wake(cart, fence));
        Assert.IsType<Checkout.None>(await State());
    }

    [Fact]
    public async Task is_refused_while_the_other_is_live()
    {
        var till = await Till.With(shop);
        var (cart, fence) = await TakeLock(till);
        await Lapse(cart);
        await till.Locked();

        Assert.Equal("checkout.cart_busy", await Wake(cart, fence));
        Assert.IsType<Checkout.None>(await State());
    }

    [Fact]
    public async Task is_refused_once_its_lock_was_taken_over_and_finds_the_cart_taken()
    {
        var till = await Till.With(shop);
        var (cart, fence) = await TakeLock(till);
        await Rest(cart);
        await till.Locked();

        Assert.Equal("checkout.cart_busy", await Wake(cart, fence));
        await Merchant.Ok(await till.Do(HttpMethod.Post, "cancel", new { }));
        Assert.Equal("checkout.lock_lost", await Wake(cart, fence));
    }

    [Fact]
    public async Task has_the_cart_when_it_wakes_before_the_one_who_took_its_lock_over_has_written()
    {
        var till = await Till.With(shop);
        var (cart, fence) = await TakeLock(till);
        await Rest(cart);
        var later = Guid.CreateVersion7();
        var higher = await Take(cart, later);

        Assert.Null(await Wake(cart, fence));

        Assert.Equal("checkout.cart_busy", await Wake(cart, higher, later));
        Assert.True(higher > fence);
        Assert.IsType<Checkout.Locked>(await State());
    }

    [Fact]
    public async Task may_write_when_nobody_came_in_between()
    {
        var till = await Till.With(shop);
        var (cart, fence) = await TakeLock(till);
        await Lapse(cart);

        Assert.Null(await Wake(cart, fence));
        Assert.IsType<Checkout.Locked>(await State());
    }

    /// <summary>What a request does up to the moment before its commit.</summary>
    private async Task<(Guid Cart, long Fence)> TakeLock(Till till)
    {
        var owner = Application.Carts.CartOwner.Holder(till.Basket.Token!);
        var cart = (await shop.Services.GetRequiredService<Application.Carts.ICarts>().Load(owner, default))!.Cart.Id;
        return (cart, await Take(cart, sleeper));
    }

    private async Task<long> Take(Guid cart, Guid checkout) =>
        (await shop.Services.GetRequiredService<ICheckoutLock>().Take(cart, checkout, default)).Match(number => number, refusal => throw new InvalidOperationException(refusal.Message));

    /// <summary>Nobody has renewed it for a while.</summary>
    private async Task Rest(Guid cart) =>
        Assert.True(await shop.Services.Peek().KeyExpireAsync(Keys.Checkouts.Lock(cart), Checkout.LockLease - TimeSpan.FromSeconds(16)));

    private async Task Lapse(Guid cart) => Assert.True(await shop.Services.Peek().KeyDeleteAsync(Keys.Checkouts.Lock(cart)));

    private async Task<string?> Wake(Guid cart, long fence, Guid? who = null)
    {
        var none = Money.Zero("EUR");
        QuoteLine line = new("1", "v1", "SKU", "A thing", 1, none, none, none, [], none, none);
        await using var scope = shop.Services.CreateAsyncScope();
        return (await scope.ServiceProvider.GetRequiredService<ICheckouts>().Decide(
            who ?? sleeper, null,
            [
                new Checkout.Command.Start(cart, new(Guid.NewGuid(), null, null), "EUR"), new Checkout.Command.Edit("ada@example.com", Home, null, "pickup"),
                new Checkout.Command.Lock(new("EUR", [line], null, none, none, none, none, none, 1, Rounding.HalfUp), fence),
            ],
            (_, _) => new Done(), default)).Refusal?.Code;
    }

    private async Task<Checkout> State()
    {
        await using var scope = shop.Services.CreateAsyncScope();
        return (await scope.ServiceProvider.GetRequiredService<ICheckouts>().Load(sleeper, default)).State;
    }
}
