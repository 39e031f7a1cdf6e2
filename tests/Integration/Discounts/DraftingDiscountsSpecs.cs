using Commerce.Integration.Pricing;
using Commerce.Integration.Support;
using Basket = Commerce.Integration.Carts.Basket;

namespace Commerce.Integration.Discounts;

public class DraftingDiscountsSpecs(Shop shop) : IClassFixture<Shop>
{
    private readonly string code = $"d{Guid.NewGuid():N}";
    private readonly Drafts discounts = new(shop, "/v1/admin/discounts");

    [Fact]
    public async Task keeps_the_whole_definition_under_its_code()
    {
        var drafted = await Drafts.Show(await discounts.Define(code, Full()), code);
        var again = await Drafts.Show(await discounts.Define(code, Full()), code);
        var read = await Drafts.Show(await discounts.Get(code), code);

        Assert.Equal(drafted, read);
        Assert.Equal(drafted, again);
        await Verifier.Verify(drafted.Replace(Coupon, "{COUPON}", StringComparison.Ordinal));
    }

    [Fact]
    public async Task knows_every_kind_of_discount()
    {
        foreach (var effect in Effects(await Basket.Goods(shop)))
        {
            var answer = await discounts.Define(code, new { label = "Every kind", effect, when = Nowhere });
            Assert.True(answer.IsSuccessStatusCode, await Shop.Show(answer));
        }
    }

    [Fact]
    public async Task is_refused_with_every_fault_at_once()
    {
        await discounts.Define($"{code}-other", new { label = "Other", effect = Percent(100), when = Nowhere, coupons = new { codes = new[] { Coupon } } });

        var answer = await discounts.Define(code, new
        {
            label = "",
            effect = new { kind = "spend_tiers", tiers = new object[] { new { from = Amounts("EUR", 5000), percent = 500 }, new { from = Amounts("EUR", 4000), percent = 10_001 } } },
            target = new { variants = new[] { "no-such-variant" }, except = new { variants = new[] { "no-such-variant" } } },
            when = new { groups = new[] { "nobody" }, currencies = new[] { "JPY" }, countries = new[] { "XX" }, minUnits = 0 },
            from = "2030-02-01T00:00:00Z",
            to = "2030-02-01T00:00:00Z",
            stacking = "best_of_group",
            coupons = new { codes = new[] { "?", Coupon } },
            mostOff = Amounts("EURO", 0),
            budget = new { total = 1, perCustomer = 2 },
        });

        await Verifier.Verify((await Drafts.Show(answer, code)).Replace(Coupon, "{COUPON}", StringComparison.Ordinal));
    }

    [Fact]
    public async Task is_archived_and_restored_and_gives_its_codes_away_meanwhile()
    {
        await discounts.Define(code, Full());
        var archived = await Shop.Json(await discounts.Archive(code));
        await discounts.Define($"{code}-b", Full());
        var restored = await discounts.Restore(code);

        Assert.True(archived.GetProperty("isArchived").GetBoolean());
        Assert.Equal([("/coupons/codes/0", "duplicate_code")], await Drafts.Faults(restored));
    }

    [Fact]
    public async Task is_for_those_who_may_read_and_those_who_may_write()
    {
        await discounts.Define(code, Full());

        await Verifier.Verify(await discounts.AskedBy(code, Full(), ("GET", "?limit=1"), ("GET", ""), ("PUT", ""), ("POST", "/archive"), ("POST", "/restore")));
    }

    private static Dictionary<string, long> Amounts(string currency, long amount) => new() { [currency] = amount };

    private static object Nowhere => new { channels = new[] { "nowhere" } };

    private string Coupon => code[..20].ToUpperInvariant();

    private static object Percent(int percent) => new { kind = "item_percent", percent };

    private object Full() => new
    {
        label = "Spring",
        effect = new { kind = "buy_x_get_y", buy = 2, get = 1, gets = new { tags = new[] { "socks" } }, percent = 10_000, takes = "dearest", mostTimes = 3 },
        target = new { tags = new[] { "shirts" }, except = new { tags = new[] { "sale" } } },
        when = new
        {
            channels = new[] { "nowhere" },
            currencies = new[] { "EUR" },
            countries = new[] { "DE" },
            firstOrder = true,
            signedIn = true,
            minSpend = Amounts("EUR", 5000),
            minUnits = 2,
            weekly = new[] { new { day = "friday", from = "17:00", to = "02:00" } },
        },
        priority = 10,
        from = "2030-03-01T00:00:00+01:00",
        to = "2030-06-01T00:00:00+02:00",
        stacking = "best_of_group",
        exclusionGroup = "season",
        coupons = new { codes = new[] { $" {Coupon.ToLowerInvariant()} " } },
        mostOff = Amounts("EUR", 2000),
        mostUnits = 3,
        budget = new { total = 100, perCustomer = 1, money = Amounts("EUR", 100_000) },
    };

    private static IEnumerable<object> Effects(string gift) =>
    [
        Percent(1000),
        new { kind = "item_amount", off = Amounts("EUR", 100) },
        new { kind = "item_fixed_price", price = Amounts("EUR", 999) },
        new { kind = "quantity_tiers", tiers = new[] { new { from = 3, percent = 500 }, new { from = 6, percent = 1000 } } },
        new { kind = "buy_x_get_y", buy = 2, get = 1, percent = 10_000 },
        new { kind = "gift_item", variantId = gift, units = 2 },
        new { kind = "bundle_offer", parts = new[] { new { goods = new { tags = new[] { "a" } }, units = 1 }, new { goods = new { tags = new[] { "b" } }, units = 2 } }, price = Amounts("EUR", 999) },
        new { kind = "order_percent", percent = 1000 },
        new { kind = "order_amount", off = Amounts("EUR", 100) },
        new { kind = "spend_tiers", tiers = new object[] { new { from = Amounts("EUR", 1000), percent = 500 }, new { from = Amounts("EUR", 5000), off = Amounts("EUR", 1000) } } },
        new { kind = "shipping_percent", percent = 10_000, methods = new[] { "standard" } },
        new { kind = "shipping_amount", off = Amounts("EUR", 100) },
    ];
}
