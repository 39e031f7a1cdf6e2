using System.Text.Json;
using Commerce.Application.Pipeline;
using Commerce.Domain;
using FluentValidation;

namespace Commerce.Application.Payments;

/// <summary>Shows operators what providers told the shop and what became of it, newest first: what waits, what was matched, what nobody wanted, what was forged. Changes nothing.</summary>
public static class ListPaymentEvents
{
    /// <param name="State"><c>waiting</c>, <c>matched</c>, <c>ignored</c> or <c>refused</c>; null for all.</param>
    public sealed record Query(string? State, string? Provider, Guid? AttemptId, Guid? CheckoutId, string? Cursor, int Limit) : IQuery<Page<PaymentEventView>>;

    internal sealed class Validator : AbstractValidator<Query>
    {
        public Validator()
        {
            RuleFor(query => query.State).Must(state => state is null || States.ContainsKey(state)).WithMessage($"One of {string.Join(", ", States.Keys)}.");
            RuleFor(query => query.Provider).OptionalText(64);
            RuleFor(query => query.Limit).InclusiveBetween(1, Paging.Most);
            RuleFor(query => query.Cursor).Must(cursor => cursor is null || Cursor.TryRead<PaymentEventCursor>(cursor, out _)).WithMessage("Not a cursor of this list.");
        }
    }

    internal sealed class Handler(IPaymentEventLog log) : IQueryHandler<Query, Page<PaymentEventView>>
    {
        public async Task<Result<Page<PaymentEventView>>> Handle(Query query, CancellationToken ct)
        {
            PaymentEventState? state = query.State is null ? null : States[query.State];

            return await log.Find(new(state, query.Provider, query.AttemptId, query.CheckoutId), query.Cursor, query.Limit, ct);
        }
    }

    private static readonly Dictionary<string, PaymentEventState> States = Enum.GetValues<PaymentEventState>().ToDictionary(state => JsonNamingPolicy.SnakeCaseLower.ConvertName(state.ToString()));
}
