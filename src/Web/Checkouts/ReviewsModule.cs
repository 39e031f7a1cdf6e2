using Carter;
using Commerce.Application.Checkouts;
using Commerce.Application.Pipeline;
using Commerce.Web.Http;
using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Commerce.Web.Checkouts;

/// <summary>Payments that no program should settle: staff looks at the evidence and decides.</summary>
public sealed class ReviewsModule : ICarterModule
{
    private static readonly string[] Deciding = ["checkout.unknown", "checkout.illegal_move"];

    public void AddRoutes(IEndpointRouteBuilder app)
    {
        var reviews = app.MapGroup("/v1/admin/payment-reviews").WithTags("Payments");
        reviews.MapGet("", List).WithName(nameof(ListReviews)).Allow(Access.Staff("payments:read"));
        reviews.MapGet("/{checkoutId:guid}", Show).WithName(nameof(GetReview)).Allow(Access.Staff("payments:read")).Refuses("checkout.unknown");
        reviews.MapPost("/{checkoutId:guid}/acceptance", Accept).WithName(nameof(AcceptPayment)).NeedsIdempotencyKey().Allow(Access.Staff("payments:write"))
            .Refuses([.. Deciding, "checkout.nothing_paid", "checkout.payment_differs", "checkout.payment_owed", "checkout.cart_busy", "checkout.lock_lost", "inventory.sold_out"]);
        reviews.MapPost("/{checkoutId:guid}/return", GiveBack).WithName(nameof(GiveBackPayment)).NeedsIdempotencyKey().Allow(Access.Staff("payments:write")).Refuses(Deciding);
        reviews.MapPost("/{checkoutId:guid}/recorded-return", Record).WithName(nameof(RecordReturn)).NeedsIdempotencyKey().Allow(Access.Staff("payments:write"))
            .Refuses([.. Deciding, "checkout.return_not_tried"]);
        reviews.MapPost("/{checkoutId:guid}/closure", Close).WithName(nameof(CloseReview)).NeedsIdempotencyKey().Allow(Access.Staff("payments:write")).Refuses(Deciding);
    }

    /// <param name="Reason">For the history; at most 200 characters.</param>
    public sealed record ReviewDecisionRequest(string Reason);

    /// <param name="Reason">For the history; at most 200 characters.</param>
    /// <param name="Reference">Of the bank transfer, or wherever else it can be looked up; at most 100 characters.</param>
    public sealed record RecordReturnRequest(string Reason, string Reference);

    [EndpointSummary("List payments that wait for a person, longest waiting first")]
    private static async Task<Results<Ok<Page<ReviewSummary>>, ProblemHttpResult>> List(ISender sender, CancellationToken ct, string? cursor = null, int limit = Paging.Default) =>
        (await sender.Send(new ListReviews.Query(cursor, limit), ct)).ToHttp();

    [EndpointSummary("Show a checkout with all that is known of its payments")]
    private static async Task<Results<Ok<ReviewView>, ProblemHttpResult>> Show(Guid checkoutId, ISender sender, CancellationToken ct) =>
        (await sender.Send(new GetReview.Query(checkoutId), ct)).ToHttp();

    [EndpointSummary("Accept a payment in review as paid: the order follows")]
    private static async Task<Results<Ok<CheckoutView>, ProblemHttpResult>> Accept(Guid checkoutId, ReviewDecisionRequest body, Caller caller, ISender sender, CancellationToken ct) =>
        (await sender.Send(new AcceptPayment.Command(checkoutId, body.Reason, caller.Name), ct)).ToHttp();

    [EndpointSummary("Give a payment in review back")]
    private static async Task<Results<Ok<CheckoutView>, ProblemHttpResult>> GiveBack(Guid checkoutId, ReviewDecisionRequest body, Caller caller, ISender sender, CancellationToken ct) =>
        (await sender.Send(new GiveBackPayment.Command(checkoutId, body.Reason, caller.Name), ct)).ToHttp();

    [EndpointSummary("Say that money the provider declined to give back went back another way")]
    private static async Task<Results<Ok<CheckoutView>, ProblemHttpResult>> Record(Guid checkoutId, RecordReturnRequest body, Caller caller, ISender sender, CancellationToken ct) =>
        (await sender.Send(new RecordReturn.Command(checkoutId, body.Reason, body.Reference, caller.Name), ct)).ToHttp();

    [EndpointSummary("Close a review of which no money is known")]
    private static async Task<Results<Ok<CheckoutView>, ProblemHttpResult>> Close(Guid checkoutId, ReviewDecisionRequest body, Caller caller, ISender sender, CancellationToken ct) =>
        (await sender.Send(new CloseReview.Command(checkoutId, body.Reason, caller.Name), ct)).ToHttp();
}
