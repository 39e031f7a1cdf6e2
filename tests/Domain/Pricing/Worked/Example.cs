using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Commerce.Domain.Bundles;
using Commerce.Domain.Discounts;
using Commerce.Domain.Pricing;
using Commerce.Domain.Specs.Pricing.Reference;

namespace Commerce.Domain.Specs.Pricing.Worked;

/// <summary>A small shop with a shirt, a mug, a book and a coat, told with all that goes in, why, and what comes out. What the files say was checked by hand.</summary>
internal sealed record Example
{
    public static readonly DateTimeOffset Noon = new(2026, 7, 1, 12, 0, 0, TimeSpan.Zero);

    private static readonly JsonSerializerOptions Plain = new()
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter() },
    };

    public BuyerContext Buyer { get; init; } = new("EUR", Noon, Country: "DE");

    public PricingContent Content { get; init; } = PricingContent.Empty;

    public IReadOnlyList<DiscountRule> Discounts { get; init; } = [];

    /// <summary>variant → list → tiers.</summary>
    public Dictionary<string, Dictionary<string, IReadOnlyList<PriceTier>>> Tiers { get; init; } = [];

    public Dictionary<string, Dictionary<string, long>> Prices { get; init; } = new()
    {
        ["shirt"] = new() { ["EUR"] = 2000, ["JPY"] = 3300, ["KWD"] = 6500 },
        ["mug"] = new() { ["EUR"] = 850, ["JPY"] = 1401, ["KWD"] = 2755 },
        ["book"] = new() { ["EUR"] = 1295, ["KWD"] = 4205 },
        ["coat"] = new() { ["EUR"] = 9900 },
    };

    public string? Shipping { get; init; }

    public IReadOnlyList<PresentedCoupon> Coupons { get; init; } = [];

    public static Goods Goods(string variant) => new(variant, Guid.Empty, variant, variant, variant == "coat" ? 1500 : 250, variant == "book" ? "reduced" : Domain.Pricing.Goods.StandardTax, [], [], []);

    public static BasketLine Line(string variant, int units, string? id = null) => new(id ?? variant, units, Goods(variant));

    public static Dictionary<string, long> Euro(long cents) => new() { ["EUR"] = cents };

    public static DiscountRule Rule(string code, DiscountEffect effect, params string[] variants) =>
        new(code, $"The {code}", effect, ProductSelector.Everything with { Variants = variants }, DiscountConditions.Always);

    public static TaxZone Germany(bool included = true) =>
        new("de", "Germany", ["DE"], [], included, [new("standard", "VAT 19 %", 190_000), new("reduced", "VAT 7 %", 70_000)], "standard");

    public Task Verify(BasketLine[] lines, [System.Runtime.CompilerServices.CallerFilePath] string file = "", [System.Runtime.CompilerServices.CallerMemberName] string method = "") =>
        Verifier.Verify(Tell(lines), file, method);

    private string Tell(BasketLine[] lines)
    {
        var prices = Prices.ToDictionary(entry => entry.Key, entry => new VariantPrices(entry.Value, Tiers.GetValueOrDefault(entry.Key) ?? []));
        var shop = new ReferenceShop(Content, prices, new(Discounts), Prices.Keys.ToDictionary(variant => variant, Goods));
        var basket = new Basket(lines, Shipping, Coupons);
        var priced = PricingEngine.Price(basket, Buyer, shop.InForce(), explain: true);
        Assert.Equal(new ReferencePricing(shop, basket, Buyer).Price().Quote, priced.Quote);

        var text = new StringBuilder();
        Input(text, lines, prices);
        text.AppendLine().AppendLine("Why");
        foreach (var step in priced.Trace!.Steps)
            text.AppendLine($"  {step.Stage,-17} {step.LineId ?? "–",-17} {step.Rule,-14} {step.Outcome,-20} {Some(step.Amount),11}  {step.Text}");
        text.AppendLine($"  {"",-17} {"",-17} {"",-14} {"sum",-20} {Some(priced.Trace.Steps.Sum(step => step.Amount)),11}");
        Output(text, priced);
        return text.ToString();
    }

    private void Input(StringBuilder text, BasketLine[] lines, Dictionary<string, VariantPrices> prices)
    {
        text.AppendLine($"Buyer     {JsonSerializer.Serialize(Buyer with { Instant = default }, Plain)}");
        foreach (var line in lines)
            text.AppendLine($"Line      {line.LineId}: {line.Units} × {line.Goods?.VariantId ?? $"{line.Bundle!.BundleCode} of {string.Join(", ", line.Bundle.Picks.Select(pick => $"{pick.Times} {pick.Option}"))}"}");

        var sold = lines.SelectMany(line => line.Goods is { } goods ? [goods] : line.Bundle!.Picks.Select(pick => pick.Goods)).Select(goods => goods.VariantId).ToHashSet();
        foreach (var (variant, price) in prices.Where(price => sold.Contains(price.Key)))
        {
            var lists = price.Lists.Select(list => $"; {list.Key} {string.Join(", ", list.Value.Select(tier => $"from {tier.From} {Some(tier.Amount)}"))}");
            text.AppendLine($"Price     {variant}: {string.Join(", ", price.Base.Select(entry => new Money(entry.Value, entry.Key)))}{string.Concat(lists)}");
        }

        foreach (var (what, rule) in Content.Lists.Select(rule => ("List", (object)rule)).Concat(Content.Taxes.Select(rule => ("Tax", (object)rule))).Concat(Content.Shipping.Select(rule => ("Shipping", (object)rule)))
            .Concat(Content.Bundles.Select(rule => ("Bundle", (object)rule))).Concat(Discounts.Select(rule => ("Discount", (object)rule))))
            text.AppendLine($"{what,-9} {JsonSerializer.Serialize(rule, Plain).Replace("\"", "", StringComparison.Ordinal)}");
        foreach (var coupon in Coupons)
            text.AppendLine($"Coupon    {coupon.Code} of {coupon.Discount ?? "nothing"}");
    }

    private void Output(StringBuilder text, PricedBasket priced)
    {
        var quote = priced.Quote;
        text.AppendLine().AppendLine("Quote");
        foreach (var bundle in quote.Bundles)
            text.AppendLine($"  {bundle.LineId}: {bundle.Units} × {bundle.Title}, {bundle.Price} instead of {bundle.ListPrice}");
        foreach (var line in quote.Lines)
        {
            text.Append($"  {line.LineId}: {line.Units} × {line.UnitPrice}{(line.ListPrice == line.UnitPrice ? "" : $" (list {line.ListPrice})")} = {line.Subtotal}{Shares(line.Discounts)}");
            text.Append($"{(line.Tax.IsZero ? "" : $", + {line.Tax} tax")}, total {line.Total}{(line.IncludedTax is { } tax ? $", tax in it {tax}" : "")}");
            text.AppendLine(line.Gift is null ? "" : ", a gift");
        }

        if (quote.Shipping is { } shipping)
            text.AppendLine($"  {shipping.Label}: {shipping.Amount}{Shares(quote.ShippingDiscounts)}{(quote.ShippingTax is { } tax ? $", + {tax} tax" : "")}");
        foreach (var tax in quote.Taxes)
            text.AppendLine($"  {tax.Name} on {tax.Net}: {tax.Amount}{(tax.Included ? ", included" : "")}");
        foreach (var problem in priced.Problems)
            text.AppendLine($"  {problem.LineId ?? "basket"}: {problem.Code}");
        foreach (var coupon in priced.Coupons)
            text.AppendLine($"  coupon {coupon.Code}: {coupon.Refused ?? "applied"}");
        text.AppendLine($"  {quote.Subtotal} − {quote.DiscountTotal} + {quote.ShippingTotal} + {quote.Tax} = {quote.Total}");
    }

    private static string Shares(IEnumerable<DiscountShare> shares) => string.Concat(shares.Select(share => $", − {share.Amount} {share.DiscountId}"));

    private Money Some(long amount) => new(amount, Buyer.Currency);
}
