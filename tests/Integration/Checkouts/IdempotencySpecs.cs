using System.Net;
using Commerce.Application.Pipeline;
using Commerce.Infrastructure.Streams.Idempotency;
using Commerce.Integration.Carts;
using Commerce.Integration.Catalog;
using Commerce.Integration.Faults;
using Commerce.Integration.Support;
using Commerce.Integration.Support.Faults;
using Microsoft.Extensions.DependencyInjection;

namespace Commerce.Integration.Checkouts;

/// <summary>One key, one effect, one answer: on another node, after Redis forgot everything, and when the first to be asked died on the way.</summary>
[Collection(FaultsCollection.Name)]
public class IdempotencySpecs(Shop shop) : IClassFixture<Shop>
{
    private readonly string key = Guid.NewGuid().ToString("N");

    [Fact]
    public async Task holds_on_another_node()
    {
        await using var other = await Shop.With();
        var till = await Till.With(shop);
        var first = await till.Buy(key: key);

        await Same(first, await new Till(Shop.On(other), new Basket(Shop.On(other)) { Token = till.Basket.Token }).Buy(key: key));
    }

    [NeedsRedisServerFact]
    public async Task holds_after_redis_forgot_everything()
    {
        await using var redis = await LocalRedis.Start();
        await using var node = await Shop.With(("ConnectionStrings:redis", redis.ConnectionString));
        await node.Ready();
        var till = new Till(Shop.On(node), await new Basket(Shop.On(node)).With(await Basket.Goods(Shop.On(node))));
        var (started, paid) = (await till.Start(new { email = "ada@example.com", shippingAddress = Till.Home, shippingMethod = "pickup" }, key), await till.Pay(key: key));

        await redis.Flush();

        await Same(paid, await till.Pay(key: key));
        await Same(started, await till.Start(new { email = "ada@example.com", shippingAddress = Till.Home, shippingMethod = "pickup" }, key));
        Assert.Equal("idempotency_key_reused", await Merchant.Code(await till.Pay("tok_pending", key)));
    }

    [NeedsRedisServerFact]
    public async Task lets_a_late_repeat_of_a_cart_edit_be_refused_and_not_made_twice_when_its_record_went_with_redis()
    {
        await using var redis = await LocalRedis.Start();
        await using var node = await Shop.With(("ConnectionStrings:redis", redis.ConnectionString));
        await node.Ready();
        var (own, goods) = (Shop.On(node), await Basket.Goods(shop));
        var basket = await new Basket(own).With(goods);
        (string, string)[] once = [("Idempotency-Key", key), ("If-Match", "\"1\"")];
        await Merchant.Ok(await basket.Add(goods, 1, once));
        await Eventually.True(async () => await redis.Do("DBSIZE") is var keys && (long)keys > 0);
        await node.Services.GetRequiredService<Infrastructure.Redis.Carts.CartSnapshots>().Flush(default);

        await redis.Flush();

        Assert.Equal(HttpStatusCode.PreconditionFailed, (await basket.Add(goods, 1, once)).StatusCode);
        Assert.Equal("Mug 2", await basket.Lines());
    }

    [NeedsOwnServersFact]
    public async Task holds_when_the_program_died_between_the_effect_and_the_answer()
    {
        await using var ground = await ProvingGround.Open(stops: true);
        var bought = new Till(ground.Shop, await new Basket(ground.Shop).With(await Basket.Goods(ground.Shop)));
        var halfway = new Till(ground.Shop, await new Basket(ground.Shop).With(await Basket.Goods(ground.Shop)));
        var edited = new Basket(ground.Shop) { Token = (await new Basket(ground.Shop).With(await Basket.Goods(ground.Shop))).Token };
        var goods = await Basket.Goods(ground.Shop);

        Task<HttpResponseMessage>[] lost =
        [
            Send(bought.Basket, "/v1/checkouts", Till.Everything("tok_ok"), "bought", "order-completion-complete/after"),
            Send(halfway.Basket, "/v1/checkouts", Till.Everything("tok_ok"), "halfway", "payment-gateway-authorise/after"),
            Send(edited, "/v1/cart/lines", new { variantId = goods, units = 2 }, "edited", "carts-edit/after"),
        ];
        await Eventually.True(async () => await ground.Web.Http.GetStringAsync("/stops") is var stops && new[] { "bought", "halfway", "edited" }.All(name => stops.Contains(name, StringComparison.Ordinal)));
        await ground.Web.Kill();
        foreach (var request in lost)
            await Assert.ThrowsAnyAsync<HttpRequestException>(() => request);

        await ground.Web.Restart();

        // Its answer was committed with the effect.
        var again = await Merchant.Ok(await bought.Buy(key: "bought"));
        Assert.Equal("true", again.Headers.GetValues("Idempotency-Replayed").Single());
        Assert.Equal("COMPLETED", await bought.State());

        // It had no answer yet: the key is free again when its lease has ended, and leads to the same checkout although the cart is closed by then.
        await Eventually.True(async () => (await halfway.Buy(key: "halfway")).IsSuccessStatusCode, TimeSpan.FromSeconds(60));
        await halfway.Reaches("COMPLETED");
        await using var orders = ground.Database.CreateCommand("select count(*) from mt_events where type = 'order_placed'");
        Assert.Equal(2L, await orders.ExecuteScalarAsync());

        var repeated = await Send(edited, "/v1/cart/lines", new { variantId = goods, units = 2 }, "edited");
        Assert.Equal("true", repeated.Headers.GetValues("Idempotency-Replayed").Single());
        Assert.Equal("Mug 1, Mug 2", await edited.Lines());
    }

    [Fact]
    public async Task is_forgotten_after_its_day()
    {
        var records = shop.Services.GetRequiredService<IdempotencyRecords>();
        var now = DateTimeOffset.FromUnixTimeMilliseconds(shop.Services.GetRequiredService<TimeProvider>().GetUtcNow().ToUnixTimeMilliseconds());
        IdempotencyRecord old = new($"{key}-old", "", "", Refused: false, now.AddMinutes(-1)), young = new($"{key}-young", "", "", Refused: false, now.AddMinutes(1));
        await records.Store(old, isKnown: false, default);
        await records.Store(young, isKnown: false, default);

        await shop.Services.GetRequiredService<IdempotencySweep>().Sweep(default);

        Assert.Null(await records.Find(old.Id, default));
        Assert.Equal(young, await records.Find(young.Id, default));
    }

    private static Task<HttpResponseMessage> Send(Basket basket, string path, object body, string key, string? stopAt = null) =>
        basket.Send(HttpMethod.Post, path, body, [("Idempotency-Key", key), .. stopAt is null ? Array.Empty<(string, string)>() : [(StopPoints.Header, stopAt), (StopPoints.NameHeader, key)]]);

    private static async Task Same(HttpResponseMessage first, HttpResponseMessage again)
    {
        await Merchant.Ok(first);
        Assert.Equal(first.StatusCode, again.StatusCode);
        Assert.Equal("true", again.Headers.GetValues("Idempotency-Replayed").Single());
        Assert.Equal(await first.Content.ReadAsStringAsync(), await again.Content.ReadAsStringAsync());
    }
}
