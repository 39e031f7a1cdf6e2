using Commerce.Domain.Pricing;
using Commerce.Domain.Specs.Pricing.Drawn;
using Commerce.Domain.Specs.Pricing.Reference;
using CsCheck;

namespace Commerce.Domain.Specs.Pricing;

/// <summary>Prices without a basket: what lists of products and their pages show.</summary>
public class PriceOffersSpecs
{
    private static readonly DateTimeOffset Noon = new(2026, 7, 1, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void are_what_a_basket_of_as_many_units_costs() => Gen.Int[0, int.MaxValue].Sample(
        seed =>
        {
            var cart = DrawnCart.Of(seed);
            var offers = new PriceOffers(cart.Buyer, cart.Rules);
            foreach (var goods in DrawnShop.Goods(new(seed)))
            {
                long? Unit(int units) => PricingEngine.Price(new([new("one", units, goods)]), cart.Buyer, cart.Rules).Quote.Lines.FirstOrDefault(line => line.Gift is null)?.UnitPrice.Amount;
                if (offers.Find(goods.VariantId, out _) is not { } offer)
                {
                    Assert.All(Enumerable.Range(1, 7), units => Assert.Null(Unit(units)));
                    continue;
                }

                Assert.Equal(offer.UnitPrice, Unit(offer.From));
                Assert.All(Enumerable.Range(1, offer.From - 1), units => Assert.Null(Unit(units)));
                Assert.True(offer.ListPrice >= offer.UnitPrice);
                if (cart.Shop.Pricing.Lists.All(list => list.Tiers == TierMode.Volume))
                    Assert.All(offer.Tiers, tier => Assert.Equal(tier.Amount, Unit(tier.From)));
            }
        },
        iter: 2_000);

    [Fact]
    public void tell_tiers_and_how_they_count()
    {
        Assert.Equal([new(1, 2000), new(3, 1800), new(6, 1500)], Offer(Stairs(TierMode.Volume)).Tiers);
        Assert.Equal((TierMode.Graduated, new PriceTier(6, 1500)), (Offer(Stairs(TierMode.Graduated)).Mode, Offer(Stairs(TierMode.Graduated)).Tiers[^1]));
        Assert.Empty(Offer().Tiers);
    }

    [Fact]
    public void tell_when_a_schedule_changes_them()
    {
        Assert.Null(Until(Rules(Stairs(TierMode.Volume))));
        Assert.Equal(Noon.AddHours(1), Until(Rules(Stairs(TierMode.Volume) with { From = Noon.AddHours(1) })));
        Assert.Equal(Noon.AddHours(2), Until(Rules(Stairs(TierMode.Volume) with { To = Noon.AddHours(2) })));
        Assert.Null(Until(Rules(Stairs(TierMode.Volume) with { To = Noon.AddHours(2), Scope = new(Groups: ["staff"]) })));
        Assert.Equal(Noon.AddDays(1), Until(Later(Rules())));
    }

    [Fact]
    public void tell_when_the_first_may_begin_where_there_is_none()
    {
        var first = Stairs(TierMode.Volume) with { Currency = "JPY", From = Noon.AddHours(1) };

        Assert.Equal(Noon.AddHours(1), Until(Rules(first), "JPY"));
        Assert.Equal(Noon.AddHours(1), Until(Rules(first with { Kind = PriceListKind.Sale, To = Noon.AddHours(2) }), "JPY"));
        Assert.Equal(Noon.AddHours(1), Until(Rules(first, first with { Code = "ended", From = null, To = Noon, Parent = new("stairs", 0) }), "JPY"));
        Assert.Equal(Noon.AddDays(1), Until(Later(Rules()), "JPY"));
        Assert.Null(Until(Rules(first with { Scope = new(Groups: ["staff"]) }), "JPY"));
        Assert.Null(Until(Rules(first with { From = null, To = Noon }), "JPY"));
    }

    [Fact]
    public void hold_until_the_instant_they_tell() => Gen.Int[0, int.MaxValue].Sample(
        seed =>
        {
            var cart = DrawnCart.Of(seed);
            var (now, buyer) = (new PriceOffers(cart.Buyer, cart.Rules), cart.Buyer);
            foreach (var goods in DrawnShop.Goods(new(seed)))
            {
                var offer = now.Find(goods.VariantId, out var until);
                Assert.False(until <= buyer.Instant);
                for (var later = buyer.Instant; later <= buyer.Instant.AddHours(3); later = later.AddMinutes(30))
                    if (!(later >= until))
                    {
                        var then = new PriceOffers(buyer with { Instant = later }, cart.Rules).Find(goods.VariantId, out _);
                        Assert.Equal((offer?.From, offer?.UnitPrice, offer?.ListPrice, offer?.Mode), (then?.From, then?.UnitPrice, then?.ListPrice, then?.Mode));
                        Assert.Equal(offer?.Tiers, then?.Tiers);
                    }
            }
        },
        iter: 1_000);

    [Fact]
    public void allocate_nothing_where_there_are_no_tiers()
    {
        var offers = new PriceOffers(new("EUR", Noon), Rules(new PriceListDefinition("half", "Half", "EUR", PriceListKind.Sale, PriceScope.Everyone, Parent: new(PriceListDefinition.Base, -5_000, null, null))));
        Assert.Equal((1000, 2000), offers.Find("shirt", out _) is { } offer ? (offer.UnitPrice, offer.ListPrice) : default);

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 100; i++)
            offers.Find("shirt", out _);

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public void of_sending_have_what_discounts_leave_of_each_method()
    {
        ShippingTable Table(string code, int position, string country, long amount) => new(code, code, position, [new([country], [new("EUR", ShippingBasis.Weight, [new(0, amount)])])]);
        var rules = new ReferenceShop(
            PricingContent.Empty with { Shipping = [Table("courier", 2, "DE", 990), Table("parcel", 1, "DE", 490), Table("ferry", 0, "GR", 290)] },
            Rules().Pricing.Prices.Find("shirt") is { } price ? new Dictionary<string, VariantPrices> { ["shirt"] = price } : [],
            new([Worked.Example.Rule("free", new Domain.Discounts.DiscountEffect.ShippingPercent(10_000, ["parcel"]))]), new Dictionary<string, Goods>()).InForce();

        var offers = PricingEngine.ShippingOffers(new([Worked.Example.Line("shirt", 1)]), new("EUR", Noon, Country: "DE"), rules);

        Assert.Equal([new("parcel", "parcel", new(490, "EUR"), new(0, "EUR")), new("courier", "courier", new(990, "EUR"), new(990, "EUR"))], offers);
    }

    private static PriceListDefinition Stairs(TierMode mode) => new("stairs", "Stairs", "EUR", PriceListKind.Override, PriceScope.Everyone, Tiers: mode);

    private static PriceOffer Offer(params PriceListDefinition[] lists) => new PriceOffers(new("EUR", Noon), Rules(lists)).Find("shirt", out _)!.Value;

    private static DateTimeOffset? Until(RulesInForce rules, string currency = "EUR")
    {
        var offer = new PriceOffers(new(currency, Noon), rules).Find("shirt", out var until);
        Assert.Equal(currency == "EUR", offer is not null);
        return until;
    }

    /// <summary>With other rules from tomorrow on, and from the day after.</summary>
    private static RulesInForce Later(RulesInForce rules) => rules with
    {
        Pricing = rules.Pricing with { Rules = new([.. rules.Pricing.Rules.Segments, new(Noon.AddDays(1), PricingRules.None), new(Noon.AddDays(2), PricingRules.None)]) },
    };

    private static RulesInForce Rules(params PriceListDefinition[] lists) => new ReferenceShop(
        PricingContent.Empty with { Lists = lists },
        new Dictionary<string, VariantPrices>
        {
            ["shirt"] = new(new Dictionary<string, long> { ["EUR"] = 2000 }, lists.Where(list => list.Code == "stairs").ToDictionary(list => list.Code, IReadOnlyList<PriceTier> (_) => [new(3, 1800), new(6, 1500)])),
        },
        Domain.Discounts.DiscountContent.Empty, new Dictionary<string, Goods>()).InForce();
}
