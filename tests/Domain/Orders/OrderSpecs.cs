using System.Text;
using Commerce.Domain.Orders;
using Commerce.Domain.Pricing;
using static Commerce.Domain.Orders.Order;

namespace Commerce.Domain.Specs.Orders;

public class OrderSpecs
{
    private static readonly DateTimeOffset Noon = new(2026, 1, 5, 12, 0, 0, TimeSpan.Zero);
    private static readonly Guid First = Guid.Parse("00000000-0000-0000-0000-000000000001");
    private static readonly Guid Second = Guid.Parse("00000000-0000-0000-0000-000000000002");

    [Fact]
    public void gives_stock_and_the_rest_of_the_money_back_when_it_is_cancelled()
    {
        var order = Given(Terms, Taken, Asked(First, other: 1000));

        var decision = Decide(order, Cancel(Second), Noon);

        Assert.Equal([new StockUnits("shirt", 3), new StockUnits("mug", 1)], Fact<Event.Cancelled>(decision).GivenBack);
        Assert.Equal(Euro(10_490 - 1000), Fact<Event.RefundRequested>(decision).Amount);
    }

    [Fact]
    public void gives_back_only_the_stock_that_was_not_withdrawn_before()
    {
        var order = Given(Terms, Taken, Asked(First, [new("1", 2, Returned: false)]));

        Assert.Equal([new StockUnits("shirt", 1), new StockUnits("mug", 1)], Fact<Event.Cancelled>(Decide(order, Cancel(Second), Noon)).GivenBack);
    }

    [Fact]
    public void cannot_be_cancelled_once_something_was_sent() =>
        Assert.Equal("order.illegal_move", Decide(Given(Terms, Taken, Sent(First, ("1", 1))), Cancel(Second), Noon).Refusal?.Code);

    [Fact]
    public void sends_everything_still_open_when_no_line_is_named()
    {
        var order = Given(Terms, Taken, Sent(First, ("1", 1)), Asked(First, [new("2", 1, Returned: false)]));

        Assert.Equal([new LineUnits("1", 2)], Fact<Event.Fulfilled>(Decide(order, new Command.Fulfil(Second, [], null, "ann"), Noon)).Lines);
    }

    [Theory]
    [InlineData("1", 3, "order.units_exceeded")]
    [InlineData("1", 0, "order.units_exceeded")]
    [InlineData("1", -1, "order.units_exceeded")]
    [InlineData("9", 1, "order.line_unknown")]
    public void never_sends_more_than_is_open(string line, int units, string code) =>
        Assert.Equal(code, Decide(Given(Terms, Taken, Sent(First, ("1", 1))), new Command.Fulfil(Second, [new(line, units)], null, "ann"), Noon).Refusal?.Code);

    [Fact]
    public void counts_a_line_that_is_named_twice_as_one() =>
        Assert.Equal("order.units_exceeded", Decide(Given(Terms, Taken), new Command.Fulfil(First, [new("1", 2), new("1", 2)], null, "ann"), Noon).Refusal?.Code);

    [Fact]
    public void is_fulfilled_when_the_rest_was_withdrawn()
    {
        var order = Given(Terms, Taken, Sent(First, ("1", 3)));

        Assert.IsType<PartlyFulfilled>(order);
        Assert.IsType<Fulfilled>(Then(order, Asked(First, [new("2", 1, Returned: false)])));
    }

    [Fact]
    public void gives_units_that_were_never_sent_back_to_stock_and_leaves_returned_ones_to_the_warehouse()
    {
        var order = Given(Terms, Taken, Sent(First, ("1", 2)));

        var asked = Fact<Event.RefundRequested>(Decide(order, Asked(First, [new("1", 1, Returned: true), new("1", 1, Returned: false)]), Noon));

        Assert.Equal([new StockUnits("shirt", 1)], asked.GivenBack);
        Assert.Equal([Euro(3333), Euro(3334)], asked.Lines.Select(line => line.Amount));
    }

    [Theory]
    [InlineData(0, 10_491, "order.refund_exceeds_captured")]
    [InlineData(0, long.MaxValue, "order.refund_exceeds_captured")]
    [InlineData(491, 0, "order.shipping_exceeded")]
    [InlineData(490, 10_001, "order.refund_exceeds_captured")]
    [InlineData(-1, 1, "order.refund_amount_invalid")]
    [InlineData(0, -1, "order.refund_amount_invalid")]
    [InlineData(0, 0, "order.refund_empty")]
    public void never_pays_back_more_than_was_taken(long shipping, long other, string code) =>
        Assert.Equal(code, Decide(Given(Terms, Taken), Asked(First, shipping: shipping, other: other), Noon).Refusal?.Code);

    [Fact]
    public void never_pays_back_in_another_currency()
    {
        var command = new Command.RequestRefund(First, [], Euro(0), new(1, "JPY"), "kind", "ann");

        Assert.Equal("order.refund_amount_invalid", Decide(Given(Terms, Taken), command, Noon).Refusal?.Code);
    }

    [Fact]
    public void counts_a_refund_from_the_moment_it_is_asked_for_and_no_longer_when_it_failed()
    {
        var asked = Given(Terms, Taken, Asked(First, other: 10_000));

        Assert.Equal("order.refund_exceeds_captured", Decide(asked, Asked(Second, other: 491), Noon).Refusal?.Code);
        Assert.Null(Decide(Then(asked, new Command.FailRefund(First, "closed")), Asked(Second, other: 491), Noon).Refusal);
    }

