namespace Commerce.Integration.Proof;

/// <summary>
/// Holds what the clients saw against what is so. Pure, and as ignorant of the program as it can be: it reads the log with the domain's events and folds it with figures of its own,
/// so that a mistake of the program is not a mistake of its judge as well.
/// </summary>
internal static partial class Judge
{
    public static IReadOnlyList<Violation> Of(History history, Facts facts)
    {
        var ledger = StockLedger.Of(facts.Log);
        var sessions = SessionLine.All(facts.Log);
        var orders = OrderLine.All(facts.Log);

        return
        [
            .. NoOversell(ledger, facts),
            .. NoPhantomSoldOut(history, ledger, orders, facts),
            .. ReservedIsSumOfHolds(facts),
            .. HoldEndsOnce(facts),
            .. OrderOrRefund(sessions, orders, facts),
            .. ChargedAsFrozen(sessions, orders, facts),
            .. SameKeySameAnswer(history, facts),
            .. EverySessionEnds(sessions, facts),
            .. RebuildChangesNothing(facts),
            .. NumbersWithoutGap(orders),
            .. OneAttemptAtATime(sessions, facts),
            .. AcknowledgedIsThere(history, orders),
        ];
    }

    private static IEnumerable<Violation> EverySessionEnds(IReadOnlyList<SessionLine> sessions, Facts facts) =>
        from session in sessions
        where !session.IsTerminal && !session.IsInReview && !session.MayRest(facts.JudgedAt)
        select new Violation(Invariant.EverySessionEnds, $"checkout {session.Id:N} is {session.State} at {facts.JudgedAt:HH:mm:ss.fff}; its deadline was {session.ExpiresAt:HH:mm:ss.fff}");

    private static IEnumerable<Violation> RebuildChangesNothing(Facts facts) =>
        from store in facts.Digests
        where store.Found != store.Rebuilt
        select new Violation(Invariant.RebuildChangesNothing, $"{store.Store}: {store.Found} was there, a rebuild gives {store.Rebuilt}");

    private static IEnumerable<Violation> AcknowledgedIsThere(History history, IReadOnlyList<OrderLine> orders) =>
        from operation in history.Operations
        where operation.Outcome is Outcome.Ok { OrderId: not null }
        let told = ((Outcome.Ok)operation.Outcome).OrderId!.Value
        where orders.All(order => order.Id != told)
        select new Violation(Invariant.AcknowledgedIsThere, $"{operation.Who} was told of order {told:N}, which is in no log");

    private static IEnumerable<Violation> NumbersWithoutGap(IReadOnlyList<OrderLine> orders)
    {
        long[] numbers = [.. orders.Select(order => order.Placed.Number).Order()];
        for (var i = 1; i < numbers.Length; i++)
            if (numbers[i] != numbers[i - 1] + 1)
                yield return new(Invariant.NumbersWithoutGap, $"number {numbers[i]} follows {numbers[i - 1]}");
    }
}
