using Commerce.Application.Inventory;
using Commerce.Application.Orders;
using Commerce.Domain;
using Commerce.Domain.Orders;
using Commerce.Infrastructure.Streams.Discounts;
using Marten;
using Npgsql;

namespace Commerce.Infrastructure.Streams.Orders;

/// <summary>The orders over their streams. Units that go back to stock do so in the same commit, as a difference: the level is never written from what was read.</summary>
internal sealed class MartenOrders(StreamContext context, IDocumentStore store, NpgsqlDataSource source, IInventory inventory)
    : MartenDecider<Order, Order.Event, Order.Command>(context), IOrders
{
    private const string GiveBack = """
        update stock_level set on_hand = on_hand + ? - least(backordered, ?), backordered = backordered - least(backordered, ?), version = version + 1 where variant_id = ?
        """;

    public async Task<IReadOnlyList<OrderFact>> History(Guid orderId, CancellationToken ct)
    {
        await using var session = store.LightweightSession();
        var history = await session.Events.FetchStreamAsync(orderId, token: ct);
        return [.. history.Select(fact => new OrderFact(fact.Timestamp, (Order.Event)fact.Data))];
    }

    protected override void Beside(IDocumentSession session, Guid id, Order before, Order after, IReadOnlyList<Order.Event> facts)
    {
        // In the order of their ids, as every writer of levels: two of them wait for each other but never cross.
        foreach (var (variant, units) in GivenBack(facts))
            session.QueueSqlCommand(GiveBack, units, units, units, variant);
        if (facts.Any(fact => fact is Order.Event.Cancelled) && after is Order.Known { Book.Terms: var terms } && terms.Quote.IsDiscounted)
            DiscountUses.Cancel(session, terms.CheckoutId);
    }

    /// <summary>The levels as they stand after the commit: a later change may be among them, an earlier one never.</summary>
    protected override async Task After(IReadOnlyList<Order.Event> facts, CancellationToken ct)
    {
        string[] variants = [.. GivenBack(facts).Select(variant => variant.VariantId)];
        if (variants.Length == 0)
            return;

        await using var command = source.CreateCommand("select variant_id, on_hand, version, greatest(backorder_limit - backordered, 0) from stock_level where variant_id = any ($1)");
        command.Parameters.AddWithValue(variants);
        var levels = new List<StockLevel>();
        await using (var rows = await command.ExecuteReaderAsync(ct))
        {
            while (await rows.ReadAsync(ct))
                levels.Add(new(rows.GetString(0), rows.GetInt64(1), rows.GetInt64(2), rows.GetInt64(3)));
        }

        await inventory.Send(levels, ct);
    }

    private static IEnumerable<(string VariantId, long Units)> GivenBack(IReadOnlyList<Order.Event> facts) => facts
        .SelectMany(fact => fact switch
        {
            Order.Event.Cancelled cancelled => cancelled.GivenBack,
            Order.Event.RefundRequested refund => refund.GivenBack,
            _ => [],
        })
        .GroupBy(variant => variant.VariantId, variant => (long)variant.Units, StringComparer.Ordinal)
        .OrderBy(variant => variant.Key, StringComparer.Ordinal)
        .Select(variant => (variant.Key, variant.Sum()));
}