    [Fact]
    public void sends_money_straight_back_that_arrives_after_it_was_given_up()
    {
        var decision = Decide(Given(Terms, new Command.Fail("gateway")), Taken, Noon);

        Assert.Equal(Euro(10_490), Fact<Event.PaymentTaken>(decision).Amount);
        Assert.Equal(Euro(10_490), Fact<Event.RefundRequested>(decision).Amount);
    }

    [Fact]
    public void takes_exactly_its_total() =>
        Assert.Equal("order.amount_differs", Decide(Given(Terms), new Command.TakePayment(Euro(10_489)), Noon).Refusal?.Code);

    [Fact]
    public void is_paid_from_the_start_when_it_costs_nothing() =>
        Assert.IsType<Paid>(Given(Terms with { Payment = null, Quote = Quote(0, 0, 0) }));

    [Fact]
    public void does_nothing_twice()
    {
        foreach (var (_, state, command) in EveryMove())
        {
            var after = Decide(state, command, Noon).Events.Aggregate(state, Evolve);

            Assert.Empty(Decide(after, command, Noon).Events);
        }
    }

    /// <summary>The state machine, drawn by running it. A changed rule is a changed picture in review.</summary>
    [Fact]
    public Task moves_only_like_this()
    {
        var picture = new StringBuilder();
        foreach (var from in EveryMove().GroupBy(move => move.Name))
        {
            picture.AppendLine(from.Key);
            foreach (var (_, state, command) in from)
                if (Decide(state, command, Noon) is { Refusal: null, Events: var facts })
                    picture.AppendLine($"    {command.GetType().Name,-15} {(facts.Count == 0 ? "(already so)" : $"-> {facts.Aggregate(state, Evolve).GetType().Name}  [{string.Join(", ", facts.Select(fact => fact.GetType().Name))}]")}");
        }

        return Verifier.Verify(picture.ToString());
    }

    private static IEnumerable<(string Name, Order State, Command Command)> EveryMove()
    {
        (string, Order)[] states =
        [
            ("None", Initial),
            ("Placed", Given(Terms)),
            ("Paid", Given(Terms, Taken)),
            ("Paid, refund pending", Given(Terms, Taken, Asked(First, other: 100))),
            ("PartlyFulfilled", Given(Terms, Taken, Sent(First, ("1", 1)))),
            ("Fulfilled", Given(Terms, Taken, Sent(First, ("1", 3), ("2", 1)))),
            ("Cancelled, money never came", Given(Terms, new Command.Fail("gateway"))),
            ("Cancelled, refund pending", Given(Terms, Taken, Cancel(First))),
            ("Cancelled, refund failed", Given(Terms, Taken, Cancel(First), new Command.FailRefund(First, "closed"))),
            ("Cancelled, refunded", Given(Terms, Taken, Cancel(First), new Command.ConfirmRefund(First))),
        ];
        Command[] commands =
        [
            new Command.Place(Terms), Taken, new Command.Fail("gateway"), Cancel(Second), new Command.Fulfil(Second, [], null, "ann"),
            Asked(Second, other: 200), new Command.ConfirmRefund(First), new Command.FailRefund(First, "closed"),
        ];

        return states.SelectMany(_ => commands, (state, command) => (state.Item1, state.Item2, command));
    }

    private static readonly Event.Placed Terms = new(
        1001, First, First, null, "ann@example.com", Address, Address, Quote(10_000, 0, 490), new(First, "sandbox", "pay_1"), null, Noon);

    private static PostalAddress Address => new("Ann", "Main Street 1", "Vienna", "1010", "AT");
    private static Command.TakePayment Taken => new(Euro(10_490));
    private static Command.Cancel Cancel(Guid refund) => new(refund, "changed my mind", "ann");

    private static Command.Fulfil Sent(Guid id, params (string Line, int Units)[] lines) => new(id, [.. lines.Select(line => new LineUnits(line.Line, line.Units))], null, "ann");

    private static Command.RequestRefund Asked(Guid id, RefundUnits[]? lines = null, long shipping = 0, long other = 0) =>
        new(id, lines ?? [], Euro(shipping), Euro(other), "broken", "ann");

    private static Money Euro(long amount) => new(amount, "EUR");

    private static Quote Quote(long shirts, long mug, long shipping) => new(
        "EUR", [Line("1", "shirt", 3, shirts), Line("2", "mug", 1, mug)], new("standard", "Standard", Euro(shipping)),
        Euro(shirts + mug), Euro(0), Euro(shipping), Euro(0), Euro(shirts + mug + shipping), 1, Rounding.HalfUp);

    private static QuoteLine Line(string id, string variant, int units, long total) =>
        new(id, variant, variant, variant, units, Euro(total / units), Euro(total / units), Euro(total), [], Euro(0), Euro(total));

    private static Order Given(Event.Placed terms, params Command[] commands) => Then(Evolve(Initial, terms), commands);

    private static Order Then(Order order, params Command[] commands) => commands.Aggregate(order, (state, command) =>
        Decide(state, command, Noon) is { Refusal: null } decision ? decision.Events.Aggregate(state, Evolve) : throw new InvalidOperationException($"{command} was refused."));

    private static T Fact<T>(Decision<Event> decision) where T : Event => Assert.Single(decision.Events.OfType<T>());
}
