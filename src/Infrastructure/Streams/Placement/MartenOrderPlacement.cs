using Commerce.Application.Checkouts;
using Commerce.Application.Inventory;
using Commerce.Domain;
using Commerce.Domain.Checkouts;

namespace Commerce.Infrastructure.Streams.Placement;

/// <summary>Decides, queues the order for the shared commit, and tells the real-time layer afterwards.</summary>
internal sealed class MartenOrderPlacement(StreamContext context, PlacementWriter writer, IInventory inventory) : IOrderPlacement
{
    public async Task<Result<TView>> Place<TView>(OrderToPlace order, Func<PlacedOrder, TView> view, CancellationToken ct)
    {
        var (state, facts) = (order.Checkout, new List<Checkout.Event>());
        foreach (var command in order.Commands)
        {
            var decision = Checkout.Decide(state, command, context.Clock.GetUtcNow());
            if (decision.Refusal is { } refusal)
                return refusal;

            state = decision.Events.Aggregate(state, Checkout.Evolve);
            facts.AddRange(decision.Events);
        }

        TView? answer = default;
        var written = await writer.Write(new(order, facts, state, placed => answer = view(placed), context.Call)).WaitAsync(ct);
        if (!written.Is(out var placed))
            return written.Refusal!;

        await inventory.EndClaimed(order.CartId, placed.Levels, ct);
        return answer!;
    }
}
