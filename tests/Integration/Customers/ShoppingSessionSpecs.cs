using System.Net;
using System.Text.Json;
using Commerce.Application.Carts;
using Commerce.Infrastructure.Redis;
using Commerce.Integration.Carts;
using Commerce.Integration.Catalog;
using Commerce.Integration.Support;
using Microsoft.Extensions.DependencyInjection;

namespace Commerce.Integration.Customers;

public class ShoppingSessionSpecs(Shop shop) : IClassFixture<Shop>
{
    [Fact]
    public async Task tells_where_a_customer_left_off_on_whatever_device()
    {
        var ada = await Shopper.New(shop);
        await Merchant.Ok(await Save(ada, new { currency = "JPY", country = "JP", locale = "ja-JP" }));
        await new Basket(shop, ada).With(await Basket.Goods(shop));

        var session = await Read(ada);

        Assert.Equal((await shop.Services.GetRequiredService<ICarts>().Load(new CartOwner.Customer(ada.Id), default))!.Cart.Id, session.GetProperty("cartId").GetGuid());
        Assert.Equal("""{"currency":"JPY","country":"JP","locale":"ja-JP"}""", session.GetProperty("preferences").GetRawText());
    }

    [Fact]
    public async Task is_empty_for_who_was_never_here()
    {
        var session = await Read(await Shopper.New(shop));

        Assert.Equal(JsonValueKind.Null, session.GetProperty("cartId").ValueKind);
        Assert.Equal("""{"currency":null,"country":null,"locale":null}""", session.GetProperty("preferences").GetRawText());
    }

    [Fact]
    public async Task keeps_what_was_said_last_and_takes_away_what_was_left_out()
    {
        var ada = await Shopper.New(shop);
        await Merchant.Ok(await Save(ada, new { currency = "JPY", country = "JP" }));

        await Merchant.Ok(await Save(ada, new { country = "AT" }));

        Assert.Equal("""{"currency":null,"country":"AT","locale":null}""", (await Read(ada)).GetProperty("preferences").GetRawText());
    }

    [Fact]
    public async Task is_forgotten_thirty_days_after_the_last_visit()
    {
        var (ada, redis) = (await Shopper.New(shop), shop.Services.Peek());
        await Read(ada);
        await redis.KeyExpireAsync(Keys.Sessions.User(ada.Id), TimeSpan.FromMinutes(1));

        await Read(ada);

        Assert.InRange((await redis.KeyTimeToLiveAsync(Keys.Sessions.User(ada.Id)))!.Value, TimeSpan.FromDays(29.9), TimeSpan.FromDays(30));
    }

    [Theory]
    [InlineData("XXX", null, null)]
    [InlineData(null, "at", null)]
    [InlineData(null, null, "no language")]
    public async Task keeps_nothing_that_cannot_be(string? currency, string? country, string? locale) =>
        Assert.Equal(HttpStatusCode.BadRequest, (await Save(await Shopper.New(shop), new { currency, country, locale })).StatusCode);

    private static Task<HttpResponseMessage> Save(Shopper customer, object preferences) => customer.Send(HttpMethod.Put, "/v1/me/session", preferences);

    private static async Task<JsonElement> Read(Shopper customer) => await Shop.Json(await Merchant.Ok(await customer.Send(HttpMethod.Get, "/v1/me/session")));
}
