using System.Net;
using System.Text.Json;
using Commerce.Application.Discounts;
using Commerce.Application.Pricing;
using Commerce.Domain.Discounts;
using Commerce.Integration.Catalog;
using Commerce.Integration.Checkouts;
using Commerce.Integration.Support;
using Microsoft.Extensions.DependencyInjection;
using static Commerce.Integration.Support.RuleChanges;
using Basket = Commerce.Integration.Carts.Basket;

namespace Commerce.Integration.Discounts;

/// <summary>Uses of discounts are like stock: held when totals are frozen, claimed with the order, given back by every other end.</summary>
public class UsingDiscountsSpecs(Shop shop) : IClassFixture<Shop>
{
    private readonly string discount = $"d{Guid.NewGuid():N}";
    private readonly string code = $"C{Guid.NewGuid():N}".ToUpperInvariant();

    [Fact]
    public async Task sells_exactly_as_many_orders_with_it_as_it_may_be_used_for()
    {
        await using var node = await Under(new(Total: 10));
        var (other, variant) = (Shop.On(node), await Basket.Goods(shop, cents: 1000, stock: 1000));
        await new Basket(other).With(variant);

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 64).Select(_ => Race(other, variant)));

        Assert.Equal(10, outcomes.Count(outcome => outcome == "COMPLETED with"));
        Assert.All(outcomes, outcome => Assert.Contains(outcome, (string[])["COMPLETED with", "COMPLETED without", "discount.limit_reached"]));
        await Refuses(await Entered(other, variant), "limit_reached");
    }

    [Fact]
    public async Task is_for_each_customer_as_often_as_it_says()
    {
        await using var node = await Under(new(PerCustomer: 1));
        var (other, variant, ada, bob) = (Shop.On(node), await Basket.Goods(shop, cents: 1000), await Shopper.New(shop), await Shopper.New(shop));
        await Merchant.Ok(await new Till(other, await Entered(other, variant, ada)).Buy());

        var again = await Entered(other, variant, ada);

        await Refuses(again, "limit_reached");
        Assert.Null(await Refusal(await Entered(other, variant, bob)));
        Assert.Equal("sign_in_required", await Refusal(await Entered(other, variant)));
    }

    [Fact]
    public async Task takes_no_more_money_off_than_it_may_and_the_last_basket_what_is_left()
    {
        await using var node = await Under(new(Money: new Dictionary<string, long> { ["EUR"] = 750 }));
        var (other, variant) = (Shop.On(node), await Basket.Goods(shop, cents: 1000));
        await Merchant.Ok(await new Till(other, await Entered(other, variant)).Buy());

        var last = new Till(other, await Entered(other, variant));
        await Eventually.True(async () => Off(await last.Basket.See()) == 250);
        await Merchant.Ok(await last.Buy());

        await Refuses(await Entered(other, variant), "limit_reached");
    }

    [Theory]
    [InlineData("unlock")]
    [InlineData("cancel")]
    [InlineData("order")]
    public async Task is_for_others_again_when_it_comes_to_nothing(string end)
    {
        await using var node = await Under(new(Total: 1));
        var (other, variant) = (Shop.On(node), await Basket.Goods(shop, cents: 1000));
        var till = new Till(other, await Entered(other, variant));
        await till.Locked();
        if (end == "order")
            await Merchant.Ok(await till.Pay());
        await Refuses(await Entered(other, variant), "limit_reached");

        await Merchant.Ok(await (end switch
        {
            "unlock" => till.Do(HttpMethod.Delete, "lock"),
            "cancel" => till.Do(HttpMethod.Post, "cancel", new { }),
            _ => shop.Admin(HttpMethod.Post, $"/v1/admin/orders/{Till.Of(await till.See(), "orderId")}/cancellation", new { reason = "lost" }, ("Idempotency-Key", discount)),
        }));

        var next = await Entered(other, variant);
        await Refuses(next, null);
        Assert.Equal("COMPLETED", Till.Of(await Shop.Json(await Merchant.Ok(await new Till(other, next).Buy())), "state"));
    }

    [Fact]
    public async Task is_for_others_again_when_its_holder_runs_out_of_time()
    {
        // A shop of its own: elsewhere any node ends what has run out of time, also before it is locked.
        var own = await TestDatabase.Apart();
        string variant;
        await using (var earlier = await Node.Start(own, services =>
        {
            services.Decorate<IRulesets>(inner => new ChangedRules(inner, rules => rules.With(Limited(new(Total: 1)))));
            services.AddSingleton<TimeProvider>(new ShiftedClock(TimeSpan.FromMinutes(-61)));
        }))
        {
            await earlier.Ready();
            variant = await Basket.Goods(Shop.On(earlier), cents: 1000);
            await new Till(Shop.On(earlier), await Entered(Shop.On(earlier), variant)).Locked();
        }

        await using var node = await Under(new(Total: 1), own);
        await Refuses(await Entered(Shop.On(node), variant), null);
    }

    [Fact]
    public async Task is_refused_at_the_lock_when_others_were_quicker_and_the_cart_tells()
    {
        await using var node = await Under(new(Total: 1));
        var (other, variant) = (Shop.On(node), await Basket.Goods(shop, cents: 1000));
        var (first, second) = (new Till(other, await Entered(other, variant)), new Till(other, await Entered(other, variant)));
        foreach (var till in (Till[])[first, second])
            await Merchant.Ok(await till.Start(new { email = "ada@example.com", shippingAddress = Till.Home, shippingMethod = "pickup" }));

        await Task.WhenAll(first.Do(HttpMethod.Put, "lock"), second.Do(HttpMethod.Put, "lock"));

        // Whoever lost was refused, or priced without it already; and goes on without it either way.
        await Eventually.True(async () => (await first.Do(HttpMethod.Put, "lock")).IsSuccessStatusCode);
        await Eventually.True(async () => (await second.Do(HttpMethod.Put, "lock")).IsSuccessStatusCode);
        Assert.Equal([500, 1000], new[] { Till.Total(await first.See()), Till.Total(await second.See()) }.Order());
    }

    [Fact]
    public async Task is_refused_at_the_lock_to_a_node_that_has_not_heard_of_the_last_use()
    {
        await using var quick = await Under(new(Total: 1));
        await using var slow = await Node.Start([], services =>
        {
            services.Decorate<IRulesets>(inner => new ChangedRules(inner, rules => rules.With(Limited(new(Total: 1)))));
            services.Decorate<ICoupons>(inner => new Unaware(inner));
        });
        var variant = await Basket.Goods(shop, cents: 1000);
        var late = new Till(Shop.On(slow), await Entered(Shop.On(slow), variant));
        await Merchant.Ok(await new Till(Shop.On(quick), await Entered(Shop.On(quick), variant)).Buy());

        var answer = await Shop.Json(await late.Buy());

        Assert.Equal(("discount.limit_reached", discount), (answer.GetProperty("code").GetString(), answer.GetProperty("discount").GetString()));
    }

    [Fact]
    public async Task gives_late_money_back_when_others_have_had_it_meanwhile()
    {
        var (variant, rule) = (await Basket.Goods(shop, cents: 2500), Limited(new(Total: 1)));
        Till late;
        await using (var gone = await Node.Start([("Payments:Sandbox:TimeOut", "0.05")], services =>
        {
            services.Decorate<IRulesets>(inner => new ChangedRules(inner, rules => rules.With(rule)));
            services.AddSingleton<TimeProvider>(new ShiftedClock(TimeSpan.FromSeconds(-30)));
        }))
        {
            late = new Till(shop, new Basket(shop) { Token = (await Entered(Shop.On(gone), variant)).Token });
            await Merchant.Ok(await late.Start(Till.Everything("tok_timeout_before_effect"), on: gone));
        }

        await Merchant.Ok(await late.Do(HttpMethod.Post, "cancel", new { }));
        await late.Reaches("CANCELLED");
        await using var node = await Under(new(Total: 1));
        await Merchant.Ok(await new Till(Shop.On(node), await Entered(Shop.On(node), variant)).Buy());

        await new Acquirer(shop, late.Id).Authorises(cents: 2000);

        await late.Reaches("REFUNDED");
        Assert.Equal("discount.limit_reached", Till.Of(await late.See(), "reason"));
    }

    private Task<Node> Under(UseLimits limits, params (string, string?)[] settings) => Shop.Under(rules => rules.With(Limited(limits)), settings);

    private DiscountRule Limited(UseLimits limits) => Discount(discount, new DiscountEffect.OrderAmount(new Dictionary<string, long> { ["EUR"] = 500 })).By(code) with { Budget = limits };

    private async Task<Basket> Entered(Shop on, string variant, Shopper? customer = null)
    {
        var basket = await new Basket(on, customer is null ? null : customer with { Shop = on }).With(variant);
        await Merchant.Ok(await basket.Send(HttpMethod.Post, "/v1/cart/coupons", new { code }));
        return basket;
    }

    private async Task<string> Race(Shop on, string variant)
    {
        var till = new Till(on, await Entered(on, variant));
        var answer = await till.Buy();
        if (answer.StatusCode != HttpStatusCode.Created)
            return await Merchant.Code(answer) ?? answer.StatusCode.ToString();

        var checkout = await Shop.Json(answer);
        return $"{Till.Of(checkout, "state")} {(Till.Total(checkout) == 500 ? "with" : "without")}";
    }

    /// <summary>A node may price carts with what it read a moment ago.</summary>
    private static Task Refuses(Basket basket, string? refused) => Eventually.True(async () => await Refusal(basket) == refused);

    private static async Task<string?> Refusal(Basket basket) => (await basket.See()).GetProperty("coupons")[0].GetProperty("refused").GetString();

    private static long Off(JsonElement cart) => cart.GetProperty("discount").GetProperty("amount").GetInt64();
}
