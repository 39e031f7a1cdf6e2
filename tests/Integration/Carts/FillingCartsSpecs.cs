using System.Net;
using Commerce.Integration.Catalog;
using Commerce.Integration.Support;

namespace Commerce.Integration.Carts;

public class FillingCartsSpecs(Shop shop) : IClassFixture<Shop>
{
    [Fact]
    public async Task strangers_who_use_the_same_idempotency_key_do_not_share_a_cart()
    {
        var (mug, key) = (await Basket.Goods(shop), Guid.NewGuid().ToString());
        Basket[] strangers = [new(shop), new(shop)];
        foreach (var (stranger, address) in strangers.Zip(["198.51.100.7", "198.51.100.8"]))
            await Merchant.Ok(await stranger.Add(mug, 1, ("Idempotency-Key", key), ("X-Forwarded-For", address)));

        Assert.NotEqual(strangers[0].Token, strangers[1].Token);
    }

    [Fact]
    public async Task the_first_line_makes_a_cart_and_gives_its_token()
    {
        var basket = new Basket(shop);
        var answer = await basket.Add(await Basket.Goods(shop), 2);

        Assert.Equal(basket.Token, (await Shop.Json(answer)).GetProperty("token").GetString());
        Assert.Equal(43, basket.Token!.Length);
        await Verifier.Verify((await Shop.Show(answer)).Replace(basket.Token, "{token}", StringComparison.Ordinal));
    }

    [Fact]
    public async Task the_cart_is_seen_by_whoever_has_the_token_and_nobody_else()
    {
        var basket = await new Basket(shop).With(await Basket.Goods(shop), 2);

        Assert.Equal("Mug 2", await basket.Lines());
        Assert.Equal(HttpStatusCode.NotFound, (await new Basket(shop).Send(HttpMethod.Get, "/v1/cart")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await new Basket(shop) { Token = new string('A', 43) }.Send(HttpMethod.Get, "/v1/cart")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await new Basket(shop) { Token = "../{other}" }.Send(HttpMethod.Get, "/v1/cart")).StatusCode);
    }

    [Fact]
    public async Task a_token_of_the_clients_own_making_gets_a_new_one()
    {
        var chosen = new string('B', 43);
        var basket = new Basket(shop) { Token = chosen };

        await basket.With(await Basket.Goods(shop));

        Assert.NotEqual(chosen, basket.Token);
        Assert.Equal("Mug 1", await basket.Lines());
    }

    [Fact]
    public async Task lines_are_added_set_removed_and_cleared()
    {
        var (mug, cup) = (await Basket.Goods(shop), await Basket.Goods(shop, "Cup"));
        var basket = await (await new Basket(shop).With(mug, 2)).With(cup, 1);

        Assert.Equal("Mug 5, Cup 1", Basket.Lines(await Shop.Json(await basket.Add(mug, 3))));
        Assert.Equal("Mug 4, Cup 1", Basket.Lines(await Shop.Json(await basket.Send(HttpMethod.Put, $"/v1/cart/lines/{mug}", new { units = 4 }))));
        Assert.Equal("Cup 1", Basket.Lines(await Shop.Json(await basket.Send(HttpMethod.Delete, $"/v1/cart/lines/{mug}"))));
        Assert.Equal("Cup 1", Basket.Lines(await Shop.Json(await basket.Send(HttpMethod.Delete, $"/v1/cart/lines/{mug}"))));
        Assert.Equal("", Basket.Lines(await Shop.Json(await basket.Send(HttpMethod.Delete, "/v1/cart/lines"))));
    }

    [Fact]
    public async Task custom_data_keeps_lines_apart()
    {
        var mug = await Basket.Goods(shop);
        var basket = await new Basket(shop).With(mug, 1);

        var cart = await Shop.Json(await basket.Send(HttpMethod.Post, "/v1/cart/lines", new { variantId = mug, units = 1, custom = new { engraving = "Ada" } }));
        var line = cart.GetProperty("lines")[1];

        Assert.Equal("Mug 1, Mug 1", Basket.Lines(cart));
        Assert.Equal("Ada", line.GetProperty("custom").GetProperty("engraving").GetString());
        Assert.Equal("Mug 1, Mug 6", Basket.Lines(await Shop.Json(await basket.Send(HttpMethod.Put, $"/v1/cart/lines/{line.GetProperty("lineId").GetString()}", new { units = 6 }))));
    }

