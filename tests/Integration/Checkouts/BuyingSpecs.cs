using System.Net;
using Commerce.Integration.Carts;
using Commerce.Integration.Catalog;
using Commerce.Integration.Support;

namespace Commerce.Integration.Checkouts;

public class BuyingSpecs(Shop shop) : IClassFixture<Shop>
{
    [Fact]
    public async Task leads_step_by_step_from_a_cart_to_an_order()
    {
        var till = new Till(shop, await new Basket(shop).With(await Basket.Goods(shop, "Mug", cents: 1250, stock: 5), 2));
        var variant = await till.Variant();

        var started = await till.Start();
        await Merchant.Ok(await till.Do(HttpMethod.Put, "email", new { email = "ada@example.com" }));
        await Merchant.Ok(await till.Do(HttpMethod.Put, "shipping-address", Till.Home));
        var methods = await Shop.Json(await till.Basket.Send(HttpMethod.Get, $"/v1/checkouts/{till.Id}/shipping-methods"));
        var chosen = await Shop.Json(await till.Do(HttpMethod.Put, "shipping-method", new { method = "standard" }));
        var held = await till.Stock(variant);
        var locked = await Shop.Json(await till.Do(HttpMethod.Put, "lock"));
        var paid = await till.Pay();

        Assert.Equal(HttpStatusCode.Created, started.StatusCode);
        Assert.Equal($"/v1/checkouts/{till.Id}", started.Headers.Location?.ToString());
        Assert.Equal(["standard", "express", "pickup"], methods.GetProperty("items").EnumerateArray().Select(method => Till.Of(method, "code")));
        Assert.Equal((2990, false), (Till.Total(chosen), chosen.GetProperty("totals").GetProperty("isFrozen").GetBoolean()));
        Assert.Equal((2990, true), (Till.Total(locked), locked.GetProperty("totals").GetProperty("isFrozen").GetBoolean()));
        Assert.Equal((5, 2), held);
        Assert.Equal((3, 0), await till.Stock(variant));
        await Verifier.Verify((await Shop.Show(paid)).Replace(variant, "{variant}", StringComparison.Ordinal));
    }

    [Fact]
    public async Task takes_one_request_when_all_is_told_at_once()
    {
        var till = await Till.With(shop, cents: 1999);

        var bought = await till.Buy();
        var order = await till.Order();

        Assert.Equal(HttpStatusCode.Created, bought.StatusCode);
        Assert.Equal("COMPLETED", await till.State());
        Assert.Equal((1999, 1999), (order.GetProperty("total").GetProperty("amount").GetInt64(), order.GetProperty("captured").GetProperty("amount").GetInt64()));
        Assert.Equal("paid", Till.Of(order, "status"));
    }

    [Fact]
    public async Task is_for_customers_as_it_is_for_guests()
    {
        var till = await Till.With(shop, customer: await Shopper.New(shop));

        await Merchant.Ok(await till.Buy());

        Assert.Null(till.OrderToken);
        Assert.Equal("paid", Till.Of(await till.Order(), "status"));
    }

    [Fact]
    public async Task leaves_an_empty_cart_behind()
    {
        var till = await Till.With(shop);

        await Merchant.Ok(await till.Buy());

        Assert.Equal("", await till.Basket.Lines());
        Assert.Equal("checkout.cart_empty", await Merchant.Code(await till.Buy()));
    }

    [Fact]
    public async Task of_what_costs_nothing_asks_no_gateway()
    {
        var till = await Till.With(shop, cents: 0);

        await Merchant.Ok(await till.Buy("tok_declined_insufficient_funds"));

        Assert.Equal("COMPLETED", await till.State());
        Assert.Equal("paid", Till.Of(await till.Order(), "status"));
    }

    [Fact]
    public async Task is_answered_with_the_same_bytes_by_a_node_that_has_no_redis()
    {
        await using var node = await Shop.With(("ConnectionStrings:redis", "127.0.0.1:1"));
        var (till, key) = (await Till.With(shop), Guid.NewGuid().ToString("N"));

        var first = await till.Buy(key: key);
        var again = await till.Start(Till.Everything("tok_ok"), key, on: node);

        Assert.Equal((HttpStatusCode.Created, HttpStatusCode.Created), (first.StatusCode, again.StatusCode));
        Assert.Equal(await first.Content.ReadAsStringAsync(), await again.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task twice_with_one_key_is_buying_once()
    {
        var till = await Till.With(shop, stock: 5);
        var (variant, key) = (await till.Variant(), Guid.NewGuid().ToString("N"));

        var first = await till.Buy(key: key);
        var again = await till.Buy(key: key);

        Assert.Equal(await first.Content.ReadAsStringAsync(), await again.Content.ReadAsStringAsync());
        Assert.Equal((HttpStatusCode.Created, "true"), (again.StatusCode, again.Headers.GetValues("Idempotency-Replayed").Single()));
        Assert.Equal((4, 0), await till.Stock(variant));
    }

    [Fact]
    public async Task at_once_in_two_windows_makes_one_attempt_and_one_order()
    {
        var till = await (await Till.With(shop, stock: 5)).Locked();
        var variant = await till.Variant();

        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => till.Pay()));

        Assert.Contains(answers, answer => answer.IsSuccessStatusCode);
        Assert.All(answers.Where(answer => !answer.IsSuccessStatusCode), answer => Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode));
        Assert.Equal("COMPLETED", await till.State());
        Assert.Equal((4, 0), await till.Stock(variant));
        Assert.Equal(4, (await till.See()).GetProperty("attemptsLeft").GetInt32());
    }

    [Fact]
    public async Task a_cart_in_two_windows_is_one_checkout()
    {
        var till = await Till.With(shop);

        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => till.Start()));
        var checkouts = await Task.WhenAll(answers.Select(async answer => Till.Of(await Shop.Json(answer), "id")));

        Assert.Single(checkouts.Distinct());
        Assert.Single(answers, answer => answer.StatusCode == HttpStatusCode.Created);
        Assert.Equal(5, answers.Count(answer => answer.StatusCode == HttpStatusCode.OK));
    }

    [Fact]
    public async Task shows_a_changed_price_before_the_lock_and_never_after_it()
    {
        var till = await Till.With(shop, cents: 1000);
        var variant = await till.Variant();
        await till.Start(new { email = "ada@example.com", shippingAddress = Till.Home, shippingMethod = "pickup" });

        await Reprice(variant, 1100);
        var seen = Till.Total(await till.See());
        await Merchant.Ok(await till.Do(HttpMethod.Put, "lock"));
        await Reprice(variant, 1200);
        var paid = await Shop.Json(await till.Pay());

        Assert.Equal((1100, 1100), (seen, Till.Total(paid)));
        Assert.Equal(1100, (await till.Order()).GetProperty("total").GetProperty("amount").GetInt64());
    }

    private async Task Reprice(string variant, long cents)
    {
        var product = await Shop.Json(await Merchant.Ok(await shop.Send(HttpMethod.Get, $"/v1/products/{variant}")));
        await Merchant.Ok(await shop.Admin(
            HttpMethod.Put, $"/v1/admin/products/{Till.Of(product, "productId")}/variants/{variant}/prices", new { prices = new[] { Merchant.Eur(cents) } }));
    }
}
