using System.Net;
using Commerce.Application.Carts;
using Commerce.Integration.Catalog;
using Commerce.Integration.Support;
using Microsoft.Extensions.DependencyInjection;

namespace Commerce.Integration.Carts;

public class MergingCartsSpecs(Shop shop) : IClassFixture<Shop>
{
    [Fact]
    public async Task both_carts_end_in_the_customers()
    {
        var (mug, cup) = (await Basket.Goods(shop), await Basket.Goods(shop, "Cup"));
        var customer = await Shopper.New(shop);
        var account = await new Basket(shop, customer).With(mug, 1);
        var guest = await (await new Basket(shop).With(mug, 2)).With(cup, 1);

        var merged = await Shop.Json(await Merchant.Ok(await Merge(account, guest)));

        Assert.Equal("Mug 3, Cup 1", Basket.Lines(merged));
        Assert.Equal("", await guest.Lines());
    }

    [Fact]
    public async Task repeating_it_changes_nothing()
    {
        var mug = await Basket.Goods(shop);
        var account = new Basket(shop, await Shopper.New(shop));
        var guest = await new Basket(shop).With(mug, 2);

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Merge(account, guest)));

        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.OK, answer.StatusCode));
        Assert.Equal("Mug 2", await account.Lines());
    }

    [Fact]
    public async Task what_does_not_fit_is_clamped_and_told()
    {
        var mug = await Basket.Goods(shop, rule: (1, 6, 1));
        var account = await new Basket(shop, await Shopper.New(shop)).With(mug, 4);
        var guest = await new Basket(shop).With(mug, 5);

        var merged = await Shop.Json(await Merge(account, guest));

        Assert.Equal("Mug 6", Basket.Lines(merged));
        Assert.Equal("clamped", Basket.Warnings(merged));
    }

    [Theory]
    [InlineData("keep_guest", "Cup 1")]
    [InlineData("keep_account", "Mug 1")]
    public async Task one_of_the_two_can_be_kept(string strategy, string kept)
    {
        var account = await new Basket(shop, await Shopper.New(shop)).With(await Basket.Goods(shop));
        var guest = await new Basket(shop).With(await Basket.Goods(shop, "Cup"));

        Assert.Equal(kept, Basket.Lines(await Shop.Json(await Merge(account, guest, strategy))));
    }

    /// <summary>Lines that are added while the carts are being merged end in one of the two, once.</summary>
    [Fact]
    public async Task loses_and_doubles_nothing_while_the_guest_goes_on_shopping()
    {
        var mug = await Basket.Goods(shop);
        for (var round = 0; round < 6; round++)
        {
            var account = new Basket(shop, await Shopper.New(shop));
            var guest = await new Basket(shop).With(mug);

            var adding = Enumerable.Range(0, 10).Select(_ => guest.Add(mug)).ToList();
            await Merge(account, guest);
            await Task.WhenAll(adding);

            Assert.Equal(11, (await account.See()).GetProperty("units").GetInt32() + (await guest.See()).GetProperty("units").GetInt32());
        }
    }

    [Fact]
    public async Task a_merge_that_died_half_way_is_finished_by_whoever_comes_next()
    {
        var mug = await Basket.Goods(shop);
        var customer = await Shopper.New(shop);
        var guest = await new Basket(shop).With(mug, 2);
        await shop.Services.GetRequiredService<ICarts>().Edit(new(CartOwner.Holder(guest.Token!)), cart => new(cart! with { MovingTo = customer.Id }), default);

        await guest.With(mug, 1);

        Assert.Equal("Mug 1", await guest.Lines());
        Assert.Equal("Mug 2", await new Basket(shop, customer).Lines());
    }

    [Fact]
    public async Task another_customer_cannot_take_a_cart_that_is_moving()
    {
        var mug = await Basket.Goods(shop);
        var (first, second) = (await Shopper.New(shop), await Shopper.New(shop));
        var guest = await new Basket(shop).With(mug, 2);
        await shop.Services.GetRequiredService<ICarts>().Edit(new(CartOwner.Holder(guest.Token!)), cart => new(cart! with { MovingTo = first.Id }), default);

        await Merge(new Basket(shop, second), guest);

        Assert.Equal("Mug 2", await new Basket(shop, first).Lines());
        Assert.Equal("", await new Basket(shop, second).Lines());
    }

    [Fact]
    public async Task signing_in_brings_the_cart_along()
    {
        var customer = await Shopper.New(shop);
        var guest = await new Basket(shop).With(await Basket.Goods(shop), 2);

        await Merchant.Ok(await guest.Send(HttpMethod.Post, "/v1/sessions", new { email = customer.Email, password = customer.Password }));

        Assert.Equal("Mug 2", await new Basket(shop, customer).Lines());
        Assert.Equal("", await guest.Lines());
    }

    [Fact]
    public async Task signing_in_is_never_held_up()
    {
        using var scope = shop.Services.CreateScope();
        var carts = scope.ServiceProvider.GetRequiredService<IGuestCarts>();

        Assert.False(await carts.TakeOver(Guid.NewGuid(), "no token at all", default));
        Assert.False(await carts.TakeOver(Guid.NewGuid(), new string('C', 43), default));
    }

    [Fact]
    public async Task a_token_that_names_no_cart_is_refused_and_a_guest_cannot_merge()
    {
        var unknown = await new Basket(shop, await Shopper.New(shop)).Send(HttpMethod.Post, "/v1/cart/merge", new { token = new string('D', 43) });

        Assert.Equal((HttpStatusCode.NotFound, "cart.unknown"), (unknown.StatusCode, await Merchant.Code(unknown)));
        Assert.Equal(HttpStatusCode.Unauthorized, (await new Basket(shop).Send(HttpMethod.Post, "/v1/cart/merge", new { token = new string('D', 43) })).StatusCode);
    }

    private static Task<HttpResponseMessage> Merge(Basket account, Basket guest, string? strategy = null) =>
        account.Send(HttpMethod.Post, "/v1/cart/merge", strategy is null ? new { token = guest.Token } : new { token = guest.Token, strategy });
}
