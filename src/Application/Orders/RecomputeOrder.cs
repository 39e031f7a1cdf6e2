using System.Text.Json;
using Commerce.Application.Pipeline;
using Commerce.Domain;
using Commerce.Domain.Orders;
using Commerce.Domain.Pricing;

namespace Commerce.Application.Orders;

/// <summary>Makes an order's totals again of what was frozen with its checkout, by the rules of the versions it names, and says whether they are the same to the byte. Nothing changes.</summary>
public static class RecomputeOrder
{
    public sealed record Query(Guid OrderId) : IQuery<OrderRecomputation>;

    internal sealed class Handler(IOrders orders, OrderExplained explained) : IQueryHandler<Query, OrderRecomputation>
    {
        public async Task<Result<OrderRecomputation>> Handle(Query query, CancellationToken ct)
        {
            if ((await orders.Load(query.OrderId, ct)).State is not Order.Known { Book.Terms: var terms })
                return OrderRefusals.Unknown;

            return await explained.Again(terms, explain: false, ct) is { Quote: var again }
                ? OrderRecomputation.Of(query.OrderId, terms.Quote, again)
                : new Refusal(RefusalKind.Conflict, "order.basis_unknown", "What this order's totals were made of was not kept with it.");
        }
    }
}

/// <summary>An order's totals, made again.</summary>
/// <param name="IsIdentical">Whether each amount, line, discount and tax is the same: byte for byte.</param>
/// <param name="Sold">The total as it was charged.</param>
/// <param name="Recomputed">The total as it comes out now.</param>
public sealed record OrderRecomputation(Guid OrderId, long PriceVersion, long DiscountVersion, bool IsIdentical, Money Sold, Money Recomputed)
{
    internal static OrderRecomputation Of(Guid orderId, Quote sold, Quote again) => new(
        orderId, sold.PriceVersion, sold.DiscountVersion, JsonSerializer.SerializeToUtf8Bytes(sold).AsSpan().SequenceEqual(JsonSerializer.SerializeToUtf8Bytes(again)), sold.Total, again.Total);
}
