using System.Text.Json;
using Commerce.Domain.Discounts;
using Commerce.Domain.Pricing;
using Commerce.Domain.Specs.Pricing.Drawn;
using CsCheck;

namespace Commerce.Domain.Specs.Pricing;

/// <summary>What holds for every price that is made, whatever the rules.</summary>
public class PricingLawsSpecs
{
    private const int Shops = 4_000;
    private const int CartsOfEach = 5;

    [Fact]
    public void parts_sum_to_their_wholes() => Hold(cart =>
    {
        var quote = cart.Price().Quote;
        long Sum(Func<QuoteLine, Money> part) => Money.Sum(quote.Currency, quote.Lines.Select(part)).Amount;

        Assert.All(quote.Lines, line => Assert.Equal(line.Total, line.Subtotal - Money.Sum(quote.Currency, line.Discounts.Select(discount => discount.Amount)) + line.Tax));
        Assert.All(quote.Lines, line => Assert.Equal(line.Total.Amount, Allocation.Units(line.Total.Amount, line.Units, quote.Rounding).Sum()));
        Assert.All(quote.Bundles, bundle => Assert.Equal(bundle.Price, Money.Sum(quote.Currency, quote.Lines.Where(line => line.Bundle == bundle.LineId).Select(line => line.Subtotal))));
        Assert.Equal(quote.Subtotal.Amount, Sum(line => line.Subtotal));
        Assert.Equal(quote.DiscountTotal.Amount, quote.Lines.Sum(line => line.Discounts.Sum(discount => discount.Amount.Amount)));
        Assert.Equal(quote.Tax.Amount, Sum(line => line.Tax) + (quote.ShippingTax?.Amount ?? 0));
        Assert.Equal(quote.Taxes.Sum(tax => tax.Amount.Amount), quote.Lines.Sum(line => line.Tax.Amount + (line.IncludedTax?.Amount ?? 0)) + (quote.ShippingTax?.Amount ?? 0) + OnShipping(quote));
        Assert.Equal((quote.Shipping?.Amount.Amount ?? 0) - quote.ShippingDiscounts.Sum(discount => discount.Amount.Amount), quote.ShippingTotal.Amount);
        Assert.Equal(quote.Total, quote.Subtotal - quote.DiscountTotal + quote.ShippingTotal + quote.Tax);
        Assert.Equal(quote.Total.Amount, Sum(line => line.Total) + quote.ShippingTotal.Amount + (quote.ShippingTax?.Amount ?? 0));
    });

    /// <summary>Without discounts and with them, both without sending, whose cost may depend on what the goods come to.</summary>
    [Fact]
    public void a_total_is_never_below_zero_nor_above_that_without_discounts() => Hold(cart =>
    {
        var quote = (cart with { Basket = cart.Basket with { ShippingMethod = null } }).Price().Quote;
        var undiscounted = PricingEngine.Price(cart.Basket with { ShippingMethod = null }, cart.Buyer, cart.Rules with { Discounts = DiscountRuleset.None }).Quote;

        Assert.InRange(quote.Total.Amount, 0, undiscounted.Total.Amount);
        Assert.InRange(cart.Price().Quote.ShippingTotal.Amount, 0, cart.Price().Quote.Shipping?.Amount.Amount ?? 0);
        Assert.All(quote.Lines, line => Assert.True(line.Subtotal.Amount >= line.Total.Amount - line.Tax.Amount && line.Total.Amount >= line.Tax.Amount && line.Tax.Amount >= 0));
        Assert.All(quote.Lines, line => Assert.InRange(line.UnitPrice.Amount, 0, line.ListPrice.Amount));
    });

    [Fact]
    public void the_order_of_lines_changes_nothing_but_the_order_of_lines() => Hold(cart =>
    {
        var shuffled = cart.Basket with { Lines = [.. cart.Basket.Lines.Reverse()] };
        var (quote, problems, _, _) = cart.Price();
        var (other, otherProblems, _, _) = PricingEngine.Price(shuffled, cart.Buyer, cart.Rules);

        Assert.Equal(quote, other with { Lines = [.. InOrderOf(quote.Lines, other.Lines)], Bundles = [.. other.Bundles.Reverse()] });
        Assert.Equal(problems.ToHashSet(), otherProblems.ToHashSet());

        // What is neither a gift nor a problem stands where it stood.
        var asked = cart.Basket.Lines.Select(line => line.LineId).Except(problems.Select(problem => problem.LineId).OfType<string>());
        Assert.Equal(asked, quote.Lines.Where(line => line.Gift is null).Select(line => line.Bundle ?? line.LineId).Distinct());
    });

