using Commerce.Domain.Pricing;
using static Commerce.Domain.Specs.Pricing.Worked.Example;

namespace Commerce.Domain.Specs.Pricing.Worked;

public class PriceListExampleSpecs
{
    [Fact]
    public Task the_company_s_list_goes_before_the_group_s_and_that_before_the_country_s() => new Example
    {
        Buyer = new("EUR", Noon, Country: "DE", Groups: ["trade"], Company: "acme"),
        Content = Lists(
            List("acme", new(Companies: ["acme"])), List("trade", new(Groups: ["trade"])), List("german", new(Countries: ["DE"])), List("french", new(Countries: ["FR"])), List("staff", new(Groups: ["staff"]))),
        Tiers = new() { ["shirt"] = Of(("acme", 1700), ("trade", 1600), ("german", 1500), ("french", 1400), ("staff", 1000)), ["mug"] = Of(("trade", 800), ("german", 700)) },
    }.Verify([Line("shirt", 2), Line("mug", 1)]);

    [Fact]
    public Task within_a_level_priority_then_scope_then_price_then_code_decide() => new Example
    {
        Content = Lists(
            List("b", new(Countries: ["DE"])), List("a", new(Countries: ["DE"])), List("dear", new(Countries: ["DE"])), List("narrow", new(Countries: ["DE"], Channels: ["web"])),
            List("late", new(Countries: ["DE"], Channels: ["web"])) with { Priority = 200 }),
        Tiers = new() { ["shirt"] = Of(("a", 1800), ("b", 1800), ("dear", 1900), ("narrow", 1950), ("late", 1000)), ["mug"] = Of(("a", 800), ("b", 800), ("dear", 850), ("late", 500)) },
    }.Verify([Line("shirt", 1), Line("mug", 1)]);

    [Fact]
    public Task a_parent_s_price_is_changed_and_ends_as_the_child_says() => new Example
    {
        Content = Lists(
            List("retail", new(Channels: ["till"])) with { Parent = new(PriceListDefinition.Base, 1000, null, new(100, 1)) },
            List("trade", PriceScope.Everyone) with { Parent = new("retail", -1500, null, new(5, 0)) }),
    }.Verify([Line("shirt", 3), Line("mug", 1)]);

    [Fact]
    public Task a_list_below_nothing_costs_nothing() => new Example
    {
        Content = Lists(List("gone", PriceScope.Everyone) with { Parent = new(PriceListDefinition.Base, null, -1000, null) }),
    }.Verify([Line("shirt", 1), Line("mug", 2)]);

    [Fact]
    public Task a_sale_counts_where_it_is_lower_and_keeps_the_other_price_as_list_price() => new Example
    {
        Content = Lists(List("sale", PriceScope.Everyone, PriceListKind.Sale), List("dearer", PriceScope.Everyone, PriceListKind.Sale), List("trade", PriceScope.Everyone)),
        Tiers = new() { ["shirt"] = Of(("sale", 1500), ("dearer", 1600), ("trade", 1900)), ["mug"] = Of(("sale", 900)) },
    }.Verify([Line("shirt", 2), Line("mug", 1)]);

    [Fact]
    public Task a_sale_begins_and_ends_on_the_instant() => new Example
    {
        Content = Lists(
            List("begins", PriceScope.Everyone, PriceListKind.Sale) with { From = Noon }, List("ended", PriceScope.Everyone, PriceListKind.Sale) with { To = Noon },
            List("later", PriceScope.Everyone, PriceListKind.Sale) with { From = Noon.AddSeconds(1) }),
        Tiers = new() { ["shirt"] = Of(("begins", 1500), ("ended", 100), ("later", 100)) },
    }.Verify([Line("shirt", 1)]);

    [Fact]
    public Task volume_tiers_pay_all_units_at_the_tier_they_reach_over_all_lines() => new Example
    {
        Content = Lists(List("bulk", PriceScope.Everyone)),
        Tiers = new() { ["shirt"] = new() { ["bulk"] = [new(1, 1900), new(5, 1700), new(10, 1500)] } },
    }.Verify([Line("shirt", 3, "plain"), Line("shirt", 2, "engraved")]);

    [Fact]
    public Task graduated_tiers_pay_each_slice_at_its_own_and_what_is_below_them_otherwise() => new Example
    {
        Content = Lists(List("stairs", PriceScope.Everyone) with { Tiers = TierMode.Graduated }),
        Tiers = new() { ["shirt"] = new() { ["stairs"] = [new(3, 1799), new(6, 1501)] } },
    }.Verify([Line("shirt", 3, "plain"), Line("shirt", 4, "engraved")]);

    [Fact]
    public Task yen_have_no_decimals_and_dinars_three() => new Example
    {
        Buyer = new("KWD", Noon, Country: "KW"),
        Content = Lists(List("kuwait", PriceScope.Everyone) with { Currency = "KWD", Parent = new(PriceListDefinition.Base, -333, null, null) }),
    }.Verify([Line("shirt", 1), Line("mug", 2)]);

    [Fact]
    public Task what_has_no_price_in_the_currency_is_left_out() => new Example { Buyer = new("JPY", Noon, Country: "JP") }.Verify([Line("mug", 3), Line("book", 1), Line("shirt", 1)]);

    private static PricingContent Lists(params PriceListDefinition[] lists) => PricingContent.Empty with { Lists = lists };

    private static PriceListDefinition List(string code, PriceScope scope, PriceListKind kind = PriceListKind.Override) => new(code, code, "EUR", kind, scope);

    private static Dictionary<string, IReadOnlyList<PriceTier>> Of(params (string List, long Amount)[] prices) =>
        prices.ToDictionary(price => price.List, IReadOnlyList<PriceTier> (price) => [new(1, price.Amount)]);
}
