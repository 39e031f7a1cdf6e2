using Commerce.Domain.Discounts;
using Commerce.Domain.Pricing;

namespace Commerce.Domain.Specs.Discounts;

/// <summary>A shop whose goods are called like their variants, and whose discounts are the ones given. Prices are in euro cents.</summary>
internal sealed record Promotions(params DiscountRule[] Rules)
{
    /// <summary>A Wednesday at noon.</summary>
    public static readonly DateTimeOffset Noon = new(2026, 7, 1, 12, 0, 0, TimeSpan.Zero);

    public static readonly BuyerContext Stranger = new("EUR", Noon, Country: "DE");

    public static readonly BuyerContext Customer = Stranger with { IsFirstOrder = false };

    public static readonly BuyerContext Newcomer = Stranger with { IsFirstOrder = true };

    /// <summary>Everything has a price in euro and in yen, which is the same number.</summary>
    public IReadOnlyDictionary<string, long> Prices { get; init; } = new Dictionary<string, long>
    {
        ["shirt"] = 2000,
        ["hat"] = 1000,
        ["socks"] = 500,
        ["mug"] = 850,
        ["coat"] = 9000,
        ["sticker"] = 0,
    };

    public IReadOnlyList<string> Gifts { get; init; } = ["mug", "sticker", "priceless"];

    public BuyerContext Buyer { get; init; } = Stranger;

    public IReadOnlyList<PresentedCoupon> Coupons { get; init; } = [];

    public IReadOnlyList<string> Spent { get; init; } = [];

    public static DiscountRule Rule(string code, DiscountEffect effect, ProductSelector? of = null, DiscountConditions? when = null) =>
        new(code, $"The {code}", effect, of ?? ProductSelector.Everything, when ?? DiscountConditions.Always);

    public static ProductSelector Only(params string[] variants) => ProductSelector.Everything with { Variants = variants };

    public static Dictionary<string, long> Euro(long cents) => new() { ["EUR"] = cents };

    /// <summary>Every variant has a tag of its first letter.</summary>
    public static Goods Goods(string variant) => new(variant, Guid.Empty, variant, variant, 100, Commerce.Domain.Pricing.Goods.StandardTax, [], [], [variant[..1]]);

    public PricedBasket Price(params (string Variant, int Units)[] lines) => Price(new Basket([.. lines.Select((line, i) => new BasketLine($"line-{i}", line.Units, Goods(line.Variant)))]));

    public PricedBasket Price(Basket basket, bool explain = true) => PricingEngine.Price(basket with { Coupons = Coupons, Spent = Spent }, Buyer, InForce, explain);

    public RulesInForce InForce => new(
        new(1, new([new(DateTimeOffset.MinValue, PricingRules.None)]), new Sheet(Prices)),
        new(1, new([new(DateTimeOffset.MinValue, new(new(Rules)))])),
        Gifts.ToDictionary(gift => gift, Goods));

    /// <summary>What is taken off the goods.</summary>
    public long Off(params (string Variant, int Units)[] lines) => Price(lines).Quote.DiscountTotal.Amount;

    /// <summary>What the first rule came to, as the trace says: its outcome, once.</summary>
    public string Verdict(params (string Variant, int Units)[] lines) =>
        Price(lines).Trace!.Steps.Where(step => step.Rule == Rules[0].Code && step.Stage != TraceStage.Rounding).Select(step => step.Outcome).Distinct().Single();

    public string? Refused(params (string Variant, int Units)[] lines) => Price(lines).Coupons[^1].Refused;

    private sealed class Sheet(IReadOnlyDictionary<string, long> prices) : IPriceSheet
    {
        public VariantPrices? Find(string variantId) =>
            prices.TryGetValue(variantId, out var price) ? new(new Dictionary<string, long> { ["EUR"] = price, ["JPY"] = price }, new Dictionary<string, IReadOnlyList<PriceTier>>()) : null;
    }
}
