using Commerce.Application.Inventory;
using Commerce.Domain.Checkouts;
using Commerce.Domain.Inventory;
using Commerce.Domain.Orders;

namespace Commerce.Integration.Proof;

/// <summary>The judge judged: for each invariant a run it must convict of exactly that, and one that only looks like it and goes free.</summary>
public class JudgeSpecs
{
    private static readonly Dictionary<string, (Invariant By, Story Run)> Guilty = new()
    {
        ["an order takes more than is there"] = (Invariant.NoOversell, New.Received(1).Bought(2)),
        ["a row says less than nothing"] = (Invariant.NoOversell, New.With(facts => facts with { Levels = [Row(-1), Row(0)] })),
        ["the row lost a sale that the log knows"] = (Invariant.NoOversell, New.Received(5).Bought(2).With(facts => facts with { Levels = [Row(5)] })),
        ["stock that never came"] = (Invariant.NoOversell, New.With(facts => facts with { Levels = [Row(3)] })),
        ["refused a hold while units were free"] = (Invariant.NoPhantomSoldOut, Refused(New.Received(5), "inventory.insufficient", 2)),
        ["refused a hold for another's that was over"] = (Invariant.NoPhantomSoldOut, Holding(Refused(New.Received(5), "inventory.insufficient", 2), 4, until: -1)),
        ["refused a claim for what others only hold"] = (Invariant.NoPhantomSoldOut, Holding(Refused(New.Received(5), "inventory.sold_out", 2), 4, until: 10)),
        ["refused for a hold that an order had claimed"] = (Invariant.NoPhantomSoldOut, Refused(New.Received(9).Bought(4), "inventory.insufficient", 2, story =>
            facts => facts with { Holds = [new(Story.Mug, story.Cart, 4, DateTimeOffset.MinValue, DateTimeOffset.MaxValue)] })),
        ["reserved counts a hold that is gone"] = (Invariant.ReservedIsSumOfHolds, Books(3)),
        ["reserved counts a hold past its deadline"] = (Invariant.ReservedIsSumOfHolds, Books(3, (3, -1))),
        ["reserved forgot a hold"] = (Invariant.ReservedIsSumOfHolds, Books(1, (1, 9), (2, 9))),
        ["a hold is claimed and released as well"] = (Invariant.HoldEndsOnce, Ends(("h1", "claimed"), ("h1", "released"))),
        ["money is kept without an order"] = (Invariant.OrderOrRefund, Ended(New.Received(5).Started().Locked(1).Asked(1), "gone").Ledger(100, 100)),
        ["money is set aside for ever"] = (Invariant.OrderOrRefund, Ended(New.Received(5).Started().Locked(1).Asked(1), "gone").Ledger(100, 0, open: true)),
        ["a refund is paid twice"] = (Invariant.OrderOrRefund, Ended(New.Received(5).Started().Locked(1).Asked(1), "gone").Ledger(100, 100, refunded: 200)),
        ["an order of which the provider knows nothing"] = (Invariant.OrderOrRefund, New.Received(5).Bought(1).With(facts => facts with { Payments = [facts.Payments[0] with { AttemptId = Guid.NewGuid(), Refunded = 100 }] })),
        ["an order stands that nobody paid"] = (Invariant.OrderOrRefund, New.Received(5).Started().Locked(1).Asked(1).Paid(100, false).Ordered(1).Completed().Ledger(100, 0)),
        ["one session becomes two orders"] = (Invariant.OrderOrRefund, New.Received(5).Bought(1).Ordered(1, cart: Guid.NewGuid()).Taken(100).Completed()),
        ["one cart becomes two orders"] = (Invariant.OrderOrRefund, New.Received(5).Bought(1).Ordered(1, session: Guid.NewGuid()).Taken(100).Completed()),
        ["a cancelled order keeps the money"] = (Invariant.OrderOrRefund, CancelledOrder(refunded: 0)),
        ["asked for more than was frozen"] = (Invariant.ChargedAsFrozen, Ended(New.Received(5).Started().Locked(1).Asked(1, asked: 101), "gone")),
        ["ordered other lines than were frozen"] = (Invariant.ChargedAsFrozen, New.Received(5).Started().Locked(1).Asked(1).Paid(100, false).Ordered(2).Taken(200).Completed().Ledger(200, 200)),
        ["charged less than the order is over"] = (Invariant.ChargedAsFrozen, New.Received(5).Started().Locked(1).Asked(1).Paid(100, false).Ordered(1).Taken(99).Completed().Ledger(100, 99)),
        ["one key, two answers"] = (Invariant.SameKeySameAnswer, New.Told("pay", new Outcome.Ok("a"), "k").Told("pay", new Outcome.Ok("b"), "k")),
        ["one key, a yes and a no"] = (Invariant.SameKeySameAnswer, New.Told("pay", new Outcome.Ok("a"), "k").Told("pay", new Outcome.Fail("checkout.expired", "a"), "k")),
        ["one key, two requests answered"] = (Invariant.SameKeySameAnswer, New.Told("pay", new Outcome.Ok("a"), "k", "1").Told("pay", new Outcome.Ok("a"), "k", "2")),
        ["another answer than the stored one"] = (Invariant.SameKeySameAnswer, New.Told("pay", new Outcome.Ok("a"), "k").With(facts => facts with { Answers = [new("k", "b", null)] })),
        ["a fault that passes is stored"] = (Invariant.SameKeySameAnswer, New.With(facts => facts with { Answers = [new("k", "", "redis_unavailable", IsPassing: true)] })),
        ["a fault that passed is told again"] = (Invariant.SameKeySameAnswer, New.Told("pay", new Outcome.Unknown("503", Replayed: true), "k")),
        ["one key, two effects"] = (Invariant.SameKeySameAnswer, New.Received(1, "d1").Received(1, "d1").Told("receive", new Outcome.Ok("a"), "k", mark: "d1")),
        ["what was refused was done"] = (Invariant.SameKeySameAnswer, New.Received(1, "d1").Told("receive", new Outcome.Fail("no"), "k", mark: "d1")),
        ["a session rests past its deadline"] = (Invariant.EverySessionEnds, New.Received(5).Started().Locked(1)),
        ["a payment runs for ever"] = (Invariant.EverySessionEnds, New.Received(5).Started().Locked(1).Asked(1).With(facts => facts with { JudgedAt = facts.JudgedAt.AddHours(-5) })),
        ["a refund is never done"] = (Invariant.EverySessionEnds, New.Received(5).Started().Locked(1).Asked(1).Paid(100, true).Stored(new Checkout.Event.ClaimRefused([])).Ledger(100, 100, refunded: 100)),
        ["a rebuild finds something else"] = (Invariant.RebuildChangesNothing, New.With(facts => facts with { Digests = [new("stock", "mug 4@2", "mug 5@3")] })),
        ["a number is missing"] = (Invariant.NumbersWithoutGap, TwoOrders(gap: 2)),
        ["two orders have one number"] = (Invariant.NumbersWithoutGap, TwoOrders(gap: 0)),
        ["a second attempt beside the first"] = (Invariant.OneAttemptAtATime, Ended(New.Received(5).Started().Locked(1).Asked(1).Asked(1), "gone")),
        ["an attempt given up that stood at the provider"] = (Invariant.OneAttemptAtATime, GivenUp(opened: -1, ended: 1)),
        ["told of an order that is nowhere"] = (Invariant.AcknowledgedIsThere, New.Told("pay", new Outcome.Ok("", Guid.NewGuid()))),
        ["told of a receipt that is nowhere"] = (Invariant.AcknowledgedIsThere, New.Told("receive", new Outcome.Ok(""), mark: "d1")),
    };

