using Carter;
using Commerce.Application.Catalog;
using Commerce.Application.Pipeline;
using Commerce.Web.Http;
using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace Commerce.Web.Catalog;

/// <summary>What shoppers see of the catalogue.</summary>
public sealed class CatalogModule : ICarterModule
{
    /// <summary>A list may be a few seconds old: browsers and proxies spare us the repeats.</summary>
    private const string ForLists = "public, max-age=5, stale-while-revalidate=30";

    /// <summary>What is available is of this moment: kept, and asked for again each time.</summary>
    private const string ForStock = "no-cache";

    public void AddRoutes(IEndpointRouteBuilder app)
    {
        var shop = app.MapGroup("/v1").WithTags("Catalogue");

        shop.MapGet("/products", Browse).WithName(nameof(BrowseProducts)).PricedForMarket().Allow(Access.Anyone).Refuses("catalog.category_unknown", "catalog.collection_unknown");
        shop.MapGet("/products/{slug}", Show).WithName(nameof(ShowProduct)).PricedForMarket().Allow(Access.Anyone).Refuses("catalog.product_unknown");
        shop.MapGet("/products/{slug}/variants", Variants).WithName(nameof(BrowseProductVariants)).Allow(Access.Anyone).Refuses("catalog.product_unknown");
        shop.MapGet("/products/{slug}/categories", CategoriesOf).WithName(nameof(BrowseProductCategories)).Allow(Access.Anyone).Refuses("catalog.product_unknown");
        shop.MapGet("/categories", Categories).WithName(nameof(BrowseCategories)).Allow(Access.Anyone);
        shop.MapGet("/categories/{slug}/new-products", New).WithName(nameof(BrowseNewProducts)).Allow(Access.Anyone).Refuses("catalog.category_unknown");
        shop.MapGet("/collections", Collections).WithName(nameof(BrowseCollections)).Allow(Access.Anyone);
    }

    [EndpointSummary("Browse and search the products of the shop")]
    [EndpointDescription("`category` and `collection` are slugs, `tag` may be given several times, `q` understands \"phrases\", or and -without. Prices are what the caller pays, in minor units of `currency`, the shop's own if left out. `minPrice`, `maxPrice` and the orders by price go by the products' own prices, before any price list. `sort` is newest, price_asc, price_desc, title or relevance. Pages go on from `cursor` and neither repeat nor skip a product.")]
    private static async Task<Results<RenderedJson<ProductPage>, ProblemHttpResult>> Browse(
        string? category, string? collection, [FromQuery] string[]? tag, string? q, string? currency, long? minPrice, long? maxPrice, bool? inStock, string? sort, string? cursor, int? limit,
        ISender sender, CancellationToken ct) =>
        (await sender.Send(
            new BrowseProducts.Query(category, collection, tag ?? [], q, currency, minPrice, maxPrice, inStock ?? false, sort, cursor, limit ?? Paging.Default), ct))
        .ToHttp(ForLists);

    [EndpointSummary("Show a product with its variants, prices and what is available")]
    [EndpointDescription("Prices are what the caller pays: by currency, channel, country and the groups of who signed in. With `lowest=true` each variant tells what it cost at least in the last 30 days, with `explain=true` why it costs what it costs.")]
    private static async Task<Results<RenderedJson<ProductDetail>, ProblemHttpResult>> Show(
        string slug, string? currency, bool? explain, bool? lowest, ISender sender, CancellationToken ct) =>
        (await sender.Send(new ShowProduct.Query(slug, currency, explain ?? false, lowest ?? false), ct)).ToHttp(ForStock);

    [EndpointSummary("List what is written of a product's variants")]
    [EndpointDescription("The same for every caller, for feeds and the like: all variants with their own prices in every currency, before any price list. What the caller pays and what is available, the product's page tells.")]
    private static async Task<Results<Ok<ProductVariants>, ProblemHttpResult>> Variants(string slug, ISender sender, CancellationToken ct) =>
        (await sender.Send(new BrowseProductVariants.Query(slug), ct)).ToHttp();

    [EndpointSummary("List the categories a product stands on")]
    [EndpointDescription("Each with the way to it from the top. What is archived, or hangs below what is, is left out.")]
    private static async Task<Results<Ok<ProductCategories>, ProblemHttpResult>> CategoriesOf(string slug, ISender sender, CancellationToken ct) =>
        (await sender.Send(new BrowseProductCategories.Query(slug), ct)).ToHttp();

    [EndpointSummary("Show the tree of categories")]
    private static async Task<Results<Ok<CategoryTree>, ProblemHttpResult>> Categories(ISender sender, CancellationToken ct) =>
        (await sender.Send(new BrowseCategories.Query(), ct)).ToHttp();

    [EndpointSummary("Show what is new in a category")]
    [EndpointDescription("The last products that came into the shop on the category or below it, at most a hundred; with `since` only those published after it, e.g. after the shopper's last visit.")]
    private static async Task<Results<Ok<Page<NewProduct>>, ProblemHttpResult>> New(string slug, DateTimeOffset? since, int? limit, ISender sender, CancellationToken ct) =>
        (await sender.Send(new BrowseNewProducts.Query(slug, since, limit ?? Paging.Default), ct)).ToHttp();

    [EndpointSummary("List the collections of the shop")]
    private static async Task<Results<Ok<CollectionList>, ProblemHttpResult>> Collections(ISender sender, CancellationToken ct) =>
        (await sender.Send(new BrowseCollections.Query(), ct)).ToHttp();
}
