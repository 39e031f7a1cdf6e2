using Commerce.Domain.Discounts;
using Commerce.Domain.Pricing;
using static Commerce.Domain.Discounts.DiscountEffect;
using static Commerce.Domain.Specs.Discounts.Promotions;

namespace Commerce.Domain.Specs.Discounts;

public class ConditionSpecs
{
    private static readonly DiscountRule Tenth = Rule("tenth", new ItemPercent(1000));

    private static readonly DiscountConditions Always = DiscountConditions.Always;

    [Fact]
    public void begins_at_its_instant_and_has_ended_at_its_end()
    {
        Assert.Equal(TraceStep.Accepted, Verdict(Tenth with { From = Noon, To = Noon.AddTicks(1) }));
        Assert.Equal("not_started", Verdict(Tenth with { From = Noon.AddTicks(1) }));
        Assert.Equal("expired", Verdict(Tenth with { To = Noon }));
    }

    [Fact]
    public void is_for_its_groups_channels_countries_and_currencies()
    {
        var member = Customer with { Groups = ["staff", "vip"] };

        Assert.Equal(TraceStep.Accepted, Verdict(When(Always with { Groups = ["press", "vip"] }), member));
        Assert.Equal("group", Verdict(When(Always with { Groups = ["press"] }), member));
        Assert.Equal("sign_in", Verdict(When(Always with { Groups = ["press"] }), Stranger));
        Assert.Equal(TraceStep.Accepted, Verdict(When(Always with { Channels = ["app", "web"] })));
        Assert.Equal("channel", Verdict(When(Always with { Channels = ["app"] })));
        Assert.Equal(TraceStep.Accepted, Verdict(When(Always with { Countries = ["AT", "DE"] })));
        Assert.Equal("country", Verdict(When(Always with { Countries = ["AT"] })));
        Assert.Equal("country", Verdict(When(Always with { Countries = ["DE"] }), Stranger with { Country = null }));
        Assert.Equal("currency", Verdict(When(Always with { Currencies = ["JPY"] })));
        Assert.Equal("currency", Verdict(Tenth with { Effect = new OrderAmount(new Dictionary<string, long> { ["JPY"] = 100 }) }));
        Assert.Equal("currency", Verdict(When(Always with { MinSpend = new Dictionary<string, long> { ["JPY"] = 100 } })));
    }

    [Fact]
    public void is_for_the_first_order_of_a_customer()
    {
        Assert.Equal(TraceStep.Accepted, Verdict(When(Always with { FirstOrder = true }), Newcomer));
        Assert.Equal("first_order", Verdict(When(Always with { FirstOrder = true }), Customer));
        Assert.Equal("sign_in", Verdict(When(Always with { FirstOrder = true }), Stranger));
        Assert.Equal("sign_in", Verdict(When(Always with { SignedIn = true }), Stranger));
        Assert.Equal("sign_in", Verdict(Tenth with { Budget = new(PerCustomer: 1) }, Stranger));
    }

    [Theory]
    [InlineData(DayOfWeek.Wednesday, "12:00", "13:00", true)]
    [InlineData(DayOfWeek.Wednesday, "11:00", "12:00", false)]
    [InlineData(DayOfWeek.Tuesday, "12:00", "13:00", false)]
    [InlineData(DayOfWeek.Wednesday, "00:00", "00:00", true)]
    [InlineData(DayOfWeek.Wednesday, "20:00", "20:00", true)]
    [InlineData(DayOfWeek.Tuesday, "18:00", "12:01", true)]
    [InlineData(DayOfWeek.Tuesday, "18:00", "12:00", false)]
    [InlineData(DayOfWeek.Wednesday, "11:59", "06:00", true)]
    [InlineData(DayOfWeek.Wednesday, "12:01", "06:00", false)]
    public void is_open_at_its_hours_of_the_week(DayOfWeek day, string from, string to, bool isOpen) =>
        Assert.Equal(isOpen ? TraceStep.Accepted : "weekly_window", Verdict(When(Always with { Weekly = [new(day, TimeOnly.ParseExact(from, "HH:mm"), TimeOnly.ParseExact(to, "HH:mm"))] })));

    [Fact]
    public void reads_its_hours_in_utc() =>
        Assert.Equal(TraceStep.Accepted, Verdict(When(Always with { Weekly = [new(DayOfWeek.Wednesday, new(12, 0), new(13, 0))] }), Stranger with { Instant = Noon.ToOffset(TimeSpan.FromHours(14)) }));

    [Fact]
    public void wants_so_much_spent_on_its_goods_after_what_came_before()
    {
        var rule = When(Always with { MinSpend = Euro(2000) }) with { Target = Only("shirt") };

        Assert.Equal(TraceStep.Accepted, new Promotions(rule).Verdict(("shirt", 1)));
        Assert.Equal("no_target", new Promotions(rule).Verdict(("hat", 9)));
        Assert.Equal("minimum_spend", new Promotions(rule, Rule("before", new ItemAmount(Euro(1)))).Verdict(("shirt", 1), ("hat", 9)));
    }

    [Fact]
    public void wants_so_many_units_of_its_goods()
    {
        var rule = When(Always with { MinUnits = 3 }) with { Target = Only("shirt", "hat") };

        Assert.Equal(TraceStep.Accepted, new Promotions(rule).Verdict(("shirt", 1), ("hat", 2)));
        Assert.Equal("minimum_units", new Promotions(rule).Verdict(("shirt", 1), ("hat", 1), ("socks", 9)));
    }

    [Fact]
    public void is_over_when_its_uses_are_spent() => Assert.Equal("limit_reached", (new Promotions(Tenth) with { Spent = ["tenth"] }).Verdict(("shirt", 1)));

    private static DiscountRule When(DiscountConditions conditions) => Tenth with { When = conditions };

    private static string Verdict(DiscountRule rule, BuyerContext? buyer = null) => (new Promotions(rule) with { Buyer = buyer ?? Stranger }).Verdict(("shirt", 1));
}
