using System.Security.Cryptography;
using System.Text;
using Commerce.Application.Pipeline;
using Commerce.Domain;
using Commerce.Domain.Orders;

namespace Commerce.Application.Orders;

/// <summary>Shows an order to its buyer: the customer who signed in, or the guest who has the token the checkout gave out. Changes nothing.</summary>
public static class GetOrder
{
    /// <param name="Token">From the header <c>Order-Token</c>.</param>
    /// <param name="Explain">Whether to say why it cost what it cost.</param>
    public sealed record Query(Guid OrderId, Caller Caller, string? Token, bool Explain) : IQuery<OrderView>;

    internal sealed class Handler(IOrders orders, OrderExplained explained) : IQueryHandler<Query, OrderView>
    {
        public async Task<Result<OrderView>> Handle(Query query, CancellationToken ct)
        {
            var (state, version) = await orders.Load(query.OrderId, ct);

            if (state is not Order.Known order || !IsTheirs(order.Book.Terms, query))
                return OrderRefusals.Unknown;

            var view = OrderView.Of(query.OrderId, order, version);
            return query.Explain ? await explained.Explain(view, order.Book.Terms, ct) : view;
        }

        private static bool IsTheirs(Order.Event.Placed terms, Query query) =>
            (query.Caller is Caller.Customer customer && customer.Id == terms.CustomerId)
            || (query.Token is { } token && terms.TokenHash is { } hash && CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(Fingerprint.Of(token)), Encoding.ASCII.GetBytes(hash)));
    }
}
