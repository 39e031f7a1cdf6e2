using Commerce.Application.Pipeline;
using Commerce.Domain.Orders;

namespace Commerce.Application.Orders;

/// <summary>
/// The orders. A decision that gives units back to stock changes <c>stock_level</c> in the same commit and sends the new levels to the real-time layer after it.
/// </summary>
public interface IOrders : IDecider<Order, Order.Command>
{
    /// <summary>What has happened to an order, oldest first. Empty when there is none.</summary>
    Task<IReadOnlyList<OrderFact>> History(Guid orderId, CancellationToken ct);
}

/// <param name="At">When it was stored.</param>
public sealed record OrderFact(DateTimeOffset At, Order.Event Fact);
