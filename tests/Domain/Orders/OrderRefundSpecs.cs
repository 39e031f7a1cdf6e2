using Commerce.Domain.Orders;
using Commerce.Domain.Pricing;
using CsCheck;
using static Commerce.Domain.Orders.Order;

namespace Commerce.Domain.Specs.Orders;

public class OrderRefundSpecs
{
    private static readonly Gen<(long Total, int Units)[]> Lines = Gen.Select(Gen.Long[0, 1_000_000], Gen.Int[1, 9]).Array[1, 5];

    [Fact]
    public void return_exactly_what_was_paid_in_any_order_and_grouping() => Gen.Select(Lines, Gen.Long[0, 5000], Gen.Enum<Rounding>(), Gen.Int).Sample((lines, shipping, rounding, seed) =>
    {
        var random = new Random(seed);
        var order = Paid(lines, shipping, rounding);
        order = random.Next(2) == 0 ? order : Run(order, new Command.Fulfil(Guid.NewGuid(), [.. lines.Select((line, i) => new LineUnits($"{i}", random.Next(1, line.Units + 1)))], null, "ann"));

        foreach (var part in Parts((Known)order, random))
            order = Run(order, new Command.RequestRefund(Guid.NewGuid(), part, Euro(0), Euro(0), "broken", "ann"));
        if (shipping > 0)
            order = Run(order, new Command.RequestRefund(Guid.NewGuid(), [], Euro(shipping), Euro(0), "late", "ann"));

        Assert.Equal(((Known)order).Book.Captured, ((Known)order).Book.Refunded);
        Assert.All(((Known)order).Book.Refunds, refund => Assert.True(refund.Amount.Amount >= 0));
    });

    [Fact]
    public void never_exceed_what_was_taken_whatever_is_asked() => Gen.Select(Lines, Gen.Long[0, 5000], Gen.Select(Gen.Long[-10, 2_000_000], Gen.Int[-1, 5], Gen.Int[-1, 10], Gen.Bool).Array[0, 20]).Sample((lines, shipping, wishes) =>
    {
        var order = Paid(lines, shipping, Rounding.HalfUp);

        foreach (var (other, line, units, returned) in wishes)
        {
            var decision = Decide(order, new Command.RequestRefund(Guid.NewGuid(), units == 0 ? [] : [new($"{line}", units, returned)], Euro(0), Euro(other), "x", "ann"), default);
            order = decision.Events.Aggregate(order, Evolve);
        }

        var book = ((Known)order).Book;
        Assert.InRange(book.Refunded.Amount, 0, book.Captured.Amount);
        Assert.Equal(book.Refunded, Money.Sum("EUR", book.Refunds.Select(refund => Money.Sum("EUR", refund.Lines.Select(part => part.Amount)) + refund.Shipping + refund.Other)));
    });

    /// <summary>All units of the order, in random groups and order; each group names sent or open units as they are.</summary>
    private static IEnumerable<RefundUnits[]> Parts(Known order, Random random)
    {
        var units = order.Book.Lines.SelectMany(line => Enumerable.Range(0, line.Units).Select(unit => (line.LineId, Returned: unit < order.Book.Sent(line.LineId)))).ToArray();
        random.Shuffle(units);

        for (var taken = 0; taken < units.Length;)
        {
            var group = units.Skip(taken).Take(random.Next(1, units.Length + 1)).ToArray();
            taken += group.Length;
            yield return [.. group.GroupBy(unit => unit).Select(same => new RefundUnits(same.Key.LineId, same.Count(), same.Key.Returned))];
        }
    }

    private static Order Paid((long Total, int Units)[] lines, long shipping, Rounding rounding)
    {
        var sum = lines.Sum(line => line.Total);
        var quote = new Quote(
            "EUR", [.. lines.Select((line, i) => new QuoteLine($"{i}", $"v{i}", "s", "t", line.Units, Euro(0), Euro(0), Euro(line.Total), [], Euro(0), Euro(line.Total)))],
            null, Euro(sum), Euro(0), Euro(shipping), Euro(0), Euro(sum + shipping), 1, rounding);
        var address = new PostalAddress("Ann", "Main Street 1", "Vienna", "1010", "AT");
        var terms = new Event.Placed(1, Guid.NewGuid(), Guid.NewGuid(), null, "ann@example.com", address, address, quote, new(Guid.NewGuid(), "sandbox", "pay_1"), null, default);

        return Run(Evolve(Initial, terms), new Command.TakePayment(quote.Total));
    }

    private static Order Run(Order order, Command command) =>
        Decide(order, command, default) is { Refusal: null } decision ? decision.Events.Aggregate(order, Evolve) : throw new InvalidOperationException($"{command} was refused.");

    private static Money Euro(long amount) => new(amount, "EUR");
}
