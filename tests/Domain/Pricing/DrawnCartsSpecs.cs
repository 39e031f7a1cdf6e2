using Commerce.Domain.Discounts;
using Commerce.Domain.Pricing;
using Commerce.Domain.Specs.Pricing.Drawn;

namespace Commerce.Domain.Specs.Pricing;

/// <summary>Laws over random carts say something only if the carts meet the rules.</summary>
public class DrawnCartsSpecs
{
    private const int Carts = 6_000;
    private const int Often = 10;

    private static readonly Dictionary<string, int> Met = Meet();

    [Theory]
    [InlineData(TraceStage.Price, "accepted no_price below_first_tier currency company group channel country not_started expired higher_level_won priority_won more_specific_won lower_price_won not_lower")]
    [InlineData(TraceStage.Bundle, "accepted no_price bundle_gone bundle_changed")]
    [InlineData(TraceStage.Item, "accepted no_target incomplete minimum_spend minimum_units nothing_off better_in_group after_exclusive not_alone stopped no_coupon limit_reached")]
    [InlineData(TraceStage.BuyGet, "accepted no_target incomplete cap gift_unknown better_in_group after_exclusive stopped")]
    [InlineData(TraceStage.Order, "accepted no_target incomplete nothing_off better_in_group after_exclusive stopped")]
    [InlineData(TraceStage.Shipping, "accepted shipping_not_offered")]
    [InlineData(TraceStage.ShippingDiscount, "accepted no_shipping nothing_off after_exclusive")]
    [InlineData(TraceStage.Tax, "accepted no_rate no_zone")]
    [InlineData(TraceStage.Rounding, "accepted")]
    public void meet_every_outcome(string stage, string outcomes) => Assert.All(outcomes.Split(' '), outcome => Assert.InRange(Met.GetValueOrDefault($"{stage} {outcome}"), Often, Carts));

    [Fact]
    public void meet_discounts_of_every_kind() => Assert.All(
        typeof(DiscountEffect).GetNestedTypes(), kind => Assert.InRange(Met.GetValueOrDefault(kind.Name), Often, Carts));

    [Fact]
    public void meet_every_end_of_a_coupon() => Assert.All(
        typeof(CouponRefusal).GetFields().Select(field => (string?)field.GetValue(null)).Append(null), refused => Assert.InRange(Met.GetValueOrDefault($"coupon {refused}"), Often, Carts));

    [Fact]
    public void meet_taxes_of_several_rates_added_and_included() =>
        Assert.All(new[] { "added 1", "added 2", "included 1", "included 2" }, taxes => Assert.InRange(Met.GetValueOrDefault(taxes), Often, Carts));

    [Fact]
    public void meet_discounts_whose_money_is_gone_suffices_and_does_not() =>
        Assert.All(new[] { "money gone", "money enough", "money all of it" }, money => Assert.InRange(Met.GetValueOrDefault(money), Often, Carts));

    /// <summary>All that a discount takes off.</summary>
    internal static long Off(Quote quote, string discount) => quote.Lines.SelectMany(line => line.Discounts).Concat(quote.ShippingDiscounts).Where(share => share.DiscountId == discount).Sum(share => share.Amount.Amount);

    private static Dictionary<string, int> Meet()
    {
        var met = new Dictionary<string, int>();
        for (var seed = 0; seed < Carts; seed++)
        {
            var cart = DrawnCart.Of(seed);
            var (quote, _, coupons, trace) = cart.Price(explain: true);
            var kinds = trace!.Steps.Where(step => step.Outcome == TraceStep.Accepted).Select(step => cart.Shop.Discounts.Discounts.FirstOrDefault(rule => rule.Code == step.Rule)?.Effect.GetType().Name);
            var money = cart.Basket.Left!.Where(left => left.Left.Currency == quote.Currency).Select(left => (Left: left.Left.Amount, Off: Off(quote, left.Discount)))
                .Select(money => money.Left == 0 ? "money gone" : money.Off == money.Left ? "money all of it" : money.Off > 0 ? "money enough" : null);
            foreach (var what in trace.Steps.Select(step => $"{step.Stage} {step.Outcome}").Concat(kinds).Concat(money).Concat(coupons.Select(coupon => $"coupon {coupon.Refused}")).Append(
                $"{(quote.Taxes.Any(tax => tax.Included) ? "included" : "added")} {quote.Taxes.Count}").OfType<string>().Distinct())
                met[what] = met.GetValueOrDefault(what) + 1;
        }

        return met;
    }
}
