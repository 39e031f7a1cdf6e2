using Commerce.Domain.Checkouts;
using CsCheck;
using Xunit;
using static Commerce.Domain.Checkouts.Checkout;
using static Commerce.Domain.Specs.Checkouts.Samples;

namespace Commerce.Domain.Specs.Checkouts;

/// <summary>What no sequence of commands can break: proved on every state two attempts reach, and tried with random histories of seven.</summary>
public class CheckoutLawsSpecs
{
    private static readonly Guid[] Attempts = [.. Enumerable.Range(1, 7).Select(i => new Guid(i, 0, 0, new byte[8]))];

    [Fact]
    public void hold_in_every_state_two_attempts_reach()
    {
        foreach (var move in Explored.Moves.Where(move => move.Decision.Events.Count > 0))
            Obeys(move.After);
    }

    [Fact]
    public void hold_after_any_random_history() => Histories.Sample(history =>
    {
        var (state, facts, now) = (Initial, new List<Event>(), Noon);
        foreach (var (command, minutes) in history)
        {
            now = now.AddMinutes(minutes);
            var decision = Decide(state, command, now);
            facts.AddRange(decision.Events);
            state = decision.Events.Aggregate(state, Evolve);
            Obeys(state);
        }

        AtMostOneOrder(facts);
        OneAttemptAtATime(facts);
    });

    private static readonly Gen<Command> AnyCommand = Gen.OneOf(
        OneOf(Commands().Where(command => command is not Command.Answer).ToArray()),
        from attempt in OneOf(Attempts)
        from answer in OneOf<Func<Guid, Command>>(
            id => new Command.StartPayment(id, "sandbox"),
            id => new Command.StartPayment(id, "sandbox"),
            id => new Command.RequireAction(id, "ref", "https://bank.example"),
            id => new Command.Authorise(id, "ref", Price),
            id => new Command.Authorise(id, "ref", Part),
            id => new Command.Capture(id, "ref", Price),
            id => new Command.Decline(id, "no_funds"),
            id => new Command.Void(id),
            id => new Command.Refund(id, "all", Price),
            id => new Command.Refund(id, "some", Part),
            id => new Command.Doubt(id),
            id => new Command.FailCapture(id, "expired"),
            id => new Command.FailGiveBack(id, "refund", "account_closed"),
            id => new Command.FailGiveBack(id, "refund-2", "account_closed"))
        select answer(attempt));

    private static Gen<T> OneOf<T>(params T[] things) => Gen.Int[0, things.Length - 1].Select(i => things[i]);

    /// <summary>Starts like a shopper would, so that most histories get as far as money.</summary>
    private static readonly Gen<(Command Command, int Minutes)[]> Histories =
        from rest in Gen.Select(AnyCommand, Gen.Frequency((20, Gen.Const(0)), (1, Gen.Int[1, 40]), (1, Gen.Const(1500)))).Array[0, 60]
        select new (Command, int)[] { (Start, 0), (Fill, 0), (Freeze, 0) }.Concat(rest.Select(step => (step.Item1, step.Item2))).ToArray();

    private static void Obeys(Checkout state)
    {
        if (state is not Known known)
            return;

        Assert.True(known.Session.Attempts.Count <= MostAttempts);
        Assert.Equal(known.Session.Attempts.Count, known.Session.Attempts.DistinctBy(attempt => attempt.Id).Count());

        if (state is Completed { Payment: var taken, Quote: var frozen })
        {
            Assert.Equal(frozen!.Total, taken.Kept);
            Assert.Equal(frozen.Total, frozen.Lines.Aggregate(frozen.ShippingTotal, (sum, line) => sum + line.Total));
        }

        if (state is OrderCreated { Payment: var secured, Quote: var snapshot })
            Assert.Equal(snapshot!.Total, secured.Authorised);

        if (state is Refunded { Payment: var returned })
            Assert.True(returned.IsReturned && returned.Kept.IsZero);

        if (state is PaymentPending { Attempt: var running })
            Assert.Equal(known.Session.Attempts[^1], running);

        // Money of an attempt is in one place: what the order is paid with, or what goes back.
        Assert.All(known.Session.Strays, stray => Assert.False(state is Paid { Payment: { IsReturned: false } paid } && paid.AttemptId == stray.AttemptId));
        Assert.All(known.Session.Strays, stray => Assert.True(stray.Kept.Amount >= 0));
    }

    private static void AtMostOneOrder(List<Event> facts)
    {
        Assert.True(facts.OfType<Event.OrderPlaced>().Count() <= 1);
        Assert.True(facts.OfType<Event.Completed>().Count() <= 1);
    }

    private static void OneAttemptAtATime(List<Event> facts)
    {
        Guid? running = null;
        foreach (var fact in facts)
        {
            if (fact is Event.PaymentStarted started)
                (_, running) = (running is null ? true : throw new InvalidOperationException("Two attempts ran at once."), started.AttemptId);
            else if (fact is Event.PaymentDeclined or Event.PaymentAuthorised or Event.PaymentCaptured or Event.AmountDiffered or Event.OutcomeStayedUnknown)
                running = null;
        }
    }
}
