using Commerce.Domain.Webhooks;

namespace Commerce.Infrastructure.Streams;

internal static partial class EventNames
{
    private static (Type Fact, string Name)[] Webhooks =>
    [
        (typeof(WebhookEndpoint.Event.Registered), "webhook_endpoint_registered"),
        (typeof(WebhookEndpoint.Event.Removed), "webhook_endpoint_removed"),
    ];
}
