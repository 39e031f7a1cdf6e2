using System.Text.Json;
using Commerce.Application.Pipeline;
using Commerce.Domain;
using FluentValidation;

namespace Commerce.Application.Webhooks;

/// <summary>Shows what was sent, what waits, and what was given up, newest first. Changes nothing.</summary>
public static class ListWebhookDeliveries
{
    /// <param name="State"><c>waiting</c>, <c>delivered</c> or <c>dead</c>; null for all.</param>
    public sealed record Query(string? State, Guid? EndpointId, string? Cursor, int Limit) : IQuery<Page<WebhookDeliveryView>>;

    internal sealed class Validator : AbstractValidator<Query>
    {
        public Validator()
        {
            RuleFor(query => query.State).Must(state => state is null || States.ContainsKey(state)).WithMessage($"One of {string.Join(", ", States.Keys)}.");
            RuleFor(query => query.Limit).InclusiveBetween(1, Paging.Most);
            RuleFor(query => query.Cursor).Must(cursor => cursor is null || Cursor.TryRead<DeliveryCursor>(cursor, out _)).WithMessage("Not a cursor of this list.");
        }
    }

    internal sealed class Handler(IWebhookDeliveries deliveries) : IQueryHandler<Query, Page<WebhookDeliveryView>>
    {
        public async Task<Result<Page<WebhookDeliveryView>>> Handle(Query query, CancellationToken ct)
        {
            DeliveryState? state = query.State is null ? null : States[query.State];

            return await deliveries.Find(state, query.EndpointId, query.Cursor, query.Limit, ct);
        }
    }

    private static readonly Dictionary<string, DeliveryState> States = Enum.GetValues<DeliveryState>().ToDictionary(state => JsonNamingPolicy.SnakeCaseLower.ConvertName(state.ToString()));
}