    [Fact]
    public void splitting_a_line_changes_no_price() => Hold(cart =>
    {
        BasketLine[] Split(BasketLine line) => line.Goods is null || line.Units == 1 ? [line] : [line with { Units = 1 }, line with { LineId = $"{line.LineId}-", Units = line.Units - 1 }];
        BasketLine[] split = [.. cart.Basket.Lines.SelectMany(Split)];
        var (quote, other) = (cart.Price().Quote, PricingEngine.Price(cart.Basket with { Lines = split }, cart.Buyer, cart.Rules).Quote);

        Assert.Equal(quote.Subtotal - Gifts(quote), other.Subtotal - Gifts(other));
        Assert.All(other.Lines, line => Assert.Equal(quote.Lines.FirstOrDefault(one => one.LineId == line.LineId.TrimEnd('-'))?.UnitPrice ?? line.UnitPrice, line.UnitPrice));
    });

    [Fact]
    public void the_trace_sums_to_the_total_and_changes_nothing() => Hold(cart =>
    {
        var (priced, explained) = (cart.Price(), cart.Price(explain: true));

        Assert.Equal(priced.Quote, explained.Quote);
        Assert.Equal(priced.Coupons, explained.Coupons);
        Assert.Equal(explained.Quote.Total.Amount, explained.Trace!.Steps.Where(step => step.Outcome == TraceStep.Accepted).Sum(step => step.Amount));
        Assert.All(explained.Trace.Steps, step => Assert.True(step.Outcome == TraceStep.Accepted || step.Amount == 0));
        Assert.All(explained.Trace.Steps, step => Assert.Matches(@"^\S.*\.$", step.Text));
    });

    [Fact]
    public void the_same_input_gives_the_same_bytes() => Gen.Int[0, int.MaxValue].Sample(
        seed => Assert.Equal(JsonSerializer.SerializeToUtf8Bytes(DrawnCart.Of(seed).Price(explain: true)), JsonSerializer.SerializeToUtf8Bytes(DrawnCart.Of(seed).Price(explain: true))), iter: Shops);

    /// <summary>
    /// Goods before tax, with rules for items and for the whole order. A minimum, a tier of spending, free sending or an offer that looks for the cheapest unit may well be lost by a discount
    /// before it; and which line bears an odd cent of an order's discount may matter to a rule for some of the goods, or to their tax.
    /// </summary>
    [Fact]
    public void one_more_stackable_discount_never_makes_the_goods_dearer() => Gen.Int[0, int.MaxValue].Sample(
        seed =>
        {
            var (draw, cart) = (new Draw(seed), DrawnCart.Of(seed));
            var goods = DrawnShop.Goods(draw);
            var rules = draw.Many(1, 5, i => DrawnDiscounts.Plain(draw, i, goods));
            long Cost(IEnumerable<DiscountRule> some) => PricingEngine.Price(
                cart.Basket, cart.Buyer, cart.Rules with { Discounts = new(1, new([new(DateTimeOffset.MinValue, new(new([.. some])))])) }).Quote is var quote ? (quote.Subtotal - quote.DiscountTotal).Amount : 0;

            Assert.All(rules, rule => Assert.True(Cost(rules) <= Cost(rules.Where(other => other != rule))));
        },
        iter: Shops);

    [Fact]
    public void of_an_exclusion_group_one_rule_applies_and_an_exclusive_rule_applies_alone() => Hold(cart =>
    {
        var quote = cart.Price().Quote;
        var applied = quote.Lines.SelectMany(line => line.Discounts).Concat(quote.ShippingDiscounts).Select(share => share.DiscountId).Distinct()
            .Select(code => cart.Shop.Discounts.Discounts.First(rule => rule.Code == code)).ToList();

        Assert.All(applied.Where(rule => rule.Stacking == Stacking.BestOfGroup).GroupBy(rule => rule.ExclusionGroup), group => Assert.Single(group));
        Assert.True(applied.Count <= 1 || applied.TrueForAll(rule => rule.Stacking != Stacking.Exclusive));
    });

    [Fact]
    public void a_discount_takes_no_more_than_is_left_of_its_money() => Hold(cart =>
    {
        var quote = cart.Price().Quote;

        Assert.All(cart.Basket.Left!.Where(left => left.Left.Currency == quote.Currency), left => Assert.InRange(DrawnCartsSpecs.Off(quote, left.Discount), 0, left.Left.Amount));
    });

    private static long OnShipping(Quote quote) =>
        quote.Taxes.Where(tax => tax.Included).Sum(tax => tax.Amount.Amount) - quote.Lines.Sum(line => line.IncludedTax?.Amount ?? 0) is var rest && rest >= 0 && rest <= quote.ShippingTotal.Amount ? rest : -1;

    private static Money Gifts(Quote quote) => Money.Sum(quote.Currency, quote.Lines.Where(line => line.Gift is not null).Select(line => line.Subtotal));

    private static IEnumerable<QuoteLine> InOrderOf(IEnumerable<QuoteLine> order, IEnumerable<QuoteLine> lines) => order.Select(line => lines.Single(other => other.LineId == line.LineId));

    private static void Hold(Action<DrawnCart> law) => Gen.Int[0, int.MaxValue].Sample(seed => DrawnCart.Of(seed, CartsOfEach).ForEach(law), iter: Shops);
}
