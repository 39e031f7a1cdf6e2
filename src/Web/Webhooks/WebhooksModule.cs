using Carter;
using Commerce.Application.Pipeline;
using Commerce.Application.Webhooks;
using Commerce.Web.Http;
using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Commerce.Web.Webhooks;

/// <summary>Other programs' addresses that are told what happens in the shop.</summary>
public sealed class WebhooksModule : ICarterModule
{
    private static readonly Access Read = Access.Staff("webhooks:read");
    private static readonly Access Write = Access.Staff("webhooks:write");

    public void AddRoutes(IEndpointRouteBuilder app)
    {
        var endpoints = app.MapGroup("/v1/admin/webhook-endpoints").WithTags("Webhooks (admin)");
        endpoints.MapGet("", List).WithName(nameof(ListWebhooks)).Allow(Read);
        endpoints.MapPost("", Register).WithName(nameof(RegisterWebhook)).Allow(Write).KeepsNoAnswer();
        endpoints.MapDelete("/{endpointId:guid}", Remove).WithName(nameof(RemoveWebhook)).Allow(Write).Refuses("webhook.endpoint_unknown");

        var deliveries = app.MapGroup("/v1/admin/webhook-deliveries").WithTags("Webhooks (admin)");
        deliveries.MapGet("", Deliveries).WithName(nameof(ListWebhookDeliveries)).Allow(Read);
        deliveries.MapPost("/{deliveryId:guid}/resend", Resend).WithName(nameof(ResendWebhookDelivery)).Allow(Write).Refuses("webhook.delivery_unknown");
    }

    /// <param name="Url">http or https; redirects are not followed.</param>
    /// <param name="Types">What it wants to hear; leave it out for everything.</param>
    public sealed record WebhookEndpointRequest(Uri Url, IReadOnlyList<string>? Types = null);

    [EndpointSummary("List the endpoints that are told what happens, without their secrets")]
    private static async Task<Results<Ok<Page<WebhookEndpointView>>, ProblemHttpResult>> List(ISender sender, CancellationToken ct) =>
        (await sender.Send(new ListWebhooks.Query(), ct)).ToHttp();

    [EndpointSummary("Register an endpoint; its secret is shown this once")]
    private static async Task<Results<Created<RegisteredWebhook>, ProblemHttpResult>> Register(WebhookEndpointRequest body, Caller caller, ISender sender, CancellationToken ct) =>
        (await sender.Send(new RegisterWebhook.Command(body.Url, body.Types ?? [], caller.Name), ct)).ToCreated(endpoint => $"/v1/admin/webhook-endpoints/{endpoint.Id}");

    [EndpointSummary("Remove an endpoint: it is told nothing any more")]
    private static async Task<Results<NoContent, ProblemHttpResult>> Remove(Guid endpointId, Caller caller, ISender sender, CancellationToken ct) =>
        (await sender.Send(new RemoveWebhook.Command(endpointId, caller.Name), ct)).ToNoContent();

    /// <param name="state">waiting, delivered or dead.</param>
    /// <param name="endpointId">To this endpoint.</param>
    /// <param name="sender">Sends the query.</param>
    /// <param name="ct">Cancels it.</param>
    /// <param name="cursor">From the page before.</param>
    /// <param name="limit">1 to 100.</param>
    [EndpointSummary("List deliveries, newest first")]
    private static async Task<Results<Ok<Page<WebhookDeliveryView>>, ProblemHttpResult>> Deliveries(
        string? state, Guid? endpointId, ISender sender, CancellationToken ct, string? cursor = null, int limit = Paging.Default) =>
        (await sender.Send(new ListWebhookDeliveries.Query(state, endpointId, cursor, limit), ct)).ToHttp();

    [EndpointSummary("Send an event to its endpoint once more")]
    private static async Task<Results<Ok<WebhookDeliveryView>, ProblemHttpResult>> Resend(Guid deliveryId, ISender sender, CancellationToken ct) =>
        (await sender.Send(new ResendWebhookDelivery.Command(deliveryId), ct)).ToHttp();
}
