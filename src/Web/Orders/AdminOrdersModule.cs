using Carter;
using Commerce.Application.Orders;
using Commerce.Application.Pipeline;
using Commerce.Domain;
using Commerce.Domain.Orders;
using Commerce.Web.Http;
using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Commerce.Web.Orders;

/// <summary>All orders, for staff.</summary>
public sealed class AdminOrdersModule : ICarterModule
{
    private static readonly string[] Paid = ["order.unknown", "order.payment_open", "order.illegal_move"];

    public void AddRoutes(IEndpointRouteBuilder app)
    {
        var orders = app.MapGroup("/v1/admin/orders").WithTags("Orders");

        orders.MapGet("", List).WithName(nameof(ListOrders)).Allow(Access.Staff("orders:read"));
        orders.MapGet("/{orderId:guid}", Show).WithName(nameof(GetOrderForStaff)).Allow(Access.Staff("orders:read")).Refuses("order.unknown");
        orders.MapGet("/{orderId:guid}/history", History).WithName(nameof(GetOrderHistory)).Allow(Access.Staff("orders:read")).Refuses("order.unknown");
        orders.MapGet("/{orderId:guid}/recomputation", Recompute).WithName(nameof(RecomputeOrder)).Allow(Access.Staff("orders:read")).Refuses("order.unknown", "order.basis_unknown");
        orders.MapPost("/{orderId:guid}/cancellation", Cancel).WithName(nameof(CancelOrder)).NeedsIdempotencyKey().Allow(Access.Staff("orders:write")).Refuses(Paid);
        orders.MapPost("/{orderId:guid}/fulfilments", Fulfil).WithName(nameof(FulfilOrder)).NeedsIdempotencyKey().Allow(Access.Staff("orders:write")).Refuses([.. Paid, "order.line_unknown", "order.units_exceeded"]);
        orders.MapPost("/{orderId:guid}/refunds", Refund).WithName(nameof(RefundOrder)).NeedsIdempotencyKey().Allow(Access.Staff("orders:write")).Refuses([.. Paid, "order.line_unknown", "order.units_exceeded", "order.refund_empty", "order.refund_amount_invalid", "order.refund_exceeds_captured", "order.shipping_exceeded"]);
    }

    /// <param name="Reason">For the history; at most 200 characters.</param>
    public sealed record CancelOrderRequest(string Reason);

    /// <param name="Lines">What is in the parcel; leave it out to send everything still open.</param>
    /// <param name="Tracking">Where the parcel is.</param>
    public sealed record FulfilOrderRequest(IReadOnlyList<LineUnits>? Lines = null, Tracking? Tracking = null);

    /// <param name="Reason">For the history; at most 200 characters.</param>
    /// <param name="Lines">Units to pay back. Those not returned were never sent and go back to stock.</param>
    /// <param name="Shipping">Of the shipping costs.</param>
    /// <param name="Other">An allowance that belongs to no line.</param>
    public sealed record RefundOrderRequest(string Reason, IReadOnlyList<RefundUnits>? Lines = null, Money? Shipping = null, Money? Other = null);

    /// <param name="status">placed, paid, partly_fulfilled, fulfilled or cancelled.</param>
    /// <param name="from">Placed at or after this instant.</param>
    /// <param name="until">Placed before this instant.</param>
    /// <param name="customerId">Of this customer.</param>
    /// <param name="email">The whole address, whatever the case.</param>
    /// <param name="number">The order number.</param>
    /// <param name="text">Words or beginnings of words of number, e-mail, name, address, SKU or title.</param>
    /// <param name="sender">Sends the query.</param>
    /// <param name="ct">Cancels it.</param>
    /// <param name="cursor">From the page before.</param>
    /// <param name="limit">1 to 100.</param>
    [EndpointSummary("List orders, newest first")]
    private static async Task<Results<Ok<Page<OrderSummary>>, ProblemHttpResult>> List(
        string? status, DateTimeOffset? from, DateTimeOffset? until, Guid? customerId, string? email, long? number, string? text,
        ISender sender, CancellationToken ct, string? cursor = null, int limit = Paging.Default) =>
        (await sender.Send(new ListOrders.Query(status, from, until, customerId, email, number, text, cursor, limit), ct)).ToHttp();

    [EndpointSummary("Show an order")]
    [EndpointDescription("With `explain=true` the answer says why it cost what it cost, by the rules it was sold with.")]
    private static async Task<Results<Ok<OrderView>, ProblemHttpResult>> Show(Guid orderId, bool? explain, ISender sender, CancellationToken ct) =>
        (await sender.Send(new GetOrderForStaff.Query(orderId, explain ?? false), ct)).ToHttp();

    [EndpointSummary("Tell what happened to an order, oldest first")]
    private static async Task<Results<Ok<IReadOnlyList<OrderHistoryEntry>>, ProblemHttpResult>> History(Guid orderId, ISender sender, CancellationToken ct) =>
        (await sender.Send(new GetOrderHistory.Query(orderId), ct)).ToHttp();

    [EndpointSummary("Make the totals of an order again, by the rules it was sold with, and compare them")]
    private static async Task<Results<Ok<OrderRecomputation>, ProblemHttpResult>> Recompute(Guid orderId, ISender sender, CancellationToken ct) =>
        (await sender.Send(new RecomputeOrder.Query(orderId), ct)).ToHttp();

    [EndpointSummary("Cancel an order before anything was sent")]
    private static async Task<Results<Ok<OrderView>, ProblemHttpResult>> Cancel(
        Guid orderId, CancelOrderRequest body, IfMatch match, Caller caller, ISender sender, CancellationToken ct) =>
        (await sender.Send(new CancelOrder.Command(orderId, match.Version, body.Reason, caller.Name), ct)).ToHttp();

    [EndpointSummary("Record a parcel of an order")]
    private static async Task<Results<Ok<OrderView>, ProblemHttpResult>> Fulfil(
        Guid orderId, FulfilOrderRequest body, IfMatch match, Caller caller, ISender sender, CancellationToken ct) =>
        (await sender.Send(new FulfilOrder.Command(orderId, match.Version, body.Lines ?? [], body.Tracking, caller.Name), ct)).ToHttp();

    [EndpointSummary("Pay back a part of an order")]
    private static async Task<Results<Ok<OrderView>, ProblemHttpResult>> Refund(
        Guid orderId, RefundOrderRequest body, IfMatch match, Caller caller, ISender sender, CancellationToken ct) =>
        (await sender.Send(new RefundOrder.Command(orderId, match.Version, body.Lines ?? [], body.Shipping, body.Other, body.Reason, caller.Name), ct)).ToHttp();
}
