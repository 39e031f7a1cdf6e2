using Carter;
using Commerce.Application.Payments;
using Commerce.Application.Pipeline;
using Commerce.Web.Http;
using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Commerce.Web.Payments;

/// <summary>What operators see of payments.</summary>
public sealed class AdminPaymentsModule : ICarterModule
{
    public void AddRoutes(IEndpointRouteBuilder app) =>
        app.MapGet("/v1/admin/payment-events", List).WithName(nameof(ListPaymentEvents)).WithTags("Payments").Allow(Access.Staff("payments:read"));

    /// <param name="state">waiting, matched, ignored or refused.</param>
    /// <param name="provider">Of this provider.</param>
    /// <param name="attemptId">About this attempt.</param>
    /// <param name="checkoutId">About an attempt of this checkout.</param>
    /// <param name="sender">Sends the query.</param>
    /// <param name="ct">Cancels it.</param>
    /// <param name="cursor">From the page before.</param>
    /// <param name="limit">1 to 100.</param>
    [EndpointSummary("List what payment providers reported and what became of it, newest first")]
    private static async Task<Results<Ok<Page<PaymentEventView>>, ProblemHttpResult>> List(
        string? state, string? provider, Guid? attemptId, Guid? checkoutId, ISender sender, CancellationToken ct, string? cursor = null, int limit = Paging.Default) =>
        (await sender.Send(new ListPaymentEvents.Query(state, provider, attemptId, checkoutId, cursor, limit), ct)).ToHttp();
}
