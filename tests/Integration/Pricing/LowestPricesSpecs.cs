using Commerce.Application.Pricing;
using Commerce.Domain.Pricing;
using Commerce.Domain.Rulesets;
using Commerce.Integration.Simulation;

namespace Commerce.Integration.Pricing;

/// <summary>What a mug and a pen cost at least in the last thirty days, whatever came and went meanwhile.</summary>
public class LowestPricesSpecs
{
    private static readonly DateTimeOffset Now = new(2026, 7, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Begin = Now - PriceTeller.Back;

    [Fact]
    public async Task are_of_all_versions_since_the_one_that_was_in_force_when_the_time_began()
    {
        Assert.Equal(300, await Lowest(Costs(Now.AddDays(-90), 300), Costs(Now.AddDays(-10), 400)));
        Assert.Equal(300, await Lowest(Costs(Now.AddDays(-90), 100), Costs(Now.AddDays(-40), 300), Costs(Now.AddDays(-10), 400)));
        Assert.Equal(300, await Lowest(Costs(Now.AddDays(-90), 500), Costs(Now.AddDays(-20), 300), Costs(Now.AddDays(-10), 400)));
    }

    [Fact]
    public async Task leave_out_what_ended_just_when_the_time_began()
    {
        Assert.Equal(300, await Lowest(Costs(Now.AddDays(-90), 100), Costs(Begin, 300)));
        Assert.Equal(100, await Lowest(Costs(Now.AddDays(-90), 100), Costs(Begin.AddTicks(1), 300)));
        Assert.Equal(1000, await Lowest(Lists(Sale(100, to: Begin))));
        Assert.Equal(100, await Lowest(Lists(Sale(100, to: Begin.AddTicks(1)))));
    }

    [Fact]
    public async Task count_what_begins_at_this_moment_and_nothing_that_is_to_come()
    {
        Assert.Equal(100, await Lowest(Lists(Sale(100, from: Now))));
        Assert.Equal(1000, await Lowest(Lists(Sale(100, from: Now.AddTicks(1)))));
        Assert.Equal(500, await Lowest([Costs(Now.AddDays(-90), 500)], [Costs(Now.AddSeconds(1), 300), Costs(Now.AddSeconds(2), 200)]));
    }

    [Fact]
    public async Task are_found_though_they_came_and_went_by_schedule() =>
        Assert.Equal(700, await Lowest(Lists(Sale(800, Now.AddDays(-29), Now.AddDays(-28)), Sale(700, Now.AddDays(-20), Now.AddDays(-10)), Sale(600, Now.AddDays(1)))));

    [Fact]
    public async Task are_found_behind_a_time_without_any_price()
    {
        Assert.Equal(900, await Lowest(Lists(0, Priced(900, Now.AddDays(-25)))));
        Assert.Equal(600, await Lowest(Lists(0, Priced(900, Now.AddDays(-25), Now.AddDays(-20)), Priced(600, Now.AddDays(-10), Now.AddDays(-5)))));
        Assert.Equal(600, await Lowest(new(Now.AddDays(-90), Prices(0)), Lists(Now.AddDays(-20), 0, Priced(600, Now.AddDays(-10), Now.AddDays(-5))), new(Now.AddDays(-1), Prices(0))));
    }

    [Fact]
    public async Task are_by_the_rules_that_were_to_be_in_force_then()
    {
        var (cheap, dear) = (new PricingRules(Content([Priced(200)])), new PricingRules(Content([])));
        var prices = Prices(1000, Priced(200)) with { Rules = new([new(DateTimeOffset.MinValue, dear), new(Now.AddDays(-20), cheap), new(Now.AddDays(-19), dear)]) };

        Assert.Equal(200, await Lowest(new PastPrices(Now.AddDays(-90), prices)));
    }

    [Fact]
    public async Task are_those_of_the_buyer_who_asks()
    {
        PastPrices[] past = [Lists(Priced(100, scope: new(Groups: ["staff"])), Priced(200, scope: new(Channels: ["app"])), Priced(300, scope: new(Countries: ["DE"])))];

        Assert.Equal(1000, await Lowest(past));
        Assert.Equal(100, await Lowest(past, buyer: new("EUR", Now, Groups: ["staff"])));
        Assert.Equal(200, await Lowest(past, buyer: new("EUR", Now, Channel: "app")));
        Assert.Equal(300, await Lowest(past, buyer: new("EUR", Now, Country: "DE")));
        Assert.Null(await Lowest(past, buyer: new("USD", Now)));
    }

    [Fact]
    public async Task are_never_above_what_the_shop_sells_by_now() => Assert.Equal(400, await Lowest([Costs(Now.AddDays(-90), 500)], [Costs(Now.AddSeconds(1), 400)], shown: Prices(400)));

    [Fact]
    public async Task are_missing_where_there_never_was_a_price()
    {
        Assert.Null(await Lowest());
        Assert.Null(await Lowest(Lists(0, Priced(100, to: Begin), Priced(200, from: Now.AddDays(1)))));
        Assert.Null(await Lowest([Costs(Now.AddDays(-90), 500)], variant: "cap"));
        Assert.Equal(1000, await Lowest([Costs(Now.AddDays(-90), 500)], variant: "pen"));
    }

    private static Task<long?> Lowest(params PastPrices[] past) => Lowest(past, []);

    /// <param name="later">What is published after this moment, by the database's clock.</param>
    /// <param name="shown">What this node sells by; null: the last of the past.</param>
    private static async Task<long?> Lowest(PastPrices[] past, PastPrices[]? later = null, PricingRuleset? shown = null, BuyerContext? buyer = null, string variant = "mug")
    {
        var terms = Terms.Of(new Shelf().Current, RulesInForce.None with { Pricing = shown ?? past.LastOrDefault()?.Prices ?? PricingRuleset.None });
        var told = await new PriceTeller(new History([.. past, .. later ?? []])).Tell(terms, "goods", buyer ?? new("EUR", Now), explain: false, lowest: true, default);
        return told!.Lowest!.TryGetValue(variant, out var lowest) ? lowest.Amount : null;
    }

    private static PastPrices Costs(DateTimeOffset from, long mug) => new(from, Prices(mug));

    private static PastPrices Lists(params (PriceListDefinition, long)[] lists) => Lists(1000, lists);

    private static PastPrices Lists(long mug, params (PriceListDefinition, long)[] lists) => Lists(Now.AddDays(-90), mug, lists);

    private static PastPrices Lists(DateTimeOffset from, long mug, params (PriceListDefinition, long)[] lists) => new(from, Prices(mug, lists));

    private static (PriceListDefinition List, long Cents) Sale(long cents, DateTimeOffset? from = null, DateTimeOffset? to = null) => Priced(cents, from, to, PriceListKind.Sale);

    private static (PriceListDefinition List, long Cents) Priced(
        long cents, DateTimeOffset? from = null, DateTimeOffset? to = null, PriceListKind kind = PriceListKind.Override, PriceScope? scope = null) =>
        (new($"at-{cents}", "List", "EUR", kind, scope ?? PriceScope.Everyone, From: from, To: to), cents);

    /// <param name="mug">Its own price; 0 for none. A pen costs twice as much.</param>
    private static PricingRuleset Prices(long mug, params (PriceListDefinition List, long Cents)[] lists) =>
        new(1, new([new(DateTimeOffset.MinValue, new(Content(lists)))]), new Sheet(mug, lists.ToDictionary(list => list.List.Code, IReadOnlyList<PriceTier> (list) => [new(1, list.Cents)])));

    private static PricingContent Content((PriceListDefinition List, long Cents)[] lists) => PricingContent.Empty with { Lists = [.. lists.Select(list => list.List)] };

    private sealed class Sheet(long mug, Dictionary<string, IReadOnlyList<PriceTier>> lists) : IPriceSheet
    {
        public VariantPrices? Find(string variantId) => variantId switch
        {
            "mug" => new(mug > 0 ? new Dictionary<string, long> { ["EUR"] = mug } : [], lists),
            "pen" => new(new Dictionary<string, long> { ["EUR"] = 2 * mug }, new Dictionary<string, IReadOnlyList<PriceTier>>()),
            _ => null,
        };
    }

    private sealed class History(PastPrices[] all) : IPriceHistory
    {
        public Task<IReadOnlyList<PastPrices>> Since(DateTimeOffset instant, IReadOnlyCollection<string> variantIds, CancellationToken ct) =>
            Task.FromResult<IReadOnlyList<PastPrices>>(all[Math.Max(0, Array.FindLastIndex(all, past => past.From <= instant))..]);
    }
}
