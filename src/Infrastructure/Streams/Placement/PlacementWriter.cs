using System.Threading.Channels;
using Commerce.Application.Checkouts;
using Commerce.Application.Pipeline;
using Commerce.Domain;
using Commerce.Domain.Checkouts;
using Commerce.Domain.Orders;
using Commerce.Infrastructure.Operations;
using Commerce.Infrastructure.Streams.Checkouts;
using Commerce.Infrastructure.Streams.Discounts;
using Marten;
using Marten.Services;
using Microsoft.Extensions.Hosting;
using Npgsql;

namespace Commerce.Infrastructure.Streams.Placement;

/// <summary>
/// Group commit: whoever waits while one commit is under way shares the next. Order numbers without gaps put all placements in one line anyway;
/// sharing makes that line short (docs/adr, docs/performance.md).
/// </summary>
internal sealed class PlacementWriter(
    IDocumentStore store,
    NpgsqlDataSource source,
    TimeProvider clock,
    IEnumerable<IReadModel<Checkout>> checkoutModels,
    IEnumerable<IReadModel<Order>> orderModels) : BackgroundService
{
    /// <summary>More in one commit gains nothing measurable and lets the first wait longer.</summary>
    private const int Most = 64;

    private readonly Channel<PendingOrder> queue = Channel.CreateUnbounded<PendingOrder>(new() { SingleReader = true });

    public Task<Result<PlacedOrder>> Write(PendingOrder order)
    {
        if (!queue.Writer.TryWrite(order))
            order.Fail(Stopping());

        return order.Done;
    }

    public override Task StopAsync(CancellationToken cancellationToken)
    {
        queue.Writer.TryComplete();
        return base.StopAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // Reads to the end of the queue, not to the stop signal: what was accepted is written.
        while (await queue.Reader.WaitToReadAsync(CancellationToken.None))
        {
            var waiting = new List<PendingOrder>();
            while (waiting.Count < Most && queue.Reader.TryRead(out var order))
                waiting.Add(order);

            await Settle([.. waiting]);
        }
    }

    /// <summary>Writes the batch; if the commit fails, each member again by itself, so that only the culprit hears of it.</summary>
    private async Task Settle(PendingOrder[] batch)
    {
        try
        {
            await Commit(batch);
        }
        catch (Exception) when (batch.Length > 1)
        {
            foreach (var order in batch)
                await Settle([order]);
        }
        catch (Exception fault)
        {
            await Explain(batch[0], fault);
        }
    }

    private async Task Commit(PendingOrder[] batch)
    {
        await using var connection = await source.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        var claims = await ClaimStatement.Claim(transaction, batch);
        var outcomes = new Result<PlacedOrder>[batch.Length];
        await using var session = store.LightweightSession(SessionOptions.ForTransaction(transaction));
        for (var i = 0; i < batch.Length; i++)
            outcomes[i] = claims[i].Number is { } number ? Stage(session, batch[i], claims[i], number) : claims[i].Refusal(batch[i].Units);

        // A refusal counts only if the claims it lost to are real, so nobody is told anything before the commit.
        await session.SaveChangesAsync();
        await transaction.CommitAsync();
        Telemetry.PlacementBatch.Record(batch.Length);
        for (var i = 0; i < batch.Length; i++)
        {
            if (outcomes[i].Refusal is null)
            {
                batch[i].Call.Stored();
                Telemetry.OrdersPlaced.Add(1);
            }
            else
            {
                Telemetry.ClaimsRefused.Add(1);
            }

            batch[i].Finish(outcomes[i]);
        }
    }

    private PlacedOrder Stage(IDocumentSession session, PendingOrder pending, OrderClaim claim, long number)
    {
        var (now, order) = (clock.GetUtcNow(), pending.Order);
        var version = order.CheckoutVersion + pending.Facts.Count;
        var first = order.Placed(number, now);
        session.AppendFacts(order.CheckoutId, order.CheckoutVersion, pending.Facts);
        session.AppendFacts<Order.Event>(order.OrderId, 0, [first]);
        foreach (var model in checkoutModels)
            model.Write(session, order.CheckoutId, pending.After, version, now);
        foreach (var model in orderModels)
            model.Write(session, order.OrderId, Order.Evolve(Order.Initial, first), 1, now);

        var placed = new PlacedOrder(order.OrderId, number, pending.After, version, claim.Levels);
        session.Keep(pending.Call, pending.Answer(placed), now);
        return placed;
    }

    private async Task Explain(PendingOrder order, Exception fault)
    {
        try
        {
            if (MartenRaces.IsLost(fault))
                order.Finish(StreamRefusals.MovedOn(null));
            else if ((CartRaces.Explain(fault) ?? DiscountUses.Explain(fault)) is { } another)
                order.Finish(another);
            else if (await store.TakenKey(order.Call, CancellationToken.None) is { } earlier)
                order.Fail(new IdempotencyKeyTakenException(earlier));
            else
                order.Fail(fault);
        }
        catch (Exception further)
        {
            order.Fail(new AggregateException(fault, further));
        }
    }

    private static DependencyUnavailableException Stopping() => new("node_stopping", "This node is going down. Repeat the request.");
}
