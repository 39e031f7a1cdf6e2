using Commerce.Domain.Discounts;
using Commerce.Domain.Pricing;
using static Commerce.Domain.Discounts.DiscountEffect;
using static Commerce.Domain.Specs.Discounts.Promotions;

namespace Commerce.Domain.Specs.Discounts;

public class StackingSpecs
{
    [Fact]
    public void applies_an_exclusive_discount_alone()
    {
        var alone = Rule("alone", new ItemPercent(1000)) with { Stacking = Stacking.Exclusive, Priority = 1 };

        Assert.Equal([("alone", "accepted"), ("item", "after_exclusive"), ("order", "after_exclusive")], Outcomes(new(alone, Rule("item", new ItemPercent(5000)), Rule("order", new OrderPercent(5000))), ("shirt", 1)));
        Assert.Equal([("item", "accepted"), ("alone", "not_alone")], Outcomes(new(alone with { Priority = 200 }, Rule("item", new ItemPercent(5000))), ("shirt", 1)));
        Assert.Equal([("item", "no_target"), ("alone", "accepted")], Outcomes(new(alone with { Priority = 200 }, Rule("item", new ItemPercent(5000), Only("hat"))), ("shirt", 1)));
    }

    [Fact]
    public void applies_the_first_of_several_exclusive_ones()
    {
        var (b, a) = (Rule("b", new ItemPercent(5000)) with { Stacking = Stacking.Exclusive }, Rule("a", new ItemPercent(1000)) with { Stacking = Stacking.Exclusive });

        Assert.Equal([("a", "accepted"), ("b", "after_exclusive")], Outcomes(new(b, a), ("shirt", 1)));
    }

    [Fact]
    public void ends_its_phase_and_no_other()
    {
        var last = Rule("last", new ItemPercent(1000)) with { Stacking = Stacking.StopAfter };

        Assert.Equal(
            [("first", "accepted"), ("last", "accepted"), ("late", "stopped"), ("order", "accepted")],
            Outcomes(new(Rule("first", new ItemPercent(1000)) with { Priority = 1 }, last, Rule("late", new ItemPercent(1000)) with { Priority = 200 }, Rule("order", new OrderPercent(1000))), ("shirt", 1)));
    }

    [Fact]
    public void applies_the_best_of_a_group_for_this_basket()
    {
        var (percent, amount) = (Best("percent", new ItemPercent(1000)), Best("amount", new OrderAmount(Euro(300))));

        Assert.Equal([("percent", "better_in_group"), ("amount", "accepted")], Outcomes(new(percent, amount), ("shirt", 1))); // 200 against 300
        Assert.Equal([("percent", "accepted"), ("amount", "better_in_group")], Outcomes(new(percent, amount), ("shirt", 2))); // 400 against 300
        Assert.Equal([("percent", "accepted"), ("amount", "better_in_group")], Outcomes(new(percent, amount with { Effect = new OrderAmount(Euro(200)) }), ("shirt", 1))); // equal: the first
    }

    [Fact]
    public void finds_the_best_together_with_what_comes_between()
    {
        // By itself 1000 off the order is best. But half off each item comes first: 50 % and 25 % of the rest leave 750, 50 % and 1000 off leave 0.
        var rules = new Promotions(Best("quarter", new ItemPercent(2500)) with { Priority = 200 }, Best("amount", new OrderAmount(Euro(1000))), Rule("half", new ItemPercent(5000)));
        Assert.Equal(0, rules.Price(("shirt", 1)).Quote.Total.Amount);

        // And with a minimum that half off leaves unmet, the quarter is.
        var strict = rules with { Rules = [rules.Rules[0], rules.Rules[1] with { When = new(MinSpend: Euro(1500)) }, rules.Rules[2]] };
        Assert.Equal([("half", "accepted"), ("quarter", "accepted"), ("amount", "minimum_spend")], Outcomes(new(strict.Rules), ("shirt", 1)));
    }

    [Fact]
    public void lets_every_member_say_why_when_none_of_a_group_applies() =>
        Assert.Equal(
            [("a", "minimum_units"), ("b", "minimum_spend")],
            Outcomes(new(Best("a", new ItemPercent(1000)) with { When = new(MinUnits: 2) }, Best("b", new ItemPercent(1000)) with { When = new(MinSpend: Euro(9999)) }), ("shirt", 1)));

    [Fact]
    public void counts_a_present_in_a_group_with_what_it_is_worth()
    {
        Assert.Equal([("item", "better_in_group"), ("mug", "accepted")], Outcomes(new(Best("item", new ItemPercent(4000)), Best("mug", new GiftItem("mug", 1))), ("shirt", 1)));
        Assert.Equal([("item", "accepted"), ("mug", "better_in_group")], Outcomes(new(Best("item", new ItemPercent(4300)), Best("mug", new GiftItem("mug", 1))), ("shirt", 1)));
    }

    [Fact]
    public void settles_several_groups_one_after_the_other()
    {
        DiscountRule[] rules =
        [
            Best("a1", new ItemPercent(1000)), Best("a2", new ItemPercent(2000)),
            Best("b1", new OrderPercent(3000)) with { ExclusionGroup = "b" }, Best("b2", new OrderPercent(1000)) with { ExclusionGroup = "b" },
        ];

        Assert.Equal([("a1", "better_in_group"), ("a2", "accepted"), ("b1", "accepted"), ("b2", "better_in_group")], Outcomes(new(rules), ("shirt", 1)));
    }

    [Fact]
    public void says_the_same_with_and_without_its_reasons()
    {
        var rules = new Promotions(Best("a", new ItemPercent(1000)), Best("b", new OrderAmount(Euro(300))), Best("c", new GiftItem("mug", 1)), Rule("d", new BuyGet(1, 1, null, 5000)));
        var basket = new Basket([new("1", 3, Goods("shirt")), new("2", 2, Goods("socks"))]);

        Assert.Equal(rules.Price(basket, explain: true).Quote, rules.Price(basket, explain: false).Quote);
    }

    private static DiscountRule Best(string code, DiscountEffect effect) => Rule(code, effect) with { Stacking = Stacking.BestOfGroup, ExclusionGroup = "a" };

    /// <summary>Every rule in the order of application, with what became of it.</summary>
    private static IEnumerable<(string Rule, string Outcome)> Outcomes(Promotions rules, params (string, int)[] lines) => rules.Price(lines).Trace!.Steps
        .Where(step => step.Rule != PriceListDefinition.Base && step.Stage is not (TraceStage.Rounding or TraceStage.Tax or TraceStage.Shipping)).Select(step => (step.Rule, step.Outcome)).Distinct();
}
