using Carter;
using Commerce.Application.Discounts;
using Commerce.Application.Pipeline;
using Commerce.Web.Http;
using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Commerce.Web.Discounts;

/// <summary>How staff generates coupon codes.</summary>
public sealed class CouponsModule : ICarterModule
{
    public void AddRoutes(IEndpointRouteBuilder app)
    {
        var admin = app.MapGroup("/v1/admin").WithTags("Coupons (admin)");
        var (read, write) = (Access.Staff("pricing:read"), Access.Staff("pricing:write"));

        admin.MapPost("/discounts/{code}/coupon-batches", Generate).WithName(nameof(GenerateCouponBatch)).Allow(write).Refuses("rule.unknown", "coupon_batch.no_coupons");
        admin.MapGet("/coupon-batches", List).WithName(nameof(ListCouponBatches)).Allow(read);
        admin.MapGet("/coupon-batches/{batchId:guid}/coupons", Coupons).WithName(nameof(ListCoupons)).Allow(read).Refuses("coupon_batch.unknown");
        admin.MapGet("/coupon-batches/{batchId:guid}/export", Export).WithName(nameof(ExportCoupons)).Produces<string>(StatusCodes.Status200OK, CouponDownload.Csv, CouponDownload.NdJson).Allow(read).Refuses("coupon_batch.unknown");
        admin.MapPost("/coupon-batches/{batchId:guid}/archive", Archive).WithName(nameof(ArchiveCouponBatch)).Allow(write).Refuses("coupon_batch.unknown");
    }

    /// <param name="Size">How many codes, 100000 at most.</param>
    /// <param name="Prefix">What all codes begin with: letters and digits; left out, nothing.</param>
    /// <param name="Uses">Orders each code may be used for; left out, as many as the discount allows.</param>
    public sealed record GenerateCouponBatchRequest(int Size, string? Prefix = null, int? Uses = null);

    [EndpointSummary("Generate coupon codes that open a discount")]
    private static async Task<Results<Created<CouponBatchView>, ProblemHttpResult>> Generate(string code, GenerateCouponBatchRequest body, ISender sender, CancellationToken ct) =>
        (await sender.Send(new GenerateCouponBatch.Command(code, body.Size, body.Prefix, body.Uses), ct)).ToCreated(batch => $"/v1/admin/coupon-batches/{batch.BatchId}/coupons");

    [EndpointSummary("List the batches of generated coupon codes, the youngest first")]
    private static async Task<Results<Ok<Page<CouponBatchView>>, ProblemHttpResult>> List(string? discount, string? cursor, int? limit, ISender sender, CancellationToken ct) =>
        (await sender.Send(new ListCouponBatches.Query(discount, cursor, limit ?? Paging.Default), ct)).ToHttp();

    [EndpointSummary("List the codes of a batch, with how often each is used")]
    private static async Task<Results<Ok<Page<CouponUse>>, ProblemHttpResult>> Coupons(Guid batchId, string? cursor, int? limit, ISender sender, CancellationToken ct) =>
        (await sender.Send(new ListCoupons.Query(batchId, cursor, limit ?? Paging.Default), ct)).ToHttp();

    [EndpointSummary("Download all codes of a batch")]
    [EndpointDescription("As `text/csv` with a heading, or with `Accept: application/x-ndjson` a JSON object a line: `code` and `used`.")]
    private static async Task<Results<PushStreamHttpResult, ProblemHttpResult>> Export(Guid batchId, HttpRequest request, ISender sender, CancellationToken ct) =>
        (await sender.Send(new ExportCoupons.Query(batchId), ct)).Match<Results<PushStreamHttpResult, ProblemHttpResult>>(file => CouponDownload.Of(file, request), refused => Problems.Of(refused));

    [EndpointSummary("End the codes of a batch")]
    private static async Task<Results<Ok<CouponBatchView>, ProblemHttpResult>> Archive(Guid batchId, ISender sender, CancellationToken ct) =>
        (await sender.Send(new ArchiveCouponBatch.Command(batchId), ct)).ToHttp();
}
