using Commerce.Domain.Discounts;
using Commerce.Domain.Pricing;
using Commerce.Domain.Rulesets;
using static Commerce.Domain.Discounts.DiscountEffect;
using static Commerce.Domain.Specs.Discounts.Promotions;

namespace Commerce.Domain.Specs.Discounts;

public class DiscountFaultsSpecs
{
    private static readonly DiscountRule Fine = Rule("fine", new ItemPercent(1000));

    private static readonly RuleReferences Known = new()
    {
        Groups = new HashSet<string> { "vip" },
        Discounts = new Dictionary<string, DiscountRule> { ["other"] = Rule("other", new ItemPercent(1)) with { Coupons = new(["TAKEN"]) } },
        BatchedCoupons = new HashSet<string> { "BATCHED-1" },
        HasVariant = variant => variant != "gone",
    };

    private static readonly OfferPart Shirts = new(Only("shirt"), 2);

    [Fact]
    public void is_fine_when_nothing_is_wrong() =>
        Assert.Empty((Fine with
        {
            When = new(["vip"], ["web"], ["EUR"], ["DE"], [new(DayOfWeek.Monday, new(8, 0), new(8, 0))], true, true, Euro(1), 1),
            Stacking = Stacking.BestOfGroup,
            ExclusionGroup = "summer",
            Coupons = new(["SAVE-10"]),
            MostOff = Euro(1),
            MostUnits = 1,
            Budget = new(10, 1, Euro(1)),
        }).Faults(Known));

    [Fact]
    public void tells_everything_at_once() => Assert.Equal(
        ["/label text", "/priority out_of_range", "/to empty_period", "/exclusionGroup group_missing", "/effect/percent percent_out_of_range", "/target/variants/0 unknown_variant", "/when/countries/0 unknown_country"],
        Faults(Fine with
        {
            Label = "",
            Priority = -1,
            From = Noon,
            To = Noon,
            Stacking = Stacking.BestOfGroup,
            Effect = new ItemPercent(0),
            Target = Only("gone"),
            When = new(Countries: ["XX"]),
        }));

