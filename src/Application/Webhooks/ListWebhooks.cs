using Commerce.Application.Pipeline;
using Commerce.Domain;

namespace Commerce.Application.Webhooks;

/// <summary>Shows who is told what happens in the shop. Changes nothing.</summary>
public static class ListWebhooks
{
    public sealed record Query : IQuery<Page<WebhookEndpointView>>;

    internal sealed class Handler(IWebhookEndpointList endpoints) : IQueryHandler<Query, Page<WebhookEndpointView>>
    {
        public async Task<Result<Page<WebhookEndpointView>>> Handle(Query query, CancellationToken ct) => new Page<WebhookEndpointView>(await endpoints.All(ct), null);
    }
}
