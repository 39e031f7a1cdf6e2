using Commerce.Application.Webhooks;
using Commerce.Domain.Webhooks;
using Marten;

namespace Commerce.Infrastructure.Streams.Webhooks;

internal sealed class MartenWebhookEndpoints(StreamContext context) : MartenDecider<WebhookEndpoint, WebhookEndpoint.Event, WebhookEndpoint.Command>(context), IWebhookEndpoints;

/// <summary>Keeps <c>webhook_endpoint</c>: those that are there.</summary>
internal sealed class WebhookEndpointRow : IReadModel<WebhookEndpoint>
{
    public void Write(IDocumentOperations session, Guid id, WebhookEndpoint state, long version, DateTimeOffset at)
    {
        if (state is WebhookEndpoint.Live live)
            session.QueueSqlCommand(
                "insert into webhook_endpoint (id, url, types, registered_by, registered_at) values (?, ?, ?, ?, ?) on conflict (id) do nothing", id, live.Url, live.Types.ToArray(), live.RegisteredBy, at.ToUniversalTime());
        else
            session.QueueSqlCommand("delete from webhook_endpoint where id = ?", id);
    }
}
