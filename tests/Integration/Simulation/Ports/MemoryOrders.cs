using Commerce.Application.Inventory;
using Commerce.Application.Orders;
using Commerce.Application.Pipeline;
using Commerce.Domain;
using Commerce.Domain.Inventory;
using Commerce.Domain.Orders;
using Commerce.Infrastructure.Streams;

namespace Commerce.Integration.Simulation.Ports;

internal sealed class MemoryOrders(SimulatedNode node, CallContext call, IInventory inventory) : MemoryDecider<Order, Order.Event, Order.Command>(node, call), IOrders
{
    public Task<IReadOnlyList<OrderFact>> History(Guid orderId, CancellationToken ct) => throw new NotSupportedException("Nobody looks at an order's history here.");

    protected override void Beside(Unit unit, Guid id, Order after, long version, IReadOnlyList<Order.Event> facts, DateTimeOffset now) => unit.Write(() =>
    {
        foreach (var (variant, units) in Node.World.Rules.GivesBack ? GivenBack(facts) : [])
        {
            var level = Database.Stock.TryGetValue(variant, out var row) ? row.Level : new(0, 0, 0);
            var promised = Math.Min(level.Backordered, units);
            Database.SetLevel(variant, level with { OnHand = level.OnHand + units - promised, Backordered = level.Backordered - promised });
        }

        if (after is Order.Known { Book: var book } && book.Refunds.Exists(refund => refund.State == RefundState.Pending))
            Database.Refunds[id] = Database.Now;
        else
            Database.Refunds.Remove(id);
    });

    protected override async Task After(IReadOnlyList<Order.Event> facts)
    {
        string[] variants = [.. GivenBack(facts).Select(given => given.VariantId)];
        if (variants.Length > 0)
            await inventory.Send(await Node.Wire.Postgres("read levels", () => variants.Select(Database.Level).ToArray()), CancellationToken.None);
    }

    private static IEnumerable<(string VariantId, long Units)> GivenBack(IReadOnlyList<Order.Event> facts) =>
        from fact in facts
        from given in fact switch { Order.Event.Cancelled cancelled => cancelled.GivenBack, Order.Event.RefundRequested refund => refund.GivenBack, _ => [] }
        group (long)given.Units by given.VariantId into variant
        select (variant.Key, variant.Sum());
}

internal sealed class MemoryOrderList(SimulatedNode node) : IOrderList
{
    public Task<Page<OrderSummary>> Find(OrderFilter filter, string? cursor, int limit, CancellationToken ct) => throw new NotSupportedException("Nobody lists orders here.");

    public Task<bool> Any(Guid customerId, CancellationToken ct) => throw new NotSupportedException("No rule asks for it here.");

    public Task<IReadOnlyList<Guid>> WithPendingRefunds(TimeSpan rested, int limit, CancellationToken ct) => node.Wire.Postgres<IReadOnlyList<Guid>>(
        "pending refunds", () => [.. node.World.Database.Refunds.Where(order => order.Value < node.World.Time.Now - rested).Take(limit).Select(order => order.Key)], ct: ct);
}

/// <summary><c>MartenStock</c>: the row's lock makes one step of it.</summary>
internal sealed class MemoryStock(SimulatedNode node, CallContext call, IInventory inventory) : IStock
{
    private MemoryDatabase Database => node.World.Database;

    public async Task<Result<TView>> Decide<TView>(string variantId, long? expected, Stock.Command command, Func<Stock, long, TView> view, CancellationToken ct)
    {
        Result<TView> outcome;
        StockLevel? sent = null;
        try
        {
            outcome = await node.Wire.Postgres("stock", Transaction, ct: ct);
            if (sent is not null)
                call.Stored();
        }
        catch (Exception) when (call.Key is not null)
        {
            if (await node.TakenKey(call) is { } earlier)
                throw new IdempotencyKeyTakenException(earlier);

            throw;
        }

        if (sent is { } level)
            await inventory.Send([level], ct);

        return outcome;

        Result<TView> Transaction()
        {
            sent = null;
            var (row, version) = Database.Stock.TryGetValue(variantId, out var known) ? known : (new(0, 0, 0), 0);
            if (expected is not null && expected != version)
                return StreamRefusals.MovedOn(expected);

            var now = node.World.Clock(node).GetUtcNow();
            var decision = Stock.Decide(row, command, now);
            if (decision.Refusal is { } refusal)
                return refusal;
            if (decision.Events.Count == 0)
                return view(row, version);

            var after = decision.Events.Aggregate(row, Stock.Evolve);
            var answer = view(after, version + 1);
            var (unit, stream) = (new Unit(Database), StreamIds.Stock(variantId));
            unit.Append(stream, Database.VersionOf(stream), decision.Events, variantId);
            unit.Write(() => Database.SetLevel(variantId, after));
            node.World.Rules.Keep(unit, call, answer, now);
            unit.Commit();
            sent = Database.Level(variantId);
            return answer;
        }
    }

    public Task<(Stock Level, long Version)?> Load(string variantId, CancellationToken ct) =>
        node.Wire.Postgres("read stock", () => Database.Stock.TryGetValue(variantId, out var row) ? row : ((Stock, long)?)null, ct: ct);

    public Task<Page<StockFact>> History(string variantId, string? cursor, int limit, CancellationToken ct) => throw new NotSupportedException("Nobody looks at the history of stock here.");
}
