using System.Net;
using System.Text.Json;
using Commerce.Integration.Catalog;
using Commerce.Integration.Support;

namespace Commerce.Integration.Carts;

/// <summary>A node that cannot reach Redis: what lives there is refused for now, what PostgreSQL keeps goes on.</summary>
public class WithoutRedisSpecs(Shop shop) : IClassFixture<Shop>
{
    private static readonly (string, string?) Nowhere = ("ConnectionStrings:redis", "127.0.0.1:1");

    [Fact]
    public async Task a_cart_cannot_be_changed_and_the_client_is_told_to_come_again()
    {
        var mug = await Basket.Goods(shop);
        await using var node = await Shop.With(Nowhere);

        var answer = await new Basket(Shop.On(node)).Add(mug);

        Assert.Equal((HttpStatusCode.ServiceUnavailable, "redis_unavailable"), (answer.StatusCode, await Merchant.Code(answer)));
        Assert.NotNull(answer.Headers.RetryAfter);
    }

    [Fact]
    public async Task goods_can_still_be_received_and_the_others_see_them_when_they_ask()
    {
        var mug = await Basket.Goods(shop, stock: 0);
        await using var node = await Shop.With(Nowhere);

        var level = await Shop.Json(await Merchant.Ok(await Shop.On(node).Admin(HttpMethod.Post, $"/v1/admin/inventory/{mug}/receipts", new { units = 7, reason = "delivery" })));

        Assert.Equal((7, JsonValueKind.Null), (level.GetProperty("onHand").GetInt32(), level.GetProperty("reserved").ValueKind));
        Assert.Equal(7, (await Shop.Json(await shop.Admin(HttpMethod.Get, $"/v1/admin/inventory/{mug}"))).GetProperty("onHand").GetInt32());
    }
}
