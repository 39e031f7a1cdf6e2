using Commerce.Application.Pipeline;
using Commerce.Domain.Webhooks;

namespace Commerce.Application.Webhooks;

/// <summary>Endpoints, each a stream under its id.</summary>
public interface IWebhookEndpoints : IDecider<WebhookEndpoint, WebhookEndpoint.Command>;

/// <summary>The endpoints there are.</summary>
public interface IWebhookEndpointList
{
    /// <summary>Newest first; removed ones are not among them.</summary>
    Task<IReadOnlyList<WebhookEndpointView>> All(CancellationToken ct);

    /// <summary>What deliveries to an endpoint are signed with: <c>whsec_</c> and 32 bytes in base64. Derived from a key that the database made for itself, so it is stored nowhere.</summary>
    Task<string> SecretOf(Guid endpointId, CancellationToken ct);
}

/// <summary>An endpoint without its secret.</summary>
/// <param name="Types">What it is told; empty for everything.</param>
public sealed record WebhookEndpointView(Guid Id, Uri Url, IReadOnlyList<string> Types, string RegisteredBy, DateTimeOffset RegisteredAt);
