using Carter;
using Commerce.Application.Pipeline;
using Commerce.Application.Pricing;
using Commerce.Domain.Pricing;
using Commerce.Web.Http;
using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Answer = Microsoft.AspNetCore.Http.HttpResults.Results<Microsoft.AspNetCore.Http.HttpResults.Ok<Commerce.Application.Pricing.ListPricesSet>, Microsoft.AspNetCore.Http.HttpResults.ProblemHttpResult>;

namespace Commerce.Web.Pricing;

/// <summary>How staff keeps the prices of price lists.</summary>
public sealed class ListPricesModule : ICarterModule
{
    private const string Csv = "text/csv";

    /// <summary>Bytes: some hundreds for each of the most rows there may be.</summary>
    private const int LargestImport = 64 * 1024 * 1024;

    public void AddRoutes(IEndpointRouteBuilder app)
    {
        var prices = app.MapGroup("/v1/admin/price-lists/{code}/prices").WithTags("Prices (admin)");
        var (read, write) = (Access.Staff("pricing:read"), Access.Staff("pricing:write"));

        prices.MapGet("", List).WithName(nameof(ListListPrices)).Allow(read).Refuses("rule.unknown");
        prices.MapPut("/{variantId}", Set).WithName(nameof(SetListPrice)).Allow(write).Refuses("rule.unknown", "price.variant_unknown");
        prices.MapDelete("/{variantId}", Remove).WithName(nameof(RemoveListPrice)).Allow(write).Refuses("rule.unknown");
        prices.MapPost("/import", Import).WithName(nameof(ImportListPrices)).Accepts<string>("application/x-ndjson", Csv, "application/json").WithMetadata(new RequestSizeLimitAttribute(LargestImport))
            .Allow(write).Refuses("rule.unknown", "price.not_imported");
    }

    /// <param name="Tiers">Ascending by `from`; one from 1 on is a plain price.</param>
    public sealed record SetListPriceRequest(IReadOnlyList<TierRequest> Tiers);

    /// <param name="From">Units, inclusive.</param>
    /// <param name="Amount">Minor units of the list's currency, for one unit.</param>
    public sealed record TierRequest(int From, long Amount);

    [EndpointSummary("List the prices that stand in a price list")]
    private static async Task<Results<Ok<Page<ListPriceView>>, ProblemHttpResult>> List(string code, string? cursor, int? limit, ISender sender, CancellationToken ct) =>
        (await sender.Send(new ListListPrices.Query(code, cursor, limit ?? Paging.Default), ct)).ToHttp();

    [EndpointSummary("Set the price a price list has for a variant")]
    private static async Task<Answer> Set(string code, string variantId, SetListPriceRequest body, ISender sender, CancellationToken ct) =>
        (await sender.Send(new SetListPrice.Command(code, variantId, [.. body.Tiers.Select(tier => new PriceTier(tier.From, tier.Amount))]), ct)).ToHttp();

    [EndpointSummary("Take the price of a variant out of a price list")]
    private static async Task<Answer> Remove(string code, string variantId, ISender sender, CancellationToken ct) =>
        (await sender.Send(new RemoveListPrice.Command(code, variantId), ct)).ToHttp();

    [EndpointSummary("Set many prices of a price list at once: all rows of a file, or none")]
    [EndpointDescription("As `application/x-ndjson` (or `application/json`, for one) a JSON object a line: `variantId` and `amount`, or `tiers` of `from` and `amount`, none of which removes the price. As `text/csv` a heading that names `variantId`, `amount` and perhaps `from`, then a line for each tier; an empty amount removes the price. Prices the file does not name stay.")]
    private static async Task<Answer> Import(string code, HttpRequest request, ISender sender, CancellationToken ct) =>
        (await sender.Send(new ImportListPrices.Command(code, request.ContentType?.StartsWith(Csv, StringComparison.OrdinalIgnoreCase) == true ? PriceFormat.Csv : PriceFormat.NdJson, request.Body), ct)).ToHttp();
}
