using Commerce.Domain.Pricing;
using Commerce.Domain.Rulesets;

namespace Commerce.Domain.Specs.Rulesets;

public class RulesetDiffSpecs
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 27, 12, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Before = Noon.AddDays(-1);
    private static readonly DateTimeOffset After = Noon.AddDays(1);
    private static readonly PriceListDefinition Trade = new("trade", "Trade", "EUR", PriceListKind.Override, new(["trade"], [], [], []), Parent: new("base", -1000, null, null));

    private static readonly Timeline<PricingContent> Nothing = new([]);

    [Fact]
    public void of_equal_versions_is_empty() => Assert.Empty(Between(Of(Trade), Of(Trade with { Name = "Trade" })));

    [Fact]
    public void names_rules_that_came_and_went()
    {
        var (was, now) = (Of(Trade, Trade with { Code = "old" }), Of(Trade, Trade with { Code = "new" }));

        Assert.Equal([("new", RulesetDiff.Added), ("old", RulesetDiff.Removed)], Between(was, now).Select(change => (change.Code, change.Change)));
    }

    [Fact]
    public void says_what_changed_of_a_rule()
    {
        var changes = Between(Of(Trade), Of(Trade with { Priority = 50, Kind = PriceListKind.Sale, To = Noon, Parent = Trade.Parent! with { Percent = -1200 }, Scope = new(["vip"], [], [], []) }));

        Assert.Equal(
            [
                "Of the price list 'trade', /kind was 'override' and is now 'sale'.",
                "Of the price list 'trade', /scope/groups has no 'trade' any more.",
                "Of the price list 'trade', /scope/groups has 'vip' too.",
                "Of the price list 'trade', /priority was 100 and is now 50.",
                "Of the price list 'trade', /parent/percent was -1000 and is now -1200.",
                "Of the price list 'trade', /to is now '2026-11-27T12:00:00+00:00'.",
            ],
            changes.Select(change => change.Text));
        Assert.All(changes, change => Assert.Null(change.From));
    }

    [Fact]
    public void tells_of_what_is_to_come_against_what_it_takes_the_place_of()
    {
        var later = Of(Trade).With(Content(Trade with { Priority = 7 }), Before, Noon);

        Assert.Equal([("schedule", ""), ("price_list", "/priority")], Between(Of(Trade), later).Select(change => (change.Kind, change.Path)));
        Assert.Equal([("schedule", RulesetDiff.Removed)], Between(later, Of(Trade)).Select(change => (change.Kind, change.Change)));
    }

    [Fact]
    public void holds_what_was_published_after_a_scheduled_change_against_what_that_had_brought()
    {
        var (was, now) = (Of(Trade).With(Content(Trade with { Priority = 7 }), Before, Noon), Nothing.With(Content(Trade with { Priority = 8 }), After));

        var change = Assert.Single(RulesetDiff.Between(was, now, After));

        Assert.Equal((null, "Of the price list 'trade', /priority was 7 and is now 8."), (change.From, change.Text));
    }

    [Fact]
    public void is_empty_where_a_scheduled_change_came_and_only_prices_were_published_since()
    {
        var rules = Of(Trade).With(Content(Trade with { Priority = 7 }), Before, Noon);

        Assert.Empty(RulesetDiff.Between(rules, rules, After));
    }

    private static IReadOnlyList<RuleChange> Between(Timeline<PricingContent> before, Timeline<PricingContent> after) => RulesetDiff.Between(before, after, Before);

    private static Timeline<PricingContent> Of(params PriceListDefinition[] lists) => Nothing.With(Content(lists), Before);

    private static PricingContent Content(params PriceListDefinition[] lists) => PricingContent.Empty with { Lists = lists };
}
