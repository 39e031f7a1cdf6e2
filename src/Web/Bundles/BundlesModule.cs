using Carter;
using Commerce.Application.Bundles;
using Commerce.Application.Pipeline;
using Commerce.Domain.Bundles;
using Commerce.Web.Http;
using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Commerce.Web.Bundles;

/// <summary>Bundles as shoppers see them.</summary>
public sealed class BundlesModule : ICarterModule
{
    public void AddRoutes(IEndpointRouteBuilder app)
    {
        var bundles = app.MapGroup("/v1/bundles").WithTags("Bundles").PricedForMarket();

        bundles.MapGet("", Browse).WithName(nameof(BrowseBundles)).Allow(Access.Anyone);
        bundles.MapGet("/{bundle}", Show).WithName(nameof(ShowBundle)).Allow(Access.Anyone).Refuses("bundle.unknown");
        bundles.MapPost("/{bundle}/price", Price).WithName(nameof(PriceBundle)).Allow(Access.Anyone).Refuses("bundle.unknown", "bundle.selection_invalid", "bundle.not_sellable_in_currency");
    }

    /// <param name="Selection">Set → picks. Sets that are not mentioned get their defaults; one with no picks gets none.</param>
    /// <param name="Units">How many bundles; left out, one.</param>
    /// <param name="Currency">ISO 4217; left out, the shop's own.</param>
    public sealed record PriceBundleRequest(IReadOnlyDictionary<string, IReadOnlyList<SelectedOption>>? Selection = null, int Units = 1, string? Currency = null);

    [EndpointSummary("List the bundles")]
    private static async Task<Results<Ok<BundlePage>, ProblemHttpResult>> Browse(string? currency, string? cursor, int? limit, ISender sender, CancellationToken ct) =>
        (await sender.Send(new BrowseBundles.Query(currency, cursor, limit ?? Paging.Default), ct)).ToHttp();

    [EndpointSummary("Show a bundle with all there is to choose from")]
    [EndpointDescription("By its code or its slug.")]
    private static async Task<Results<Ok<BundleDetail>, ProblemHttpResult>> Show(string bundle, string? currency, ISender sender, CancellationToken ct) =>
        (await sender.Send(new ShowBundle.Query(bundle, currency), ct)).ToHttp();

    [EndpointSummary("Price a bundle as it was chosen")]
    [EndpointDescription("Changes nothing. A choice that is not possible is refused with all that is wrong with it.")]
    private static async Task<Results<Ok<PricedBundle>, ProblemHttpResult>> Price(string bundle, PriceBundleRequest body, ISender sender, CancellationToken ct) =>
        (await sender.Send(new PriceBundle.Query(bundle, body.Selection ?? BundleSelection.NothingSaid, body.Units, body.Currency), ct)).ToHttp();
}