    private static readonly Dictionary<string, (Invariant Of, Story Run)> Innocent = new()
    {
        ["the last unit is sold"] = (Invariant.NoOversell, New.Received(2).Bought(2).With(facts => facts with { Levels = [Row(2), Row(0)] })),
        ["a back-order is sold"] = (Invariant.NoOversell, New.Stored(Story.Mug, new Stock.Event.BackordersAllowed(2)).Received(1).Bought(3).With(facts => facts with { Levels = [new(Story.Mug, 3, 0, 2, 2, default)] })),
        ["refused for what another held"] = (Invariant.NoPhantomSoldOut, Holding(Refused(New.Received(5), "inventory.insufficient", 2), 4, until: 10)),
        ["refused what came in only later"] = (Invariant.NoPhantomSoldOut, Refused(New.Received(1), "inventory.insufficient", 2).Received(5)),
        ["refused while the real-time layer was allowed to lag"] = (Invariant.NoPhantomSoldOut, Refused(New.Received(5), "inventory.insufficient", 2, _ => facts => facts with { Lag = TimeSpan.FromMinutes(1) })),
        ["reserved is the live holds"] = (Invariant.ReservedIsSumOfHolds, Books(3, (1, 9), (2, 9))),
        ["a cart holds again what it held before"] = (Invariant.HoldEndsOnce, Ends(("h1", "released"), ("h2", "claimed"))),
        ["an order that is paid"] = (Invariant.OrderOrRefund, New.Received(5).Bought(1)),
        ["money that went back"] = (Invariant.OrderOrRefund, Ended(New.Received(5).Started().Locked(1).Asked(1), "gone").Ledger(100, 100, refunded: 100)),
        ["a cancelled order whose money went back"] = (Invariant.OrderOrRefund, CancelledOrder(refunded: 100)),
        ["money a person has to look at"] = (Invariant.OrderOrRefund, New.Received(5).Started().Locked(1).Asked(1).Stored(new Checkout.Event.AmountDiffered(Guid.Empty, "pay", Story.Euros(100), Story.Euros(99), true)).Ledger(99, 99)),
        ["frozen with shipping, charged with shipping"] = (Invariant.ChargedAsFrozen,
            New.Received(5).Started().Locked(1, 490).Asked(1, asked: 590).Paid(590, false).Ordered(1, shipping: 490).Taken(590).Completed().Ledger(590, 590)),
        ["the same again, after a try that said nothing"] = (Invariant.SameKeySameAnswer, New.Received(1, "d1")
            .Told("receive", new Outcome.Unknown("cut"), "k", "1", "d1").Told("receive", new Outcome.Ok("a"), "k", "1", "d1").Told("receive", new Outcome.Ok("a"), "k", "1", "d1")
            .Told("receive", new Outcome.Fail("idempotency_key_reused"), "k", "2").With(facts => facts with { Answers = [new("k", "a", null)] })),
        ["a session whose time is not over"] = (Invariant.EverySessionEnds, New.Received(5).Started().Locked(1).With(facts => facts with { JudgedAt = facts.JudgedAt.AddHours(-5) })),
        ["a session that ended"] = (Invariant.EverySessionEnds, Ended(New.Received(5).Started().Locked(1).Asked(1), "gone")),
        ["a rebuild finds the same"] = (Invariant.RebuildChangesNothing, New.With(facts => facts with { Digests = [new("stock", "mug 5@3", "mug 5@3")] })),
        ["numbers in a row"] = (Invariant.NumbersWithoutGap, TwoOrders(gap: 1)),
        ["an attempt given up that the provider had declined"] = (Invariant.OneAttemptAtATime, GivenUp(opened: -2, ended: -1)),
        ["an attempt given up that reached the provider only later"] = (Invariant.OneAttemptAtATime, GivenUp(opened: 5, ended: 6)),
        ["told of an order that is there"] = (Invariant.AcknowledgedIsThere, Told(New.Received(5).Bought(1))),
    };

