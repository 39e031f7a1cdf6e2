using System.Net;
using Commerce.Integration.Carts;
using Commerce.Integration.Catalog;
using Commerce.Integration.Support;

namespace Commerce.Integration.Checkouts;

/// <summary>What a checkout lets be done to it before it is paid, by whom and when.</summary>
public class PreparingSpecs(Shop shop) : IClassFixture<Shop>
{
    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    public async Task lets_go_at_once_of_what_left_the_cart(int units)
    {
        var till = await Till.With(shop, stock: 5, units: 4);
        var variant = await till.Variant();
        await Merchant.Ok(await till.Start());
        Assert.Equal((5, 4), await till.Stock(variant));

        await Merchant.Ok(await till.Basket.Send(HttpMethod.Put, $"/v1/cart/lines/{await till.Line()}", new { units }));

        Assert.Equal((5, units), await till.Stock(variant));
    }

    [Fact]
    public async Task keeps_what_is_frozen_whatever_becomes_of_the_cart()
    {
        var till = await (await Till.With(shop, stock: 5, units: 4)).Locked();
        var variant = await till.Variant();

        await Merchant.Ok(await till.Basket.Send(HttpMethod.Put, $"/v1/cart/lines/{await till.Line()}", new { units = 1 }));

        Assert.Equal((5, 4), await till.Stock(variant));
        Assert.Equal(4 * 1250, Till.Total(await Shop.Json(await till.Pay())));
    }

    [Fact]
    public async Task is_nobody_elses_business()
    {
        var till = await (await Till.With(shop)).Locked();
        var stranger = (await Till.With(shop)).Basket;
        var customer = await Shopper.New(shop);

        var answers = new[]
        {
            await stranger.Send(HttpMethod.Get, $"/v1/checkouts/{till.Id}"),
            await stranger.Send(HttpMethod.Put, $"/v1/checkouts/{till.Id}/email", new { email = "eve@example.com" }),
            await stranger.Send(HttpMethod.Post, $"/v1/checkouts/{till.Id}/payments", new { token = "tok_ok" }, ("Idempotency-Key", "k")),
            await customer.Send(HttpMethod.Post, $"/v1/checkouts/{till.Id}/cancel", new { }),
            await shop.Send(HttpMethod.Get, $"/v1/checkouts/{till.Id}"),
        };

        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode));
        Assert.Equal("LOCKED", await till.State());
    }

    [Fact]
    public async Task says_what_is_missing_before_the_totals_are_frozen()
    {
        var till = await Till.With(shop);
        await till.Start(new { email = "ada@example.com" });

        await Verifier.Verify(await Shop.Show(await till.Do(HttpMethod.Put, "lock")));
    }

    [Fact]
    public async Task keeps_nobody_out_when_one_request_told_too_little()
    {
        var till = await Till.With(shop);

        var incomplete = await till.Start(new { email = "ada@example.com", payment = new { token = "tok_ok" } });
        var complete = await till.Buy();

        Assert.Equal("checkout.incomplete", await Merchant.Code(incomplete));
        Assert.Equal(HttpStatusCode.Created, complete.StatusCode);
    }

    [Fact]
    public async Task goes_on_in_one_request_with_what_was_locked_in_another()
    {
        var till = await (await Till.With(shop)).Locked();
        var (id, token) = (till.Id, till.OrderToken);

        var bought = await till.Buy();

        Assert.Equal((HttpStatusCode.OK, id, token), (bought.StatusCode, till.Id, till.OrderToken));
        Assert.Equal("COMPLETED", await till.State());
    }

    [Fact]
    public async Task changes_nothing_for_one_who_saw_an_older_version()
    {
        var till = await Till.With(shop);
        await till.Start();

        var changed = await till.Do(HttpMethod.Put, "email", new { email = "ada@example.com" }, ("If-Match", "\"1\""));
        var late = await till.Do(HttpMethod.Put, "email", new { email = "eve@example.com" }, ("If-Match", "\"1\""));

        Assert.Equal("\"2\"", changed.Headers.ETag?.ToString());
        Assert.Equal(HttpStatusCode.PreconditionFailed, late.StatusCode);
        Assert.Equal("ada@example.com", Till.Of(await till.See(), "email"));
    }

    [Fact]
    public async Task names_each_variant_there_is_not_enough_of()
    {
        var variant = await Basket.Goods(shop, stock: 1);
        await Merchant.Ok(await new Till(shop, await new Basket(shop).With(variant)).Start());

        var second = await new Till(shop, await new Basket(shop).With(variant)).Start();

        Assert.Equal(HttpStatusCode.Conflict, second.StatusCode);
        var shortage = Assert.Single((await Shop.Json(second)).GetProperty("shortages").EnumerateArray());
        Assert.Equal((variant, "1", "0"), (Till.Of(shortage, "variantId"), Till.Of(shortage, "wanted"), Till.Of(shortage, "available")));
    }
}
