using Commerce.Domain.Orders;
using Commerce.Domain.Pricing;
using Commerce.Domain.Specs.Pricing.Drawn;
using CsCheck;
using static Commerce.Domain.Orders.Order;

namespace Commerce.Domain.Specs.Pricing;

/// <summary>Orders of random carts, given back in random parts.</summary>
public class PricedOrderSpecs
{
    [Fact]
    public void give_back_exactly_what_was_paid_in_any_order_and_grouping_of_units() => Gen.Int[0, int.MaxValue].Sample(
        seed =>
        {
            var (draw, quote) = (new Draw(seed), DrawnCart.Of(seed).Price().Quote);
            if (quote.Lines.Count == 0)
                return;

            var order = Placed(quote);
            if (draw.Chance(50))
                order = Run(order, new Command.Fulfil(Guid.NewGuid(), [.. quote.Lines.Select(line => new LineUnits(line.LineId, draw.Int(1, line.Units)))], null, "ann"));
            foreach (var part in Parts(((Known)order).Book, draw))
                order = Run(order, new Command.RequestRefund(Guid.NewGuid(), part, Money.Zero(quote.Currency), Money.Zero(quote.Currency), "broken", "ann"));
            if (quote.ShippingTotal + (quote.ShippingTax ?? Money.Zero(quote.Currency)) is { IsZero: false } shipping)
                order = Run(order, new Command.RequestRefund(Guid.NewGuid(), [], shipping, Money.Zero(quote.Currency), "late", "ann"));

            Assert.Equal(quote.Total, ((Known)order).Book.Refunded);
            Assert.All(((Known)order).Book.Refunds, refund => Assert.True(refund.Amount.Amount >= 0));
        },
        iter: 20_000);

    /// <summary>All units in random groups and order; each group names sent or open units as they are.</summary>
    private static IEnumerable<RefundUnits[]> Parts(OrderBook book, Draw draw)
    {
        var units = draw.Shuffled(book.Lines.SelectMany(line => Enumerable.Range(0, line.Units).Select(unit => (line.LineId, Returned: unit < book.Sent(line.LineId)))));
        for (var taken = 0; taken < units.Count;)
        {
            var group = units.Skip(taken).Take(draw.Int(1, units.Count)).ToList();
            taken += group.Count;
            yield return [.. group.GroupBy(unit => unit).Select(same => new RefundUnits(same.Key.LineId, same.Count(), same.Key.Returned))];
        }
    }

    private static Order Placed(Quote quote)
    {
        var address = new PostalAddress("Ann", "Main Street 1", "Vienna", "1010", "AT");
        var order = Evolve(Initial, new Event.Placed(1, Guid.NewGuid(), Guid.NewGuid(), null, "ann@example.com", address, address, quote, new(Guid.NewGuid(), "sandbox", "pay_1"), null, default));

        return quote.Total.IsZero ? order : Run(order, new Command.TakePayment(quote.Total));
    }

    private static Order Run(Order order, Command command)
    {
        var decision = Decide(order, command, default);
        Assert.Null(decision.Refusal);
        return decision.Events.Aggregate(order, Evolve);
    }
}
