using System.Text.Json;
using Commerce.Application.Pipeline;
using Commerce.Domain;
using FluentValidation;

namespace Commerce.Application.Orders;

/// <summary>Lists orders for the staff, newest first, narrowed by any of the filters. Changes nothing.</summary>
public static class ListOrders
{
    /// <param name="Status">As the answers spell it, e.g. <c>partly_fulfilled</c>.</param>
    /// <param name="Text">Words or beginnings of words of number, e-mail, name, address, SKU or title.</param>
    public sealed record Query(
        string? Status, DateTimeOffset? From, DateTimeOffset? Until, Guid? CustomerId, string? Email, long? Number, string? Text, string? Cursor, int Limit) : IQuery<Page<OrderSummary>>;

    internal sealed class Validator : AbstractValidator<Query>
    {
        public Validator()
        {
            RuleFor(query => query.Status).Must(status => status is null || Statuses.ContainsKey(status)).WithMessage($"One of {string.Join(", ", Statuses.Keys)}.");
            RuleFor(query => query.Until).GreaterThan(query => query.From).When(query => query.From is not null);
            RuleFor(query => query.Email).OptionalText(254);
            RuleFor(query => query.Text).MaximumLength(200);
            RuleFor(query => query.Limit).InclusiveBetween(1, Paging.Most);
            RuleFor(query => query.Cursor).Must(OrderCursor.IsOne).WithMessage(OrderCursor.IsNone);
        }
    }

    internal sealed class Handler(IOrderList orders) : IQueryHandler<Query, Page<OrderSummary>>
    {
        public async Task<Result<Page<OrderSummary>>> Handle(Query query, CancellationToken ct)
        {
            OrderStatus? status = query.Status is null ? null : Statuses[query.Status];

            return await orders.Find(new(status, query.From, query.Until, query.CustomerId, query.Email, query.Number, query.Text), query.Cursor, query.Limit, ct);
        }
    }

    private static readonly Dictionary<string, OrderStatus> Statuses = Enum.GetValues<OrderStatus>().ToDictionary(status => JsonNamingPolicy.SnakeCaseLower.ConvertName(status.ToString()));
}