    [Fact]
    public async Task edits_from_many_tabs_lose_no_line()
    {
        var goods = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => Basket.Goods(shop, $"Thing {i}")));
        var basket = await new Basket(shop).With(goods[0]);

        var answers = await Task.WhenAll(Enumerable.Range(0, 40).Select(i => basket.Add(goods[i % 8])));

        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.OK, answer.StatusCode));
        Assert.Equal(41, (await basket.See()).GetProperty("units").GetInt32());
    }

    [Fact]
    public async Task an_edit_of_a_cart_that_changed_meanwhile_is_refused()
    {
        var mug = await Basket.Goods(shop);
        var basket = new Basket(shop);
        var seen = (await basket.Add(mug)).Headers.ETag!.Tag;
        await basket.Add(mug);

        Assert.Equal(HttpStatusCode.PreconditionFailed, (await basket.Send(HttpMethod.Delete, "/v1/cart/lines", null, ("If-Match", seen))).StatusCode);
        Assert.Equal("Mug 2", await basket.Lines());
    }

    [Fact]
    public async Task a_repeated_request_with_one_key_is_answered_and_made_once()
    {
        var mug = await Basket.Goods(shop);
        var basket = await new Basket(shop).With(mug);
        (string, string) key = ("Idempotency-Key", Guid.NewGuid().ToString());

        var first = await basket.Add(mug, 2, key);
        var again = await basket.Add(mug, 2, key);
        var other = await basket.Add(mug, 3, key);

        Assert.Equal("true", again.Headers.GetValues("Idempotency-Replayed").Single());
        Assert.Equal(await first.Content.ReadAsStringAsync(), await again.Content.ReadAsStringAsync());
        Assert.Equal((HttpStatusCode.UnprocessableEntity, "idempotency_key_reused"), (other.StatusCode, await Merchant.Code(other)));
        Assert.Equal("Mug 3", await basket.Lines());
    }

    [Fact]
    public async Task a_repeated_request_that_was_refused_is_refused_again()
    {
        var (few, basket) = (await Basket.Goods(shop, rule: (1, 3, 1)), new Basket(shop));
        await basket.With(few, 2);
        (string, string) key = ("Idempotency-Key", Guid.NewGuid().ToString());

        var first = await basket.Add(few, 2, key);
        await basket.Send(HttpMethod.Delete, "/v1/cart/lines");

        await Eventually.True(async () => (await basket.Add(few, 2, key)).Headers.Contains("Idempotency-Replayed"));
        Assert.Equal((HttpStatusCode.UnprocessableEntity, "cart.units_not_allowed"), (first.StatusCode, await Merchant.Code(first)));
        Assert.Equal("cart.units_not_allowed", await Merchant.Code(await basket.Add(few, 2, key)));
    }

    [Fact]
    public async Task a_repeated_first_line_makes_one_cart()
    {
        var mug = await Basket.Goods(shop);
        (string, string) key = ("Idempotency-Key", Guid.NewGuid().ToString());

        var tokens = await Task.WhenAll(Enumerable.Range(0, 6).Select(async _ =>
            (await Shop.Json(await Merchant.Ok(await new Basket(shop).Add(mug, 2, key)))).GetProperty("token").GetString()));

        Assert.Single(tokens.Distinct());
        Assert.Equal("Mug 2", await new Basket(shop) { Token = tokens[0] }.Lines());
    }

    [Fact]
    public async Task limits_are_refused_with_their_numbers()
    {
        var dozen = await Basket.Goods(shop, "Eggs", rule: (6, 24, 6));

        await Verifier.Verify((await Shop.Show(await new Basket(shop).Add(dozen, 7))).Replace(dozen, "{variant}", StringComparison.Ordinal));
    }

    [Fact]
    public async Task what_is_not_sold_cannot_be_added()
    {
        var mug = await Basket.Goods(shop);
        var unknown = await new Basket(shop).Add("no-such-thing");
        var yen = await new Basket(shop).Send(HttpMethod.Post, "/v1/cart/lines", new { variantId = mug, units = 1, currency = "JPY" });

        Assert.Equal((HttpStatusCode.NotFound, "cart.variant_unknown"), (unknown.StatusCode, await Merchant.Code(unknown)));
        Assert.Equal((HttpStatusCode.Conflict, "cart.not_sellable_in_currency"), (yen.StatusCode, await Merchant.Code(yen)));
    }

    [Theory]
    [InlineData("""{ "variantId": "x", "units": 0 }""")]
    [InlineData("""{ "variantId": "x y", "units": 1 }""")]
    [InlineData("""{ "variantId": "x", "units": 1.5 }""")]
    [InlineData("""{ "variantId": "x", "units": 99999999999 }""")]
    [InlineData("""{ "variantId": "x", "units": 1, "currency": "EURO" }""")]
    [InlineData("""{ "variantId": "x", "units": 1, "custom": { "": "y" } }""")]
    [InlineData("""{ "variantId": "x", "units": 1, "price": 1 }""")]
    public async Task nonsense_is_refused(string body)
    {
        using var content = new StringContent(body, System.Text.Encoding.UTF8, "application/json");

        Assert.Equal(HttpStatusCode.BadRequest, (await new Basket(shop).Send(HttpMethod.Post, "/v1/cart/lines", content)).StatusCode);
    }

    [Fact]
    public async Task a_customers_cart_follows_the_account()
    {
        var customer = await Shopper.New(shop);

        Assert.Equal("", await new Basket(shop, customer).Lines());
        await new Basket(shop, customer).With(await Basket.Goods(shop), 2);

        Assert.Equal("Mug 2", await new Basket(shop, customer).Lines());
    }

    [Fact]
    public async Task an_api_key_has_no_cart() =>
        Assert.Equal(HttpStatusCode.Forbidden, (await shop.Admin(HttpMethod.Get, "/v1/cart")).StatusCode);
}
