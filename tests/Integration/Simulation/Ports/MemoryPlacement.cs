using Commerce.Application.Checkouts;
using Commerce.Application.Inventory;
using Commerce.Application.Pipeline;
using Commerce.Domain;
using Commerce.Domain.Checkouts;
using Commerce.Domain.Inventory;
using Commerce.Domain.Orders;
using Commerce.Infrastructure.Streams;
using Commerce.Infrastructure.Streams.Placement;

namespace Commerce.Integration.Simulation.Ports;

/// <summary><c>MartenOrderPlacement</c> and its writer: who waits while a commit is under way shares the next; if that fails, each is written again by itself.</summary>
internal sealed class MemoryPlacement(SimulatedNode node, CallContext call, IInventory inventory) : IOrderPlacement
{
    public async Task<Result<TView>> Place<TView>(OrderToPlace order, Func<PlacedOrder, TView> view, CancellationToken ct)
    {
        var (state, facts) = (order.Checkout, new List<Checkout.Event>());
        foreach (var command in order.Commands)
        {
            var decision = node.World.Rules.Decide(state, command, node.World.Clock(node).GetUtcNow());
            if (decision.Refusal is { } refusal)
                return refusal;

            state = decision.Events.Aggregate(state, Checkout.Evolve);
            facts.AddRange(decision.Events);
        }

        TView? answer = default;
        var pending = new PlacementInLine(order, facts, state, placed => answer = view(placed), call);
        node.Memory.Placements.Enqueue(pending);
        _ = Write();
        var written = await pending.Done.Task;
        if (!written.Is(out var placed))
            return written.Refusal!;

        await inventory.EndClaimed(order.CartId, placed.Levels, CancellationToken.None);
        return answer!;
    }

    private async Task Write()
    {
        if (node.Memory.IsPlacing)
            return;

        node.Memory.IsPlacing = true;
        while (node.Memory.Placements.Count > 0)
        {
            PlacementInLine[] batch = [.. node.Memory.Placements];
            node.Memory.Placements.Clear();
            await Settle(batch);
        }

        node.Memory.IsPlacing = false;
    }

    private async Task Settle(PlacementInLine[] batch)
    {
        try
        {
            var outcomes = await node.Wire.Postgres($"place {batch.Length}", () => node.World.Rules.Place(node, batch), about: batch[0].Order.CheckoutId);
            foreach (var (pending, outcome) in batch.Zip(outcomes))
            {
                if (outcome.Refusal is null)
                    pending.Call.Stored();

                pending.Done.SetResult(outcome);
            }
        }
        catch (Exception) when (batch.Length > 1)
        {
            foreach (var pending in batch)
                await Settle([pending]);
        }
        catch (LostRaceException)
        {
            batch[0].Done.SetResult(StreamRefusals.MovedOn(null));
        }
        catch (Exception fault)
        {
            await Explain(batch[0], fault);
        }
    }

    private async Task Explain(PlacementInLine pending, Exception fault)
    {
        try
        {
            if (MemoryCheckouts.Race(fault) is { } another)
                pending.Done.SetResult(another);
            else
                pending.Done.SetException(await node.TakenKey(pending.Call) is { } earlier ? new IdempotencyKeyTakenException(earlier) : fault);
        }
        catch (Exception further)
        {
            pending.Done.SetException(further);
        }
    }
}

internal sealed record PlacementInLine(OrderToPlace Order, IReadOnlyList<Checkout.Event> Facts, Checkout After, Func<PlacedOrder, object?> Answer, CallContext Call)
{
    public TaskCompletionSource<Result<PlacedOrder>> Done { get; } = new();
}

/// <summary>claim_orders and the commit around it: one transaction for the whole batch.</summary>
internal static class PlacementTransaction
{
    /// <param name="claim">What is left of a level after so many units, or null when they cannot be had.</param>
    public static Result<PlacedOrder>[] Run(SimulatedNode node, IReadOnlyList<PlacementInLine> batch, Func<Stock, long, Stock?> claim)
    {
        var (database, now) = (node.World.Database, node.World.Clock(node).GetUtcNow());
        var (unit, number) = (new Unit(database), database.LastNumber);
        var levels = new Dictionary<string, (Stock Level, long Version)>(StringComparer.Ordinal);
        var outcomes = new Result<PlacedOrder>[batch.Count];
        for (var i = 0; i < batch.Count; i++)
        {
            var (order, units) = (batch[i].Order, batch[i].Order.Quote.UnitsByVariant());
            foreach (var variant in units.Keys)
                levels.TryAdd(variant, database.Stock.TryGetValue(variant, out var row) ? row : (new(0, 0, 0), 0));

            var claimed = units.ToDictionary(one => one.Key, one => claim(levels[one.Key].Level, one.Value), StringComparer.Ordinal);
            if (claimed.Values.Any(left => left is null))
            {
                outcomes[i] = new OrderClaim(null, [.. units.Keys.Select(variant => Shown(variant, levels[variant]))]).Refusal(units);
                continue;
            }

            foreach (var (variant, left) in claimed)
                levels[variant] = (left!, levels[variant].Version + 1);

            outcomes[i] = Stage(unit, batch[i], ++number, [.. units.Keys.Select(variant => Shown(variant, levels[variant]))], node, now);
            unit.Write(() =>
            {
                foreach (var (variant, left) in claimed)
                    database.SetLevel(variant, left!, order.CartId);
            });
        }

        unit.Write(() => database.LastNumber = number);
        unit.Commit();
        return outcomes;
    }

    /// <summary>The condition that makes overselling impossible.</summary>
    public static Stock? Claim(Stock level, long units) => level.OnHand + level.Backorderable < units ? null : Taken(level, units);

    public static Stock Taken(Stock level, long units) =>
        level with { OnHand = level.OnHand - Math.Min(level.OnHand, units), Backordered = level.Backordered + units - Math.Min(level.OnHand, units) };

    private static Result<PlacedOrder> Stage(Unit unit, PlacementInLine pending, long number, IReadOnlyList<StockLevel> levels, SimulatedNode node, DateTimeOffset now)
    {
        var order = pending.Order;
        var version = order.CheckoutVersion + pending.Facts.Count;
        unit.Append(order.CheckoutId, order.CheckoutVersion, pending.Facts);
        unit.Append(order.OrderId, 0, [node.World.Rules.Placed(order, number, now)]);
        MemoryCheckouts.Show(node, unit, order.CheckoutId, pending.After, now);
        var placed = new PlacedOrder(order.OrderId, number, pending.After, version, levels);
        node.World.Rules.Keep(unit, pending.Call, pending.Answer(placed), now);
        return placed;
    }

    private static StockLevel Shown(string variant, (Stock Level, long Version) row) => new(variant, row.Level.OnHand, row.Version, row.Level.Backorderable);
}
