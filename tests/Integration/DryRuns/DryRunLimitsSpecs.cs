using System.Text.Json;
using Commerce.Domain.Discounts;
using Commerce.Domain.Rulesets;
using Commerce.Integration.Catalog;
using Commerce.Integration.Checkouts;
using Commerce.Integration.Rulesets;
using Commerce.Integration.Support;
using Microsoft.Extensions.DependencyInjection;
using static Commerce.Integration.DryRuns.Replaying;
using static Commerce.Integration.Support.RuleChanges;
using Basket = Commerce.Integration.Carts.Basket;

namespace Commerce.Integration.DryRuns;

/// <summary>What was sold by a limited discount is replayed as it was bought: what it has used itself is not in its way, and what others have used is.</summary>
public class DryRunLimitsSpecs(OwnRulesets own) : IClassFixture<OwnRulesets>
{
    private readonly Shop shop = own.Shop;
    private readonly DateTimeOffset since = own.Shop.Services.GetRequiredService<TimeProvider>().GetUtcNow();

    [Fact]
    public async Task a_discount_once_for_each_customer_is_the_orders_own()
    {
        var once = Off("once", 100) with { Budget = new(PerCustomer: 1) };
        await InForce(once);
        var paid = await Sold(await Mug(), await Shopper.New(shop));
        var used = await Used();

        Assert.Equal(900, paid);
        Assert.Equal((paid, 700), await Replayed(once with { Effect = Euro(300) }));
        Assert.Equal(used, await Used());
    }

    [Fact]
    public async Task a_code_for_one_use_is_the_orders_own()
    {
        var mailing = Off("mailing", 100).By();
        await InForce(mailing);
        var paid = await Sold(await Mug(), code: await Code("mailing"));
        var used = await Used();

        Assert.Equal(900, paid);
        Assert.Equal((paid, 700), await Replayed(mailing with { Effect = Euro(300) }));
        Assert.Equal(used, await Used());
    }

    [Fact]
    public async Task money_is_what_others_have_left_of_it()
    {
        var (mug, budget) = (await Mug(), Off("budget", 100) with { Budget = Money(150) });
        await InForce(budget);
        var paid = await Sold(mug) + await Sold(mug, off: 50);
        var used = await Used();

        Assert.Equal(900 + 950, paid);
        Assert.Equal((paid, 700 + 700), await Replayed(budget with { Effect = Euro(300), Budget = Money(1000) }));
        Assert.Equal((paid, 930 + 980), await Replayed(budget with { Budget = Money(120) }));
        Assert.Equal(used, await Used());
    }

    [Fact]
    public async Task a_new_discount_on_first_orders_is_for_those_that_were()
    {
        await InForce();
        var (mug, ada) = (await Mug(), await Shopper.New(shop));
        var paid = await Sold(mug, ada) + await Sold(mug, ada) + await Sold(mug);

        Assert.Equal(3000, paid);
        Assert.Equal((paid, 2700), await Replayed(First(300)));
    }

    [Fact]
    public async Task a_discount_on_first_orders_stays_with_those_that_had_it()
    {
        await InForce(First(100));
        var (mug, ada) = (await Mug(), await Shopper.New(shop));
        var paid = await Sold(mug, ada) + await Sold(mug, ada);

        Assert.Equal(1900, paid);
        Assert.Equal((paid, 1700), await Replayed(First(300)));
    }

    [Fact]
    public async Task carts_are_first_orders_while_their_customers_have_none()
    {
        await InForce(First(100));
        var (mug, ada, bob) = (await Mug(), await Shopper.New(shop), await Shopper.New(shop));
        await Sold(mug, bob);
        var (first, second) = (await new Basket(shop, ada).With(mug), await new Basket(shop, bob).With(mug));
        var shown = Amount(await first.See(), "total") + Amount(await second.See(), "total");
        await Eventually.True(async () => await Snapshots($"owner in ('customer:{ada.Id:N}', 'customer:{bob.Id:N}')") == 2 && await Snapshots("true") == 2);

        Assert.Equal(1900, shown);
        Assert.Equal((shown, 1700), await Replayed(First(300), carts: true));
    }

    private Task<string> Mug() => Basket.Goods(shop, cents: 1000);

    private static DiscountRule First(long cents) => Off("first", cents) with { When = new(FirstOrder: true) };

    private static DiscountRule Off(string code, long cents) => Discount(code, Euro(cents));

    private static DiscountEffect.OrderAmount Euro(long cents) => new(new Dictionary<string, long> { ["EUR"] = cents });

    private static UseLimits Money(long cents) => new(Money: new Dictionary<string, long> { ["EUR"] = cents });

    private async Task InForce(params DiscountRule[] rules) =>
        await shop.Rulesets().AtLeast(new(0, (await shop.Publish(new DiscountContent(rules))).Version), default);

    /// <summary>One mug. What was paid for it.</summary>
    /// <param name="off">What the cart has to know before: a node remembers the books for a moment.</param>
    private async Task<long> Sold(string mug, Shopper? customer = null, string? code = null, long? off = null)
    {
        var till = new Till(shop, await new Basket(shop, customer).With(mug));
        if (code is not null)
            await Merchant.Ok(await till.Basket.Send(HttpMethod.Post, "/v1/cart/coupons", new { code }));
        if (off is not null)
            await Eventually.True(async () => Amount(await till.Basket.See(), "discount") == off);
        await Merchant.Ok(await till.Buy());
        return Till.Total(await till.See());
    }

    /// <summary>A generated one, for one order.</summary>
    private async Task<string> Code(string discount)
    {
        await Merchant.Ok(await shop.Admin(HttpMethod.Put, $"/v1/admin/discounts/{discount}", new { label = "Mailing", effect = new { kind = "order_percent", percent = 100 }, coupons = new { codes = Array.Empty<string>() } }));
        var batch = await Shop.Json(await Merchant.Ok(await shop.Admin(HttpMethod.Post, $"/v1/admin/discounts/{discount}/coupon-batches", new { size = 1, uses = 1 }, ("Idempotency-Key", Merchant.Word()))));
        var coupons = await Shop.Json(await Merchant.Ok(await shop.Admin(HttpMethod.Get, $"/v1/admin/coupon-batches/{batch.GetProperty("batchId").GetString()}/coupons")));
        return coupons.GetProperty("items")[0].GetProperty("code").GetString()!;
    }

    private async Task<(long Before, long After)> Replayed(DiscountRule changed, bool carts = false)
    {
        var total = (await shop.Replayed(new { discounts = new[] { JsonSerializer.SerializeToElement(changed, RuleSpelling.Json) } }, since, carts, orders: !carts)).GetProperty("totals")[0];
        return (Amount(total, "before"), Amount(total, "after"));
    }

    /// <summary>What is used of everything, and by whom.</summary>
    private async Task<object?> Used() => await own.Sql("select (select json_agg(u order by u.checkout_id) from discount_use u)::text || (select json_agg(t order by t.key) from discount_tally t)::text");

    /// <summary>What was bought leaves an empty one.</summary>
    private async Task<long> Snapshots(string those) => (long)(await own.Sql($"select count(*) from cart_snapshot where document -> 'lines' @> '[{{}}]' and {those}"))!;
}
