using System.Net;
using System.Text.Json;
using Commerce.Domain.Discounts;
using Commerce.Integration.Catalog;
using Commerce.Integration.Support;
using static Commerce.Integration.Support.RuleChanges;

namespace Commerce.Integration.Carts;

public class CouponsSpecs : IAsyncLifetime
{
    private static readonly DiscountRule Spring = Discount("spring", new DiscountEffect.ItemPercent(1000)).By("SPRING10", "FRIENDS");

    private Node node = null!;
    private Shop shop = null!;

    public async Task InitializeAsync()
    {
        var now = TimeProvider.System.GetUtcNow();
        node = await Shop.Under(rules => rules.With(
            Spring,
            Discount("past", new DiscountEffect.OrderPercent(5000)).By("TOOLATE") with { To = now.AddDays(-1) },
            Discount("future", new DiscountEffect.OrderPercent(5000)).By("TOOSOON") with { From = now.AddDays(1) },
            Discount("rich", new DiscountEffect.OrderPercent(5000)).By("RICH") with { When = new(MinSpend: new Dictionary<string, long> { ["EUR"] = 1_000_000 }) },
            Discount("member", new DiscountEffect.OrderPercent(5000)).By("MEMBER") with { When = new(SignedIn: true) },
            Discount("newcomer", new DiscountEffect.OrderAmount(new Dictionary<string, long> { ["EUR"] = 100 })).By("WELCOME") with { When = new(FirstOrder: true) }));
        shop = Shop.On(node);
    }

    public async Task DisposeAsync() => await node.DisposeAsync();

    [Fact]
    public async Task takes_off_what_its_discount_says_whatever_its_case_and_the_blanks_around_it()
    {
        var basket = await new Basket(shop).With(await Basket.Goods(shop, cents: 1000), 2);

        var cart = await Enter(basket, "  spring10 ");

        Assert.Equal("SPRING10 spring 200 ", Coupons(cart));
        Assert.Equal((2000, 200, 1800), (Amount(cart, "subtotal"), Amount(cart, "discount"), Amount(cart, "total")));
        Assert.Equal(("spring", "spring!", 200), cart.GetProperty("discounts")[0] is var share ? (Text(share, "discountId"), Text(share, "label"), Amount(share, "amount")) : default);
        Assert.Equal((200, 1800), cart.GetProperty("lines")[0] is var line ? (Amount(line.GetProperty("discounts")[0], "amount"), Amount(line, "total")) : default);
        Assert.Equal(7, cart.GetProperty("discountVersion").GetInt64());
        Assert.Equal("SPRING10 spring 200 ", Coupons(await basket.See()));
    }

    [Fact]
    public async Task is_told_why_it_takes_nothing_off_and_stays()
    {
        var basket = await new Basket(shop).With(await Basket.Goods(shop, cents: 1000));
        JsonElement cart = default;
        foreach (var code in (string[])["NOSUCH", "TOOLATE", "TOOSOON", "RICH", "MEMBER", "SPRING10", "FRIENDS"])
            cart = await Enter(basket, code);

        Assert.Equal(
            "NOSUCH   unknown, TOOLATE past  expired, TOOSOON future  not_started, RICH rich  minimum_not_met, MEMBER member  sign_in_required, SPRING10 spring 100 , FRIENDS spring  already_applied",
            Coupons(cart));
        Assert.Equal(900, Amount(cart, "total"));
    }

    [Fact]
    public async Task is_entered_once_however_often_it_is_sent_and_taken_away_again()
    {
        var basket = await new Basket(shop).With(await Basket.Goods(shop, cents: 1000));

        var first = await Enter(basket, "SPRING10");
        var again = await Enter(basket, "spring10");
        var without = await Shop.Json(await Merchant.Ok(await basket.Send(HttpMethod.Delete, "/v1/cart/coupons/Spring10")));
        var twice = await Merchant.Ok(await basket.Send(HttpMethod.Delete, "/v1/cart/coupons/SPRING10"));

        Assert.Equal(first.GetProperty("version").GetInt64(), again.GetProperty("version").GetInt64());
        Assert.Equal(("", 1000), (Coupons(without), Amount(without, "total")));
        Assert.Equal(HttpStatusCode.OK, twice.StatusCode);
    }

    [Fact]
    public async Task stands_beside_nine_others_at_most()
    {
        var basket = new Basket(shop);
        for (var i = 0; i < 10; i++)
            await Enter(basket, $"CODE{i}");

        Assert.Equal("cart.too_many_coupons", await Merchant.Code(await Send(basket, "CODE10")));
        Assert.Equal("request.invalid", await Merchant.Code(await Send(basket, "   ")));
    }

    [Fact]
    public async Task may_come_before_the_first_line_and_waits_for_it()
    {
        var (mug, basket) = (await Basket.Goods(shop, cents: 1000), new Basket(shop));
        await new Basket(shop).With(mug);

        var empty = await Enter(basket, "SPRING10");
        var filled = await Shop.Json(await Merchant.Ok(await basket.Add(mug)));

        Assert.NotNull(basket.Token);
        Assert.Equal(0, Amount(empty, "total"));
        Assert.Equal("SPRING10 spring 100 ", Coupons(filled));
    }

    [Fact]
    public async Task for_a_first_order_is_for_customers_who_never_ordered()
    {
        var customer = await Shopper.New(shop);
        var mug = await Basket.Goods(shop, cents: 1000);

        var fresh = await Enter(await new Basket(shop, customer).With(mug), "WELCOME");
        await Merchant.Ok(await new Checkouts.Till(shop, new Basket(shop, customer)).Buy());
        var regular = await Enter(await new Basket(shop, customer).With(mug), "WELCOME");
        var guest = await Enter(await new Basket(shop).With(mug), "WELCOME");

        Assert.Equal("WELCOME newcomer 100 ", Coupons(fresh));
        Assert.Equal("WELCOME newcomer  not_eligible", Coupons(regular));
        Assert.Equal("WELCOME newcomer  sign_in_required", Coupons(guest));
    }

    [Fact]
    public async Task comes_along_when_a_guest_signs_in()
    {
        var (customer, guest) = (await Shopper.New(shop), await new Basket(shop).With(await Basket.Goods(shop, cents: 1000)));
        await Enter(guest, "SPRING10");

        var merged = await Shop.Json(await Merchant.Ok(await customer.Send(HttpMethod.Post, "/v1/cart/merge", new { token = guest.Token })));

        Assert.Equal("SPRING10 spring 100 ", Coupons(merged));
    }

    private static async Task<JsonElement> Enter(Basket basket, string code) => await Shop.Json(await Merchant.Ok(await Send(basket, code)));

    private static Task<HttpResponseMessage> Send(Basket basket, string code) => basket.Send(HttpMethod.Post, "/v1/cart/coupons", new { code });

    /// <summary>Code, discount, amount and reason of each.</summary>
    private static string Coupons(JsonElement cart) => string.Join(", ", cart.GetProperty("coupons").EnumerateArray().Select(coupon =>
        $"{Text(coupon, "code")} {Text(coupon, "discountId")} {(coupon.GetProperty("amount") is { ValueKind: JsonValueKind.Object } off ? off.GetProperty("amount").GetInt64() : null)} {Text(coupon, "refused")}"));

    private static string? Text(JsonElement of, string name) => of.GetProperty(name).GetString();

    private static long Amount(JsonElement of, string name) => of.GetProperty(name).GetProperty("amount").GetInt64();
}
