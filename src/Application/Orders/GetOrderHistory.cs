using Commerce.Application.Pipeline;
using Commerce.Domain;
using Commerce.Domain.Orders;

namespace Commerce.Application.Orders;

/// <summary>Tells in words what has happened to an order, oldest first. Changes nothing.</summary>
public static class GetOrderHistory
{
    public sealed record Query(Guid OrderId) : IQuery<IReadOnlyList<OrderHistoryEntry>>;

    internal sealed class Handler(IOrders orders) : IQueryHandler<Query, IReadOnlyList<OrderHistoryEntry>>
    {
        public async Task<Result<IReadOnlyList<OrderHistoryEntry>>> Handle(Query query, CancellationToken ct)
        {
            var history = await orders.History(query.OrderId, ct);
            if (history is not [{ Fact: Order.Event.Placed placed }, ..])
                return OrderRefusals.Unknown;

            var skus = placed.Quote.Lines.ToDictionary(line => line.LineId, line => line.Sku, StringComparer.Ordinal);
            return history.Select(entry => OrderWords.Of(entry, skus)).ToArray();
        }
    }
}
