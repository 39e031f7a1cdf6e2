using Commerce.Domain.Bundles;
using Commerce.Domain.Pricing;
using Commerce.Domain.Specs.Pricing.Reference;

namespace Commerce.Domain.Specs.Pricing.Drawn;

/// <summary>Rules and prices as nobody would write them, and baskets of buyers who look for trouble.</summary>
internal static class DrawnShop
{
    public static readonly DateTimeOffset Noon = new(2026, 7, 1, 12, 0, 0, TimeSpan.Zero);

    private static readonly string[] Currencies = ["EUR", "JPY", "KWD"];
    private static readonly string[] Groups = ["staff", "trade"];
    private static readonly string[] Channels = ["web", "till"];
    private static readonly string[] Countries = ["DE", "FR", "US"];
    private static readonly string[] Companies = ["acme", "umbra"];
    private static readonly string[] Regions = ["CA", "NY"];

    public static ReferenceShop Shop(Draw draw, List<Goods> goods)
    {
        List<PriceListDefinition> lists = [.. draw.Many(0, 7, i => List(draw, $"list-{i}"))];
        var content = new PricingContent(lists, draw.Many(0, 5, i => Zone(draw, i)), draw.Many(1, 3, i => Table(draw, i)), draw.Many(0, 2, i => Bundle(draw, i, goods)));

        return new(
            content, goods.Where(_ => draw.Chance(95)).ToDictionary(one => one.VariantId, _ => Prices(draw, lists)),
            new(draw.Many(0, 6, i => DrawnDiscounts.Rule(draw, i, goods))), goods.Where(_ => draw.Chance(80)).ToDictionary(one => one.VariantId));
    }

    /// <summary>What six variants are.</summary>
    public static List<Goods> Goods(Draw draw)
    {
        var skus = draw.Shuffled(Enumerable.Range(0, 6));
        return
        [
            .. skus.Select((sku, i) => new Goods(
                $"v{i}", new Guid(i / 2, 0, 0, [0, 0, 0, 0, 0, 0, 0, 0]), $"sku-{sku}", $"Goods {i}", draw.Int(0, 3) * 250, draw.One("standard", "standard", "reduced", "zero", "none"),
                draw.Some(40, DrawnDiscounts.Places), draw.Some(30, DrawnDiscounts.Places), draw.Some(40, DrawnDiscounts.Tags))),
        ];
    }

    public static BuyerContext Buyer(Draw draw) => new(
        draw.One("EUR", "EUR", "EUR", "EUR", "JPY", "KWD"), Noon.AddHours(draw.Int(-1, 1)), draw.One(Channels), draw.Chance(80) ? draw.One("DE", "FR", "US", "ZZ") : null, draw.Chance(40) ? draw.One(Regions) : null,
        draw.Some(50, Groups), draw.Chance(40) ? draw.One(Companies) : null, draw.One<bool?>(null, true, false), draw.One(Rounding.HalfUp, Rounding.HalfEven), draw.One(TaxRounding.PerRate, TaxRounding.PerLine));

    public static Basket Basket(Draw draw, ReferenceShop shop, List<Goods> goods) => new(
        draw.Many(0, 5, i => Line(draw, $"{(char)('e' - i)}{draw.Int(0, 9)}", shop, goods)), draw.Chance(70) ? draw.One("ship-0", "ship-0", "ship-1", "ship-2") : null,
        DrawnDiscounts.Coupons(draw, shop), draw.Some(5, shop.Discounts.Discounts.Select(rule => rule.Code)));

    private static BasketLine Line(Draw draw, string id, ReferenceShop shop, List<Goods> goods) =>
        shop.Pricing.Bundles.Count > 0 && draw.Chance(20) ? new(id, draw.Int(1, 3), null, Choice(draw, draw.One(shop.Pricing.Bundles), goods))
        : new(id, draw.Chance(70) ? draw.Int(1, 3) : draw.Int(1, 9), draw.One(goods));

    private static BundleChoice Choice(Draw draw, BundleDefinition bundle, List<Goods> goods) => new(
        draw.Chance(97) ? bundle.Code : "gone", draw.Chance(97) ? bundle.Version : 9,
        [.. bundle.Sets.SelectMany(set => set.Options.Take(draw.Int(1, set.Options.Count)).Select(option => new BundlePick(set.Code, option.Code, draw.Int(1, 2), goods.First(one => one.VariantId == option.VariantId))))]);

