using Commerce.Application.Inventory;

namespace Commerce.Integration.Proof;

/// <remarks>Stock and holds.</remarks>
internal static partial class Judge
{
    private static IEnumerable<Violation> NoOversell(StockLedger ledger, Facts facts)
    {
        foreach (var overdrawn in ledger.Overdrawn)
            yield return new(Invariant.NoOversell, overdrawn);

        foreach (var row in facts.Levels)
            if (row.OnHand < 0 || row.Backordered < 0)
                yield return new(Invariant.NoOversell, $"the row of {row.VariantId} says {row.OnHand} on hand and {row.Backordered} back-ordered (version {row.Version})");

        foreach (var row in facts.Levels.GroupBy(row => row.VariantId, (_, rows) => rows.Last()))
            if (ledger.Final(row.VariantId) is var told && (told.OnHand, told.Backordered) != (row.OnHand, row.Backordered))
                yield return new(Invariant.NoOversell, $"the row of {row.VariantId} says {row.OnHand} on hand and {row.Backordered} back-ordered, the log {told.OnHand} and {told.Backordered}");
    }

    /// <summary>A hold may be refused for what others hold, a claim only for what is not there.</summary>
    private static IEnumerable<Violation> NoPhantomSoldOut(History history, StockLedger ledger, IReadOnlyList<OrderLine> orders, Facts facts)
    {
        var holds = facts.Holds.Select(hold => Cut(hold, orders)).ToLookup(hold => hold.VariantId, StringComparer.Ordinal);
        foreach (var operation in history.Operations)
        {
            if (operation is not { Returned: { } returned, Outcome: Outcome.Fail { Code: "inventory.insufficient" or "inventory.sold_out" } refusal })
                continue;

            var from = operation.Called - facts.Lag;
            foreach (var shortage in refusal.Shortages)
            {
                var most = Least(ledger, refusal.Code == "inventory.sold_out" ? [] : [.. holds[shortage.VariantId]], shortage, from, returned);
                if (most >= shortage.Wanted)
                    yield return new(
                        Invariant.NoPhantomSoldOut,
                        $"{operation.Who} was refused {shortage.Wanted} of {shortage.VariantId} from {operation.Called:HH:mm:ss.fff} to {returned:HH:mm:ss.fff}, and at no instant were fewer than {most} free");
            }
        }
    }

    /// <summary>What an order has claimed is not held any more, even where the real-time layer has not heard of it yet.</summary>
    private static HoldSpan Cut(HoldSpan hold, IReadOnlyList<OrderLine> orders) =>
        orders.FirstOrDefault(order => order.Placed.CartId == hold.CartId && order.At >= hold.From) is { } order && order.At < hold.Until ? hold with { Until = order.At } : hold;

    /// <summary>The fewest units that were free for a newcomer at any instant of the time.</summary>
    private static long Least(StockLedger ledger, HoldSpan[] holds, StockShortage shortage, DateTimeOffset from, DateTimeOffset until)
    {
        HoldSpan[] during = [.. holds.Where(hold => hold.From <= until && hold.Until >= from)];
        StockPoint[] points = [.. ledger.Between(shortage.VariantId, from, until)];

        // What is free changes at these instants only. An end is exclusive, yet what ends at an instant was still in the way of who came at that instant.
        return points.Select(point => point.At).Concat(during.Select(hold => hold.From)).Append(from).Where(at => at <= until).Select(at => at < from ? from : at).Distinct().Min(at =>
            points.Where(point => point.At <= at).Select(point => point.Sellable).LastOrDefault(points[0].Sellable) - during.Where(hold => hold.From <= at && hold.Until >= at).Sum(hold => hold.Units));
    }

    private static IEnumerable<Violation> ReservedIsSumOfHolds(Facts facts) =>
        from books in facts.Books
        let live = books.Holds.Where(hold => hold.Deadline > books.At).Sum(hold => hold.Units)
        where books.Reserved != live
        select new Violation(
            Invariant.ReservedIsSumOfHolds, $"{books.VariantId} at {books.At:HH:mm:ss.fff}: reserved is {books.Reserved}, the live holds are {live} of {books.Holds.Sum(hold => hold.Units)} booked");

    private static IEnumerable<Violation> HoldEndsOnce(Facts facts) =>
        from ends in facts.Ends.GroupBy(end => (end.VariantId, end.Hold))
        where ends.Count() > 1
        select new Violation(Invariant.HoldEndsOnce, $"the hold {ends.Key.Hold} of {ends.Key.VariantId} ended {string.Join(", then ", ends.Select(end => $"{end.How} at {end.At:HH:mm:ss.fff}"))}");
}
