using Commerce.Domain.Discounts;
using Commerce.Domain.Pricing;
using static Commerce.Domain.Discounts.DiscountEffect;

namespace Commerce.Bench;

/// <summary>
/// A shop in its busiest season: ten goods in the basket, a hundred discounts of every kind of which most are for other goods, buyers or days, price lists with a sale among them, tax of two rates.
/// The engine alone is measured with it; what a pricing allocates is also held by a spec.
/// </summary>
internal sealed class BusyShop : IPriceSheet
{
    public const int Lines = 10;
    public const int Discounts = 100;

    private static readonly DateTimeOffset Noon = new(2026, 11, 27, 12, 0, 0, TimeSpan.Zero);

    /// <summary>What the first of its discounts wants.</summary>
    public const string Coupon = "WELCOME";

    private readonly Dictionary<string, VariantPrices> prices;

    public BusyShop()
    {
        prices = Enumerable.Range(0, Lines).ToDictionary(i => $"variant-{i}", i => new VariantPrices(
            new Dictionary<string, long> { ["EUR"] = 1_990 + 310 * i, ["USD"] = 2_190 + 330 * i },
            i % 3 == 0 ? Tiers(i) : []));
        Basket = new([.. Enumerable.Range(0, Lines).Select(i => new BasketLine($"line-{i}", 1 + i % 3, Goods(i)))], "standard", [new(Coupon, "welcome")]);
        Rules = new(
            new(7, new([new(DateTimeOffset.MinValue, new(Content()))]), this), new(9, new([new(DateTimeOffset.MinValue, new(new(Season)))])),
            new Dictionary<string, Goods>());
    }

    /// <summary>All its discounts.</summary>
    public static IReadOnlyList<DiscountRule> Season => [.. Enumerable.Range(0, Discounts).Select(Rule)];

    public Basket Basket { get; }

    public BuyerContext Buyer { get; } = new("EUR", Noon, Country: "DE", Groups: ["trade"], IsFirstOrder: false);

    public RulesInForce Rules { get; }

    public VariantPrices? Find(string variantId) => prices.GetValueOrDefault(variantId);

    private static Dictionary<string, IReadOnlyList<PriceTier>> Tiers(int i) => new()
    {
        ["season"] = [new(1, 1_490 + 290 * i)],
        ["trade"] = [new(1, 1_790 + 250 * i), new(10, 1_590 + 250 * i)],
    };

    private static Goods Goods(int i) => new(
        $"variant-{i}", new(i, 0, 0, new byte[8]), $"SKU-{7 * i % 10}", $"Goods {i}", 250 * i, i % 4 == 0 ? "reduced" : "standard", [Place(i % 3), Place(100)], [Place(200 + i % 2)], [Tag(i)]);

    /// <summary>What the discounts know goods by.</summary>
    public static string Tag(int i) => $"tag-{i % 5}";

    private static Guid Place(int i) => new(i, 1, 1, new byte[8]);

    private static PricingContent Content() => PricingContent.Empty with
    {
        Lists =
        [
            new("season", "Season", "EUR", PriceListKind.Sale, PriceScope.Everyone, To: Noon.AddDays(3)),
            new("summer", "Summer", "EUR", PriceListKind.Sale, PriceScope.Everyone, To: Noon.AddDays(-90)),
            new("trade", "Trade", "EUR", PriceListKind.Override, new(["trade"], [], [], []), Parent: new(PriceListDefinition.Base, -500, null, new(10, 1))),
            new("france", "France", "EUR", PriceListKind.Override, new([], [], ["FR"], [])),
            new("staff", "Staff", "EUR", PriceListKind.Override, new(["staff"], [], [], [])),
        ],
        Taxes = [new("de", "Germany", ["DE"], [], true, [new("standard", "VAT 19 %", 190_000), new("reduced", "VAT 7 %", 70_000)], "standard")],
        Shipping = [new("standard", "Standard", 0, [new(["DE"], [new("EUR", ShippingBasis.Weight, [new(0, 490), new(5_000, 790), new(20_000, 1_490)])])])],
    };

    /// <summary>One of ten kinds, for one kind of goods; the first ten are for everybody, the others for someone else or another day.</summary>
    private static DiscountRule Rule(int i) => i == 0
        ? new("welcome", "Welcome", new OrderPercent(500), ProductSelector.Everything, DiscountConditions.Always, Coupons: new([Coupon]))
        : new(
            $"rule-{i}", $"Rule {i}", Effect(i), ProductSelector.Everything with { Tags = [$"tag-{i % 7}"], Categories = i % 4 == 0 ? [Place(i % 5)] : [] }, When(i), 10 * (i % 10),
            Stacking: i % 20 == 19 ? Stacking.StopAfter : Stacking.Stackable);

    private static DiscountEffect Effect(int i) => (i % 10) switch
    {
        0 or 1 => new ItemPercent(1_000),
        2 => new ItemAmount(Money(100)),
        3 => new ItemFixedPrice(Money(1_500)),
        4 => new QuantityTiers([new(3, 500), new(6, 1_000)]),
        5 => new BuyGet(2, 1, null, 10_000),
        6 => new BundleOffer([new(ProductSelector.Everything with { Tags = ["tag-1"] }, 1), new(ProductSelector.Everything with { Tags = ["tag-2"] }, 1)], 1_500, null),
        7 => new OrderAmount(Money(500)),
        8 => new SpendTiers([new(Money(10_000), 300, null), new(Money(50_000), 700, null)]),
        _ => new ShippingPercent(10_000, []),
    };

    private static DiscountConditions When(int i) => (i / 10) switch
    {
        0 => DiscountConditions.Always with { MinSpend = Money(2_000) },
        1 => DiscountConditions.Always with { Groups = ["staff"] },
        2 => DiscountConditions.Always with { Countries = ["FR", "IT"] },
        3 => DiscountConditions.Always with { Channels = ["till"] },
        4 => DiscountConditions.Always with { FirstOrder = true },
        5 => DiscountConditions.Always with { Weekly = [new(DayOfWeek.Saturday, new(8, 0), new(20, 0))] },
        6 => DiscountConditions.Always with { MinUnits = 40 },
        7 => DiscountConditions.Always with { Currencies = ["USD"] },
        8 => DiscountConditions.Always with { MinSpend = Money(1_000_000) },
        _ => DiscountConditions.Always with { Groups = ["press"] },
    };

    private static Dictionary<string, long> Money(long cents) => new() { ["EUR"] = cents, ["USD"] = cents };
}
