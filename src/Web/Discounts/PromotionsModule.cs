using Carter;
using Commerce.Application.Discounts;
using Commerce.Application.Pipeline;
using Commerce.Web.Http;
using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Commerce.Web.Discounts;

/// <summary>What shoppers see of promotions.</summary>
public sealed class PromotionsModule : ICarterModule
{
    public void AddRoutes(IEndpointRouteBuilder app) =>
        app.MapGet("/v1/discounts/{code}/products", Products).WithName(nameof(ListEligibleProducts)).WithTags("Discounts").Allow(Access.Anyone).Refuses("discount.unknown");

    [EndpointSummary("List the products a promotion is for")]
    [EndpointDescription("Of promotions that are in force and want no coupon; others are unknown here. What it takes off, and for whom, prices tell.")]
    private static async Task<Results<Ok<Page<EligibleProduct>>, ProblemHttpResult>> Products(string code, string? cursor, int? limit, ISender sender, CancellationToken ct) =>
        (await sender.Send(new ListEligibleProducts.Query(code, cursor, limit ?? Paging.Default), ct)).ToHttp();
}