    public static TheoryData<string, DiscountRule> Wrong => new()
    {
        { "/exclusionGroup group_unused", Fine with { ExclusionGroup = "summer" } },
        { "/exclusionGroup code", Fine with { Stacking = Stacking.BestOfGroup, ExclusionGroup = "No Word" } },
        { "/when/groups/0 unknown_group", Fine with { When = new(Groups: ["nobody"]) } },
        { "/when/channels/1 duplicate", Fine with { When = new(Channels: ["web", "web"]) } },
        { "/when/currencies/0 unknown_currency", Fine with { When = new(Currencies: ["EURO"]) } },
        { "/when/minSpend/EURO unknown_currency", Fine with { When = new(MinSpend: new Dictionary<string, long> { ["EURO"] = 1 }) } },
        { "/when/minSpend empty_set", Fine with { When = new(MinSpend: new Dictionary<string, long>(), Currencies: null) } },
        { "/when/minUnits out_of_range", Fine with { When = new(MinUnits: 0) } },
        { "/when/currencies impossible_condition", Fine with { When = new(Currencies: ["JPY"], MinSpend: Euro(1)) } },
        { "/when/currencies impossible_condition", Fine with { When = new(Currencies: ["JPY"]), Effect = new OrderAmount(Euro(1)) } },
        { "/target impossible_condition", Fine with { Target = Only("shirt") with { Except = Only("shirt", "hat") } } },
        { "/target/except empty_set", Fine with { Target = Only("shirt") with { Except = ProductSelector.Everything } } },
        { "/target/except/except nested", Fine with { Target = ProductSelector.Everything with { Except = Only("shirt") with { Except = Only("hat") } } } },
        { "/coupons/codes/0 coupon_code", Fine with { Coupons = new(["save10"]) } },
        { "/coupons/codes/0 duplicate_code", Fine with { Coupons = new(["TAKEN"]) } },
        { "/coupons/codes/0 duplicate_code", Fine with { Coupons = new(["BATCHED-1"]) } },
        { "/coupons/codes/1 duplicate", Fine with { Coupons = new(["SAVE10", "SAVE10"]) } },
        { "/mostOff/EUR out_of_range", Fine with { MostOff = Euro(0) } },
        { "/mostUnits out_of_range", Fine with { MostUnits = 0 } },
        { "/budget empty_set", Fine with { Budget = new() } },
        { "/budget/total out_of_range", Fine with { Budget = new(Total: 0) } },
        { "/budget/perCustomer min_above_max", Fine with { Budget = new(Total: 1, PerCustomer: 2) } },
        { "/budget/money/EUR out_of_range", Fine with { Budget = new(Money: Euro(0)) } },
        { "/effect/percent percent_out_of_range", Fine with { Effect = new OrderPercent(10_001) } },
        { "/effect/off/EUR out_of_range", Fine with { Effect = new ItemAmount(Euro(0)) } },
        { "/effect/price/EUR out_of_range", Fine with { Effect = new ItemFixedPrice(Euro(-1)) } },
        { "/effect/tiers empty_set", Fine with { Effect = new QuantityTiers([]) } },
        { "/effect/tiers/1/from tiers_not_ascending", Fine with { Effect = new QuantityTiers([new(5, 1), new(3, 2)]) } },
        { "/effect/tiers/1 duplicate", Fine with { Effect = new QuantityTiers([new(5, 1), new(5, 2)]) } },
        { "/effect/tiers/1/from/EUR tiers_not_ascending", Fine with { Effect = new SpendTiers([new(Euro(5), 1, null), new(Euro(5), null, Euro(1))]) } },
        { "/effect/tiers/0 percent_or_amount", Fine with { Effect = new SpendTiers([new(Euro(5), 1, Euro(1))]) } },
        { "/effect/buy out_of_range", Fine with { Effect = new BuyGet(0, 1, null, 1) } },
        { "/effect/mostTimes out_of_range", Fine with { Effect = new BuyGet(1, 1, null, 1, MostTimes: 0) } },
        { "/effect/gets/variants/0 unknown_variant", Fine with { Effect = new BuyGet(1, 1, Only("gone"), 1) } },
        { "/mostUnits impossible_condition", Fine with { Effect = new BuyGet(1, 2, null, 1), MostUnits = 1 } },
        { "/effect/parts empty_set", Fine with { Effect = new BundleOffer([], 1, null) } },
        { "/effect/parts too_many", Fine with { Effect = new BundleOffer([.. Enumerable.Repeat(Shirts, 7)], 1, null) } },
        { "/effect percent_or_amount", Fine with { Effect = new BundleOffer([Shirts], null, null) } },
        { "/mostUnits impossible_condition", Fine with { Effect = new BundleOffer([Shirts, Shirts], 1, null), MostUnits = 3 } },
        { "/effect/parts/0/units out_of_range", Fine with { Effect = new BundleOffer([Shirts with { Units = 0 }], 1, null) } },
        { "/effect/variantId unknown_variant", Fine with { Effect = new GiftItem("gone", 1) } },
        { "/mostUnits impossible_condition", Fine with { Effect = new GiftItem("mug", 2), MostUnits = 1 } },
        { "/effect/methods/0 code", Fine with { Effect = new ShippingPercent(1, ["By Air"]) } },
    };

    [Theory]
    [MemberData(nameof(Wrong), DisableDiscoveryEnumeration = true)]
    public void names_what_is_wrong_and_where(string fault, DiscountRule rule) => Assert.Equal(fault, Assert.Single(Faults(rule), found => found == fault));

    [Fact]
    public void keeps_its_own_codes_when_it_is_defined_anew() => Assert.Empty((Rule("other", new ItemPercent(2)) with { Coupons = new(["TAKEN"]) }).Faults(Known));

    private static IEnumerable<string> Faults(DiscountRule rule) => rule.Faults(Known).Select(fault => $"{fault.Path} {fault.Code}");
}
