using Commerce.Domain.Discounts;
using Commerce.Domain.Pricing;
using static Commerce.Domain.Discounts.DiscountEffect;
using static Commerce.Domain.Specs.Discounts.Promotions;

namespace Commerce.Domain.Specs.Discounts;

public class CouponSpecs
{
    private static readonly DiscountRule Tenth = Rule("tenth", new ItemPercent(1000)) with { Coupons = new(["SAVE10"]) };

    private static readonly PresentedCoupon Save10 = new("SAVE10", "tenth");

    [Fact]
    public void opens_its_discount_and_says_what_it_took_off()
    {
        var priced = With(Tenth).Price(("shirt", 2));

        Assert.Equal(new CouponOutcome("SAVE10", "tenth", null), Assert.Single(priced.Coupons));
        Assert.Equal(new AppliedCoupon("SAVE10", "tenth", new(400, "EUR")), Assert.Single(priced.Quote.Coupons));
        Assert.Equal("no_coupon", new Promotions(Tenth).Verdict(("shirt", 2)));
    }

    [Fact]
    public void is_unknown_when_no_discount_in_force_knows_it()
    {
        Assert.Equal("unknown", (new Promotions(Tenth) with { Coupons = [new("TYPO", null)] }).Refused(("shirt", 1)));
        Assert.Equal("unknown", (new Promotions(Tenth) with { Coupons = [new("OLD", "archived")] }).Refused(("shirt", 1)));
        Assert.Equal("unknown", (new Promotions() with { Coupons = [Save10] }).Refused(("shirt", 1)));
    }

    [Fact]
    public void is_refused_before_its_time_and_after()
    {
        Assert.Equal("not_started", With(Tenth with { From = Noon.AddDays(1) }).Refused(("shirt", 1)));
        Assert.Equal("expired", With(Tenth with { To = Noon }).Refused(("shirt", 1)));
    }

    [Fact]
    public void is_refused_when_its_uses_are_spent()
    {
        Assert.Equal("limit_reached", (With(Tenth) with { Coupons = [Save10 with { Refused = CouponRefusal.LimitReached }] }).Refused(("shirt", 1)));
        Assert.Equal("limit_reached", (With(Tenth) with { Spent = ["tenth"] }).Refused(("shirt", 1)));
        Assert.Equal(0, (With(Tenth) with { Coupons = [Save10 with { Refused = CouponRefusal.LimitReached }] }).Off(("shirt", 1)));
    }

    [Fact]
    public void wants_the_customer_to_sign_in_where_that_could_help()
    {
        Assert.Equal("sign_in_required", With(Tenth with { When = new(FirstOrder: true) }).Refused(("shirt", 1)));
        Assert.Equal("sign_in_required", With(Tenth with { When = new(Groups: ["vip"]) }).Refused(("shirt", 1)));
        Assert.Equal("sign_in_required", With(Tenth with { Budget = new(PerCustomer: 1) }).Refused(("shirt", 1)));
        Assert.Null((With(Tenth with { Budget = new(PerCustomer: 1) }) with { Buyer = Customer }).Refused(("shirt", 1)));
    }

    [Fact]
    public void is_not_for_everyone_and_everything()
    {
        Assert.Equal("not_eligible", (With(Tenth with { When = new(Groups: ["vip"]) }) with { Buyer = Customer }).Refused(("shirt", 1)));
        Assert.Equal("not_eligible", With(Tenth with { When = new(Countries: ["AT"]) }).Refused(("shirt", 1)));
        Assert.Equal("not_eligible", With(Tenth with { Target = Only("hat") }).Refused(("shirt", 1)));
        Assert.Equal("not_eligible", With(Tenth with { Effect = new ItemFixedPrice(Euro(2000)) }).Refused(("shirt", 1)));
    }

    [Fact]
    public void says_that_a_minimum_is_not_met()
    {
        Assert.Equal("minimum_not_met", With(Tenth with { When = new(MinSpend: Euro(2001)) }).Refused(("shirt", 1)));
        Assert.Equal("minimum_not_met", With(Tenth with { When = new(MinUnits: 2) }).Refused(("shirt", 1)));
        Assert.Equal("minimum_not_met", With(Tenth with { Effect = new BuyGet(1, 1, null, 5000) }).Refused(("shirt", 1)));
    }

    [Fact]
    public void does_not_go_together_with_what_is_exclusive_or_better()
    {
        Assert.Equal("not_combinable", With(Tenth, Rule("a", new ItemPercent(100)) with { Stacking = Stacking.Exclusive }).Refused(("shirt", 1)));
        Assert.Equal("not_combinable", With(Tenth, Rule("a", new ItemPercent(100)) with { Stacking = Stacking.StopAfter }).Refused(("shirt", 1)));
        Assert.Equal("not_combinable", With(Tenth with { Stacking = Stacking.Exclusive }, Rule("a", new ItemPercent(100))).Refused(("shirt", 1)));
        Assert.Equal(
            "not_combinable",
            With(Tenth with { Stacking = Stacking.BestOfGroup, ExclusionGroup = "x" }, Rule("a", new ItemPercent(2000)) with { Stacking = Stacking.BestOfGroup, ExclusionGroup = "x" }).Refused(("shirt", 1)));
    }

    [Fact]
    public void is_applied_already_when_another_code_opened_its_discount()
    {
        Assert.Equal([null, "already_applied"], Outcomes(Save10, Save10));
        Assert.Equal([null, "already_applied"], Outcomes(Save10, new("BATCH-1", "tenth")));
        Assert.Equal(["limit_reached", null], Outcomes(new("BATCH-1", "tenth", CouponRefusal.LimitReached), Save10));
        Assert.Equal(new AppliedCoupon("SAVE10", "tenth", new(200, "EUR")), Assert.Single((With(Tenth) with { Coupons = [Save10, new("BATCH-1", "tenth")] }).Price(("shirt", 1)).Quote.Coupons));
    }

    private static Promotions With(params DiscountRule[] rules) => new Promotions(rules) with { Coupons = [Save10] };

    private static IEnumerable<string?> Outcomes(params PresentedCoupon[] coupons) => (With(Tenth) with { Coupons = coupons }).Price(("shirt", 1)).Coupons.Select(coupon => coupon.Refused);
}
