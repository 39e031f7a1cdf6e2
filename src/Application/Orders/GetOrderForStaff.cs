using Commerce.Application.Pipeline;
using Commerce.Domain;
using Commerce.Domain.Orders;

namespace Commerce.Application.Orders;

/// <summary>Shows any order to the staff. Changes nothing.</summary>
public static class GetOrderForStaff
{
    /// <param name="Explain">Whether to say why it cost what it cost.</param>
    public sealed record Query(Guid OrderId, bool Explain) : IQuery<OrderView>;

    internal sealed class Handler(IOrders orders, OrderExplained explained) : IQueryHandler<Query, OrderView>
    {
        public async Task<Result<OrderView>> Handle(Query query, CancellationToken ct)
        {
            if (await orders.Load(query.OrderId, ct) is not (Order.Known order, var version))
                return OrderRefusals.Unknown;

            var view = OrderView.Of(query.OrderId, order, version);
            return query.Explain ? await explained.Explain(view, order.Book.Terms, ct) : view;
        }
    }
}
