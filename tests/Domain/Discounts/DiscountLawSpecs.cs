using Commerce.Domain.Discounts;
using Commerce.Domain.Pricing;
using CsCheck;
using static Commerce.Domain.Specs.Discounts.RandomDiscounts;

namespace Commerce.Domain.Specs.Discounts;

public class DiscountLawSpecs
{
    private static readonly Gen<(DiscountRule[] Rules, BasketLine[] Lines, IReadOnlyDictionary<string, long> Prices)> Cases = Gen.Select(Some(Any), Lines, Prices);

    [Fact]
    public void never_takes_more_off_a_line_than_it_costs_and_accounts_for_every_minor_unit() => Cases.Sample(one =>
    {
        var (quote, _, _, trace) = Price(one.Rules, one.Lines, one.Prices);

        Assert.All(quote.Lines, line => Assert.InRange(line.Total.Amount, 0, line.Subtotal.Amount));
        Assert.All(quote.Lines, line => Assert.Equal(line.Subtotal.Amount - line.Total.Amount, line.Discounts.Sum(share => share.Amount.Amount)));
        Assert.All(quote.Lines.SelectMany(line => line.Discounts), share => Assert.True(share.Amount.Amount > 0));
        Assert.Equal(quote.Total.Amount, trace!.Steps.Sum(step => step.Amount));
    });

    [Fact]
    public void tells_of_every_rule_and_keeps_every_cap() => Cases.Sample(one =>
    {
        var priced = Price(one.Rules, one.Lines, one.Prices);

        foreach (var rule in one.Rules)
        {
            var off = priced.Quote.Lines.SelectMany(line => line.Discounts).Where(share => share.DiscountId == rule.Code).Sum(share => share.Amount.Amount);
            Assert.InRange(off, 0, rule.MostOff?["EUR"] ?? long.MaxValue);
            Assert.Contains(priced.Trace!.Steps, step => step.Rule == rule.Code);
        }
    });

    [Fact]
    public void costs_the_same_in_any_order_of_lines() => Gen.Select(Cases, Gen.Int).Sample((one, seed) =>
    {
        var shuffled = one.Lines.OrderBy(line => HashCode.Combine(line.LineId, seed)).ToArray();
        var (quote, other) = (Price(one.Rules, one.Lines, one.Prices).Quote, Price(one.Rules, shuffled, one.Prices).Quote);

        Assert.Equal(quote.Lines.OrderBy(line => line.LineId, StringComparer.Ordinal), other.Lines.OrderBy(line => line.LineId, StringComparer.Ordinal));
        Assert.Equal(quote.Total, other.Total);
    });

    [Fact]
    public void says_the_same_with_reasons_and_without() => Cases.Sample(one =>
        Assert.Equal(Price(one.Rules, one.Lines, one.Prices).Quote, Price(one.Rules, one.Lines, one.Prices, explain: false).Quote), iter: 1000);

    /// <summary>What it may be and what must not be among the others, docs/discounts.md says.</summary>
    [Fact]
    public void never_costs_more_with_one_more_stackable_discount() => Gen.Select(Some(Steady), Any, Lines, Prices).Sample((rules, more, lines, prices) =>
    {
        more = more with { Code = "more", Stacking = Stacking.Stackable, ExclusionGroup = null };

        Assert.True(Cost(Price([.. rules, more], lines, prices)) <= Cost(Price(rules, lines, prices)));
    }, iter: 2000);

    [Fact]
    public void applies_at_most_one_of_a_group_and_none_that_leaves_more_to_pay() => Gen.Select(Some(Steady), Lines, Prices).Sample((rules, lines, prices) =>
    {
        var members = rules.Where(rule => rule.ExclusionGroup is not null).ToArray();
        var quote = Price(rules, lines, prices).Quote;
        var applied = quote.Lines.SelectMany(line => line.Discounts).Select(share => share.DiscountId).Distinct();

        Assert.InRange(applied.Intersect(members.Select(rule => rule.Code)).Count(), 0, 1);
        Assert.All(members, member => Assert.True(quote.Total <= Price([.. rules.Except(members), member], lines, prices).Quote.Total));
    });

    /// <summary>What is paid, with what presents are worth counted as saved.</summary>
    private static long Cost(PricedBasket priced) => priced.Quote.Total.Amount - priced.Quote.Lines.Where(line => line.Gift is not null).Sum(line => line.Subtotal.Amount);

    private static PricedBasket Price(DiscountRule[] rules, BasketLine[] lines, IReadOnlyDictionary<string, long> prices, bool explain = true) =>
        (new Promotions(rules) with { Prices = prices }).Price(new Basket(lines), explain);
}
