using Commerce.Application.Pipeline;
using Commerce.Domain;
using FluentValidation;

namespace Commerce.Application.Orders;

/// <summary>Lists a customer's own orders, newest first. Changes nothing.</summary>
public static class ListMyOrders
{
    public sealed record Query(Guid CustomerId, string? Cursor, int Limit) : IQuery<Page<OrderSummary>>;

    internal sealed class Validator : AbstractValidator<Query>
    {
        public Validator()
        {
            RuleFor(query => query.Limit).InclusiveBetween(1, Paging.Most);
            RuleFor(query => query.Cursor).Must(OrderCursor.IsOne).WithMessage(OrderCursor.IsNone);
        }
    }

    internal sealed class Handler(IOrderList orders) : IQueryHandler<Query, Page<OrderSummary>>
    {
        public async Task<Result<Page<OrderSummary>>> Handle(Query query, CancellationToken ct) =>
            await orders.Find(new OrderFilter(CustomerId: query.CustomerId), query.Cursor, query.Limit, ct);
    }
}