    private static PriceListDefinition List(Draw draw, string code) => new(
        code, code, draw.One("EUR", "EUR", "EUR", "EUR", "JPY", "KWD"), draw.Chance(65) ? PriceListKind.Override : PriceListKind.Sale,
        new(
            draw.Chance(25) ? draw.Some(70, Groups) : [], draw.Chance(25) ? draw.Some(70, Channels) : [], draw.Chance(25) ? draw.Some(70, Countries) : [], draw.Chance(12) ? draw.Some(70, Companies) : []),
        draw.One(50, 100, 100, 100), draw.Chance(15) ? Noon.AddHours(draw.Int(-1, 1)) : null, draw.Chance(15) ? Noon.AddHours(draw.Int(-1, 1)) : null, draw.Chance(50) ? Parent(draw) : null,
        draw.One(TierMode.Volume, TierMode.Graduated));

    private static PriceListParent Parent(Draw draw)
    {
        var isPercent = draw.Chance(50);
        var multiple = draw.One(1, 5, 100, 99);
        return new(
            draw.One("base", "base", "list-0", "list-1", "list-2", "list-3", "list-9"), isPercent ? draw.Int(-12_000, 5_000) : null, isPercent ? null : draw.Int(-400, 400),
            draw.Chance(50) ? new(multiple, draw.Int(0, Math.Min(multiple - 1, 5))) : null);
    }

    private static VariantPrices Prices(Draw draw, List<PriceListDefinition> lists) => new(
        Currencies.Where(_ => draw.Chance(85)).ToDictionary(currency => currency, _ => draw.Amount()),
        lists.Where(_ => draw.Chance(60)).ToDictionary(list => list.Code, IReadOnlyList<PriceTier> (_) =>
            [.. draw.Some(40, Enumerable.Range(2, 5)).Prepend(draw.Chance(70) ? 1 : 2).Distinct().Select(from => new PriceTier(from, draw.Amount()))]));

    private static TaxZone Zone(Draw draw, int i)
    {
        List<string> countries = draw.Chance(65) ? draw.Some(60, Countries) : [];
        return new(
            $"zone-{i}", $"Zone {i}", countries, countries.Count == 1 && draw.Chance(60) ? [draw.One(Regions)] : [], draw.Chance(50),
            [.. draw.Some(75, ["standard", "reduced", "zero"]).Select(name => new TaxRate(name, $"Tax {name}", name == "zero" ? 0 : draw.One(200_000, 190_000, 50_000, 88_750, 333_333)))],
            draw.One("standard", "reduced", null));
    }

    private static ShippingTable Table(Draw draw, int i) => new($"ship-{i}", $"Sending {i}", i, draw.Many(1, 3, _ => new ShippingZone(
        draw.Chance(50) ? draw.Some(60, Countries) : [],
        [.. draw.Some(90, Currencies).Select(currency => new ShippingRate(
            currency, draw.One(ShippingBasis.Weight, ShippingBasis.Value), [new(draw.Chance(80) ? 0 : 500, draw.Cheap()), new(1_000, draw.Cheap()), new(5_000, draw.Cheap())],
            draw.Chance(30) ? draw.Int(0, 8_000) : null, draw.Chance(15) ? draw.Int(1_000, 20_000) : null))])));

    private static BundleDefinition Bundle(Draw draw, int i, List<Goods> goods) => new(
        $"bundle-{i}", 2, $"bundle-{i}", $"Bundle {i}",
        new(draw.One(Enum.GetValues<BundlePriceMode>()), Currencies.Where(_ => draw.Chance(85)).ToDictionary(currency => currency, _ => draw.Cheap()), draw.Int(0, 10_000)),
        draw.Many(1, 2, set => new ChoiceSet($"set-{set}", $"Set {set}", 0, 9, true, draw.Many(1, 3, option => new ChoiceOption(
            $"option-{option}", draw.One(goods).VariantId, null, draw.Int(1, 2), draw.Chance(40) ? new Dictionary<string, long> { ["EUR"] = draw.Int(-300, 300) } : new())))));
}
