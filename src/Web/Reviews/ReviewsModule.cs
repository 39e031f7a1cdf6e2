using Carter;
using Commerce.Application.Pipeline;
using Commerce.Application.Reviews;
using Commerce.Web.Http;
using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Commerce.Web.Reviews;

/// <summary>What buyers think of products.</summary>
public sealed class ReviewsModule : ICarterModule
{
    public void AddRoutes(IEndpointRouteBuilder app)
    {
        var product = app.MapGroup("/v1/products/{slug}").WithTags("Reviews");

        product.MapGet("/reviews", Browse).WithName(nameof(BrowseReviews)).Allow(Access.Anyone).Refuses("catalog.product_unknown");
        product.MapGet("/rating", Rating).WithName(nameof(ShowRating)).Allow(Access.Anyone).Refuses("catalog.product_unknown");

        var mine = app.MapGroup("/v1/me/reviews").WithTags("Reviews");

        mine.MapGet("", List).WithName(nameof(ListMyReviews)).Allow(Access.Customer);
        mine.MapGet("/{productId:guid}", Read).WithName(nameof(ReadMyReview)).Allow(Access.Customer).Refuses("review.unknown");
        mine.MapPut("/{productId:guid}", Write).WithName(nameof(WriteReview)).Allow(Access.Customer).Refuses("catalog.product_unknown", "review.not_bought");
        mine.MapDelete("/{productId:guid}", Withdraw).WithName(nameof(WithdrawReview)).Allow(Access.Customer).Refuses("review.unknown");
    }

    /// <param name="Rating">1 to 5 stars.</param>
    /// <param name="Title">A line of at most 120 characters.</param>
    /// <param name="Text">At most 5000 characters.</param>
    /// <param name="Author">The name to stand beside it, at most 60 characters.</param>
    public sealed record ReviewRequest(int Rating, string Title, string Text, string Author);

    [EndpointSummary("Read what buyers think of a product, latest written first")]
    private static async Task<Results<Ok<Page<PublicReview>>, ProblemHttpResult>> Browse(string slug, int? rating, string? cursor, int? limit, ISender sender, CancellationToken ct) =>
        (await sender.Send(new BrowseReviews.Query(slug, rating, cursor, limit ?? Paging.Default), ct)).ToHttp();

    [EndpointSummary("Show how many stars a product has")]
    private static async Task<Results<Ok<RatingSummary>, ProblemHttpResult>> Rating(string slug, ISender sender, CancellationToken ct) =>
        (await sender.Send(new ShowRating.Query(slug), ct)).ToHttp();

    [EndpointSummary("List my reviews, latest written first")]
    private static async Task<Results<Ok<Page<ProductReview>>, ProblemHttpResult>> List(string? cursor, int? limit, Caller.Customer me, ISender sender, CancellationToken ct) =>
        (await sender.Send(new ListMyReviews.Query(me.Id, cursor, limit ?? Paging.Default), ct)).ToHttp();

    [EndpointSummary("Read my review of a product")]
    private static async Task<Results<Ok<ProductReview>, ProblemHttpResult>> Read(Guid productId, Caller.Customer me, ISender sender, CancellationToken ct) =>
        (await sender.Send(new ReadMyReview.Query(me.Id, productId), ct)).ToHttp();

    [EndpointSummary("Review a product I bought, or change what I said")]
    [EndpointDescription("There is one review of a product by each customer. Whatever is written waits for the staff before shoppers see it.")]
    private static async Task<Results<Ok<ProductReview>, ProblemHttpResult>> Write(
        Guid productId, ReviewRequest body, IfMatch seen, Caller.Customer me, ISender sender, CancellationToken ct) =>
        (await sender.Send(new WriteReview.Command(me.Id, productId, body.Rating, body.Title, body.Text, body.Author, seen.Version), ct)).ToHttp();

    [EndpointSummary("Take my review of a product back")]
    private static async Task<Results<NoContent, ProblemHttpResult>> Withdraw(Guid productId, IfMatch seen, Caller.Customer me, ISender sender, CancellationToken ct) =>
        (await sender.Send(new WithdrawReview.Command(me.Id, productId, seen.Version), ct)).ToNoContent();
}
