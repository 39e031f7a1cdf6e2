using Carter;
using Commerce.Application.Pipeline;
using Commerce.Application.Reviews;
using Commerce.Web.Http;
using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Commerce.Web.Reviews;

/// <summary>What of it shoppers get to see.</summary>
public sealed class ReviewsAdminModule : ICarterModule
{
    private static readonly Access Reader = Access.Staff("reviews:read");
    private static readonly Access Writer = Access.Staff("reviews:write");

    public void AddRoutes(IEndpointRouteBuilder app)
    {
        var reviews = app.MapGroup("/v1/admin/reviews").WithTags("Reviews (admin)");

        reviews.MapGet("", List).WithName(nameof(ListProductReviews)).Allow(Reader);
        reviews.MapGet("/{reviewId:guid}", Read).WithName(nameof(ReadProductReview)).Allow(Reader).Refuses("review.unknown");
        reviews.MapPost("/{reviewId:guid}/approve", Approve).WithName(nameof(ApproveReview)).Allow(Writer).Refuses("review.unknown");
        reviews.MapPost("/{reviewId:guid}/reject", Reject).WithName(nameof(RejectReview)).Allow(Writer).Refuses("review.unknown");
    }

    /// <param name="Reason">The author reads it.</param>
    public sealed record RejectionRequest(string Reason);

    /// <param name="status">pending, approved or rejected.</param>
    /// <param name="productId">Of this product.</param>
    /// <param name="cursor">From the page before.</param>
    /// <param name="limit">1 to 100.</param>
    /// <param name="sender">Sends the query.</param>
    /// <param name="ct">Cancels it.</param>
    [EndpointSummary("List reviews, latest written first")]
    private static async Task<Results<Ok<Page<ProductReview>>, ProblemHttpResult>> List(string? status, Guid? productId, string? cursor, int? limit, ISender sender, CancellationToken ct) =>
        (await sender.Send(new ListProductReviews.Query(status, productId, cursor, limit ?? Paging.Default), ct)).ToHttp();

    [EndpointSummary("Read a review")]
    private static async Task<Results<Ok<ProductReview>, ProblemHttpResult>> Read(Guid reviewId, ISender sender, CancellationToken ct) =>
        (await sender.Send(new ReadProductReview.Query(reviewId), ct)).ToHttp();

    [EndpointSummary("Let shoppers see a review")]
    [EndpointDescription("With `If-Match` only what was read is let through, not what its author has made of it meanwhile.")]
    private static async Task<Results<Ok<ProductReview>, ProblemHttpResult>> Approve(Guid reviewId, IfMatch seen, Caller caller, ISender sender, CancellationToken ct) =>
        (await sender.Send(new ApproveReview.Command(reviewId, caller.Name, seen.Version), ct)).ToHttp();

    [EndpointSummary("Keep a review from the shoppers")]
    private static async Task<Results<Ok<ProductReview>, ProblemHttpResult>> Reject(Guid reviewId, RejectionRequest body, IfMatch seen, Caller caller, ISender sender, CancellationToken ct) =>
        (await sender.Send(new RejectReview.Command(reviewId, body.Reason, caller.Name, seen.Version), ct)).ToHttp();
}
