using Commerce.Application.Checkouts;
using Commerce.Application.Inventory;
using Commerce.Application.Pipeline;
using Commerce.Domain;
using Commerce.Domain.Checkouts;
using Commerce.Domain.Orders;
using Commerce.Infrastructure.Operations;
using Commerce.Infrastructure.Streams.Checkouts;
using Commerce.Infrastructure.Streams.Commits;
using Commerce.Infrastructure.Streams.Discounts;

namespace Commerce.Infrastructure.Streams.Placement;

/// <summary>Decides, has the order written in a shared commit, and tells the real-time layer afterwards.</summary>
internal sealed class MartenOrderPlacement(StreamContext context, SharedCommits commits, CheckoutWriting writing, IInventory inventory) : IOrderPlacement
{
    public async Task<Result<TView>> Place<TView>(OrderToPlace order, Func<PlacedOrder, TView> view, CancellationToken ct)
    {
        var (state, facts, now) = (order.Checkout, new List<Checkout.Event>(), context.Clock.GetUtcNow());
        foreach (var command in order.Commands)
        {
            var decision = Checkout.Decide(state, command, now);
            if (decision.Refusal is { } refusal)
                return refusal;

            state = decision.Events.Aggregate(state, Checkout.Evolve);
            facts.AddRange(decision.Events);
        }

        var written = await Write(order, new(order.CheckoutId, order.Checkout, order.CheckoutVersion, facts, state, now), view, ct);
        if (!written.Is(out var placed))
            return written.Refusal!;

        await inventory.EndClaimed(order.CartId, placed.Order.Levels, ct);
        return placed.Answer;
    }

    private async Task<Result<(PlacedOrder Order, TView Answer)>> Write<TView>(
        OrderToPlace order, Decided<Checkout, Checkout.Event> checkout, Func<PlacedOrder, TView> view, CancellationToken ct)
    {
        var (units, trace, outcome) = (order.Quote.UnitsByVariant(), PendingCommit.Trace, (Result<(PlacedOrder, TView)>?)null);
        var pending = new PendingCommit([.. CheckoutWriting.Touches(checkout.Id, checkout.After, context.Call), order.OrderId], Stage, units);
        try
        {
            await commits.Write(pending).WaitAsync(ct);
        }
        catch (Exception lost) when (MartenRaces.IsLost(lost))
        {
            return StreamRefusals.MovedOn(null);
        }
        catch (Exception fault) when ((CartRaces.Explain(fault) ?? DiscountUses.Explain(fault)) is { } another)
        {
            return another;
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            if (await context.TakenKey(CancellationToken.None) is { } earlier)
                throw new IdempotencyKeyTakenException(earlier);

            throw;
        }

        if (outcome!.Refusal is null)
            context.Call.Stored();

        (outcome.Refusal is null ? Telemetry.OrdersPlaced : Telemetry.ClaimsRefused).Add(1);
        return outcome;

        void Stage(CommitSheet sheet, OrderClaim? claim)
        {
            if (claim!.Number is not { } number)
            {
                outcome = claim.Refusal(units);
                return;
            }

            var now = context.Clock.GetUtcNow();
            var first = order.Placed(number, now);
            writing.Write(sheet, checkout with { At = now }, trace);
            writing.Write(sheet, new Decided<Order, Order.Event>(order.OrderId, Order.Initial, 0, [first], Order.Evolve(Order.Initial, first), now), trace);

            var placed = new PlacedOrder(order.OrderId, number, checkout.After, checkout.NewVersion, claim.Levels);
            var answer = view(placed);
            sheet.Keep(context.Call, context.Call.Record(answer, now));
            outcome = (placed, answer);
        }
    }
}
