using Commerce.Application.Pipeline;
using Commerce.Domain;

namespace Commerce.Application.Webhooks;

/// <summary>What is to be sent to whom, and what became of it. Kept for 30 days.</summary>
public interface IWebhookDeliveries
{
    /// <summary>Newest first. A cursor that is none starts at the beginning.</summary>
    Task<Page<WebhookDeliveryView>> Find(DeliveryState? state, Guid? endpointId, string? cursor, int limit, CancellationToken ct);

    /// <summary>Sends it again from now on, as if for the first time, under the same event id. Null when there is no such delivery.</summary>
    Task<WebhookDeliveryView?> Resend(Guid deliveryId, CancellationToken ct);
}

/// <summary>Where a delivery stands.</summary>
public enum DeliveryState
{
    /// <summary>Not taken yet: it is tried, again and again.</summary>
    Waiting,

    /// <summary>The endpoint answered 2xx.</summary>
    Delivered,

    /// <summary>Given up after the last try. Nobody hears of it any more, unless it is sent again.</summary>
    Dead,
}

/// <summary>One event on its way to one endpoint.</summary>
/// <param name="EventId">What the receiver sees as <c>webhook-id</c>: the same however often it is sent.</param>
/// <param name="OccurredAt">When it happened in the shop.</param>
/// <param name="Tries">So far.</param>
/// <param name="NextTryAt">Null when there is none.</param>
/// <param name="LastStatus">What the endpoint answered last; null when it did not.</param>
/// <param name="Problem">Why the last try came to nothing.</param>
public sealed record WebhookDeliveryView(
    Guid Id, Guid EventId, string Type, Guid EndpointId, DeliveryState State, DateTimeOffset OccurredAt, int Tries, DateTimeOffset? NextTryAt, int? LastStatus, string? Problem);

/// <summary>The last delivery of a page: ids rise with time.</summary>
internal sealed record DeliveryCursor(Guid Id);

public static class WebhookRefusals
{
    public static Refusal DeliveryUnknown => new(RefusalKind.NotFound, "webhook.delivery_unknown", "There is no such delivery.");
}
