using System.Globalization;
using System.Text;
using Commerce.Domain.Checkouts;
using VerifyXunit;
using Xunit;
using static Commerce.Domain.Checkouts.Checkout;
using static Commerce.Domain.Specs.Checkouts.Samples;

namespace Commerce.Domain.Specs.Checkouts;

public class CheckoutSpecs
{
    private static readonly Command.StartPayment Pay = new(First, "sandbox");

    [Fact]
    public void runs_out_of_time_while_nobody_has_been_asked_to_pay()
    {
        var locked = After(Start, Fill, Freeze);

        Assert.Equal("checkout.expired", Decide(locked, Pay, Afternoon).Refusal?.Code);
        Assert.IsType<Checkout.Expired>(Step(locked, new Command.Expire(), Afternoon));
        Assert.Equal("checkout.not_due", Decide(locked, new Command.Expire(), Noon).Refusal?.Code);
    }

    [Fact]
    public void cannot_be_locked_before_all_is_told()
    {
        var refusal = Decide(After(Start), Freeze, Noon).Refusal!;

        Assert.Equal("checkout.incomplete", refusal.Code);
        Assert.Equal(["email", "shippingAddress", "shippingMethod"], (IEnumerable<string>)refusal.Facts.Single().Value!);
    }

    [Fact]
    public void freezes_the_first_totals_it_is_given()
    {
        var again = Step(After(Start, Fill, Freeze), new Command.Lock(Quote(1200), 1), Noon);

        Assert.Equal(Totals, ((Locked)again).Quote);
    }

    [Fact]
    public void is_not_locked_by_one_who_lost_the_lock()
    {
        var unlocked = After(Start, Fill, new Command.Lock(Totals, 7), new Command.Unlock());

        Assert.Equal("checkout.lock_lost", Decide(unlocked, new Command.Lock(Totals, 6), Noon).Refusal?.Code);
    }

    [Fact]
    public void never_starts_a_second_attempt_while_one_runs()
    {
        var refusal = Decide(After(Start, Fill, Freeze, Pay), new Command.StartPayment(Second, "sandbox"), Noon).Refusal;

        Assert.Equal("checkout.payment_runs", refusal?.Code);
    }

    [Fact]
    public void lets_a_shopper_try_to_pay_five_times()
    {
        var state = After(Start, Fill, Freeze);
        for (var tries = 1; tries <= MostAttempts; tries++)
        {
            var attempt = Guid.NewGuid();
            state = Step(Step(Step(state, new Command.Retry(), Noon), new Command.StartPayment(attempt, "sandbox"), Noon), new Command.Decline(attempt, "no_funds"), Noon);
        }

        Assert.Equal("checkout.attempts_exhausted", Decide(state, new Command.Retry(), Noon).Refusal?.Code);
    }

    [Fact]
    public void lets_the_provider_decide_when_it_is_cancelled_while_an_attempt_runs()
    {
        var asked = After(Start, Fill, Freeze, Pay, new Command.Cancel("Changed my mind."));

        Assert.IsType<PaymentPending>(asked);
        Assert.IsType<Cancelled>(Step(asked, new Command.Void(First), Noon));
        Assert.IsType<PaymentConfirmed>(Step(asked, new Command.Authorise(First, "ref", Price), Noon));
    }

    [Fact]
    public void gives_money_for_a_replaced_attempt_back_without_losing_the_one_that_runs()
    {
        var second = After(Start, Fill, Freeze, Pay, new Command.Decline(First, "no_funds"), new Command.Retry(), new Command.StartPayment(Second, "sandbox"));

        var both = (PaymentPending)Step(second, new Command.Authorise(First, "ref", Price), Noon);

        Assert.Equal(Second, both.Attempt.Id);
        Assert.False(both.Session.Stray(First)!.IsReturned);
        Assert.True(((PaymentPending)Step(both, new Command.Void(First), Noon)).Session.Stray(First)!.IsReturned);
    }

    [Fact]
    public void says_what_would_be_allowed_when_it_refuses_a_move()
    {
        var refusal = Decide(After(Start), new Command.Complete(), Noon).Refusal!;

        Assert.Equal("checkout.illegal_move", refusal.Code);
        Assert.Contains("Lock", (IEnumerable<string>)refusal.Facts.Single().Value!);
    }

    [Fact]
    public void does_nothing_twice() =>
        Assert.Null(Explored.Moves.FirstOrDefault(move => Decide(move.After, move.Command, move.Now).Events.Count > 0));

    /// <summary>The state machine, drawn by running it. A changed rule is a changed picture in review.</summary>
    [Fact]
    public Task moves_only_like_this()
    {
        var picture = new StringBuilder();
        foreach (var from in Explored.Moves.Where(move => move.Decision.Refusal is null).GroupBy(move => move.State.GetType().Name))
        {
            picture.AppendLine(from.Key);
            foreach (var command in from.GroupBy(move => move.Command.GetType().Name))
                picture.AppendLine(CultureInfo.InvariantCulture, $"    {command.Key,-14} {string.Join(" | ", command.Select(Destination).Distinct().Order())}");
        }

        return Verifier.Verify(picture.ToString());
    }

    private static string Destination(Explored.Move move) => move.Decision.Events.Count == 0
        ? "(already so)"
        : $"-> {move.After.GetType().Name} [{string.Join(", ", move.Decision.Events.Select(fact => fact.GetType().Name))}]";
}
