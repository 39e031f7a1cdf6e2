using Carter;
using Commerce.Application.Orders;
using Commerce.Application.Pipeline;
using Commerce.Web.Http;
using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace Commerce.Web.Orders;

/// <summary>A buyer's own orders.</summary>
public sealed class OrdersModule : ICarterModule
{
    public void AddRoutes(IEndpointRouteBuilder app)
    {
        var orders = app.MapGroup("/v1/orders").WithTags("Orders");

        orders.MapGet("", List).WithName(nameof(ListMyOrders)).Allow(Access.Customer);
        orders.MapGet("/{orderId:guid}", Show).WithName(nameof(GetOrder)).Allow(Access.Shopper).Refuses("order.unknown");
    }

    [EndpointSummary("List my orders, newest first")]
    private static async Task<Results<Ok<Page<OrderSummary>>, ProblemHttpResult>> List(
        Caller caller, ISender sender, CancellationToken ct, string? cursor = null, int limit = Paging.Default) =>
        (await sender.Send(new ListMyOrders.Query(((Caller.Customer)caller).Id, cursor, limit), ct)).ToHttp();

    /// <summary>A guest shows the token of the order; a customer is known by the bearer token.</summary>
    [EndpointSummary("Show my order")]
    [EndpointDescription("With `explain=true` the answer says why it cost what it cost, by the rules it was sold with.")]
    private static async Task<Results<Ok<OrderView>, ProblemHttpResult>> Show(
        Guid orderId, bool? explain, [FromHeader(Name = "Order-Token")] string? token, Caller caller, ISender sender, CancellationToken ct) =>
        (await sender.Send(new GetOrder.Query(orderId, caller, token, explain ?? false), ct)).ToHttp();
}