    public static TheoryData<string> Crimes => [.. Guilty.Keys];

    public static TheoryData<string> Alibis => [.. Innocent.Keys];

    private static Story New => new();

    [Theory]
    [MemberData(nameof(Crimes))]
    public void convicts(string crime) => Assert.Equal([Guilty[crime].By], Guilty[crime].Run.Judged().Select(violation => violation.Invariant).Distinct());

    [Theory]
    [MemberData(nameof(Alibis))]
    public void acquits(string alibi) => Assert.Empty(Innocent[alibi].Run.Judged());

    [Fact]
    public void has_a_case_for_and_against_every_invariant()
    {
        Assert.Equal(Invariant.All, Guilty.Values.Select(crime => crime.By).Distinct().OrderBy(invariant => invariant.Number));
        Assert.Equal(Invariant.All, Innocent.Values.Select(alibi => alibi.Of).Distinct().OrderBy(invariant => invariant.Number));
    }

    private static LevelRow Row(long onHand) => new(Story.Mug, 1, onHand, 0, 0, default);

    private static Story Refused(Story story, string code, int wanted, Func<Story, Func<Facts, Facts>>? twist = null)
    {
        story.Stored("another", new Stock.Event.Received(1, "", null)).Told("start", new Outcome.Fail(code, "", [new StockShortage(Story.Mug, wanted, 0)]));
        return twist is null ? story : story.With(twist(story));
    }

    private static Story Holding(Story story, long units, int until)
    {
        var called = story.Now.AddSeconds(-1);
        return story.With(facts => facts with { Holds = [new(Story.Mug, Guid.NewGuid(), units, DateTimeOffset.MinValue, called.AddSeconds(until))] });
    }

    private static Story Books(long reserved, params (long Units, int Seconds)[] holds) => New.With(facts => facts with
    {
        Books = [new(Story.Mug, facts.JudgedAt, reserved, [.. holds.Select(hold => new BookedHold(Guid.NewGuid(), hold.Units, facts.JudgedAt.AddSeconds(hold.Seconds)))])],
    });

    private static Story Ends(params (string Hold, string How)[] ends) => New.With(facts => facts with { Ends = [.. ends.Select(end => new HoldEnd(Story.Mug, Guid.Empty, end.Hold, end.How, 1, default))] });

    private static Story Ended(Story story, string reason) => story.Stored(new Checkout.Event.PaymentDeclined(story.Attempt, reason)).Stored(new Checkout.Event.Cancelled(reason));

    private static Story TwoOrders(long gap) => New.Received(5).Bought(1).OrderedForNothing(gap);

    private static Story GivenUp(int opened, int ended)
    {
        var story = New.Received(5).Started().Locked(1).Asked(1);
        return Ended(story.Ledger(0, 0, opened: story.Now.AddSeconds(opened), ended: story.Now.AddSeconds(ended)), "gone");
    }

    private static Story CancelledOrder(long refunded)
    {
        var story = New.Received(5).Bought(1);
        story.Stored(StoredFact.Of(story.Last), new Order.Event.Cancelled("no", "staff", []));
        if (refunded > 0)
            story.Stored(StoredFact.Of(story.Last), new Order.Event.RefundRequested(Guid.Empty, Story.Euros(refunded), [], Story.Euros(0), Story.Euros(refunded), "no", "staff", []))
                .Stored(StoredFact.Of(story.Last), new Order.Event.Refunded(Guid.Empty, Story.Euros(refunded)));

        return story.With(facts => facts with { Payments = [.. facts.Payments.Select(payment => payment with { Refunded = refunded })] });
    }

    private static Story Told(Story story) => story.Told("pay", new Outcome.Ok("", story.Last));
}
