using Commerce.Application.Pipeline;
using Commerce.Domain;
using Commerce.Domain.Orders;

namespace Commerce.Application.Orders;

/// <summary>Shows any order to the staff. Changes nothing.</summary>
public static class GetOrderForStaff
{
    public sealed record Query(Guid OrderId) : IQuery<OrderView>;

    internal sealed class Handler(IOrders orders) : IQueryHandler<Query, OrderView>
    {
        public async Task<Result<OrderView>> Handle(Query query, CancellationToken ct) =>
            await orders.Load(query.OrderId, ct) is (Order.Known order, var version) ? OrderView.Of(query.OrderId, order, version) : OrderRefusals.Unknown;
    }
}
