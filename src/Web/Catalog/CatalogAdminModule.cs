using Carter;
using Commerce.Application.Catalog;
using Commerce.Application.Pipeline;
using Commerce.Domain;
using Commerce.Domain.Catalog;
using Commerce.Domain.Pricing;
using Commerce.Web.Http;
using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using Answer = Microsoft.AspNetCore.Http.HttpResults.Results<Microsoft.AspNetCore.Http.HttpResults.Ok<Commerce.Application.Catalog.ProductView>, Microsoft.AspNetCore.Http.HttpResults.ProblemHttpResult>;

namespace Commerce.Web.Catalog;

/// <summary>How staff keeps products.</summary>
public sealed class CatalogAdminModule : ICarterModule
{
    private static readonly string[] Frozen = ["catalog.product_unknown", "catalog.product_archived"];

    private static readonly string[] Sound =
        ["catalog.too_many_variants", "catalog.variant_exists", "catalog.variant_id_taken", "catalog.sku_taken", "catalog.options_mismatch", "catalog.combination_taken"];

    public void AddRoutes(IEndpointRouteBuilder app)
    {
        var products = app.MapGroup("/v1/admin/products").WithTags("Catalogue administration");
        var (read, write) = (Access.Staff("catalog:read"), Access.Staff("catalog:write"));

        products.MapPost("/", Create).WithName(nameof(CreateProduct)).Allow(write).Refuses([.. Sound, "catalog.slug_taken", "catalog.shelf_unknown"]);
        products.MapGet("/", List).WithName(nameof(ListProducts)).Allow(read);
        products.MapGet("/{productId:guid}", Get).WithName(nameof(GetProduct)).Allow(read).Refuses("catalog.product_unknown");
        products.MapPut("/{productId:guid}", Change).WithName(nameof(ChangeProduct)).Allow(write).Refuses([.. Frozen, "catalog.slug_taken", "catalog.shelf_unknown"]);
        products.MapPut("/{productId:guid}/options", SetOptions).WithName(nameof(SetProductOptions)).Allow(write).Refuses([.. Frozen, "catalog.options_mismatch", "catalog.combination_taken"]);
        products.MapPost("/{productId:guid}/variants", Add).WithName(nameof(AddVariant)).Allow(write).Refuses([.. Frozen, .. Sound]);
        products.MapPut("/{productId:guid}/variants/{variantId}", ChangeOne).WithName(nameof(ChangeVariant)).Allow(write).Refuses([.. Frozen, "catalog.variant_unknown", "catalog.sku_taken", "catalog.options_mismatch", "catalog.combination_taken"]);
        products.MapDelete("/{productId:guid}/variants/{variantId}", Remove).WithName(nameof(RemoveVariant)).Allow(write).Refuses([.. Frozen, "catalog.variant_unknown", "catalog.nothing_to_sell"]);
        products.MapPut("/{productId:guid}/variants/{variantId}/prices", SetPrices).WithName(nameof(SetVariantPrices)).Allow(write).Refuses([.. Frozen, "catalog.variant_unknown", "catalog.nothing_to_sell"]);
        products.MapPut("/{productId:guid}/variants/{variantId}/costs", SetCosts).WithName(nameof(SetVariantCosts)).Allow(write).Refuses([.. Frozen, "catalog.variant_unknown"]);
        products.MapPost("/{productId:guid}/publish", Publish).WithName(nameof(PublishProduct)).Allow(write).Refuses([.. Frozen, "catalog.nothing_to_sell"]);
        products.MapPost("/{productId:guid}/unpublish", Unpublish).WithName(nameof(UnpublishProduct)).Allow(write).Refuses(Frozen);
        products.MapPost("/{productId:guid}/archive", Archive).WithName(nameof(ArchiveProduct)).Allow(write).Refuses("catalog.product_unknown");
        products.MapPost("/{productId:guid}/restore", Restore).WithName(nameof(RestoreProduct)).Allow(write).Refuses("catalog.product_unknown", "catalog.illegal_move");
    }

    /// <param name="Slug">Its word in addresses, unique in the shop.</param>
    /// <param name="Options">What the variants differ in, such as size and colour.</param>
    /// <param name="Variants">May be added later; to be published a product needs one with a price.</param>
    /// <param name="TaxClass">The code by which tax zones say what is due; left out, `standard`.</param>
    public sealed record CreateProductRequest(
        string Slug, string Title, string Description = "", IReadOnlyList<string>? Tags = null, IReadOnlyList<Guid>? Categories = null, IReadOnlyList<Guid>? Collections = null,
        IReadOnlyList<ProductImage>? Images = null, IReadOnlyList<ProductOption>? Options = null, IReadOnlyList<VariantInput>? Variants = null,
        string TaxClass = Goods.StandardTax);

    /// <param name="TaxClass">The code by which tax zones say what is due; left out, `standard`.</param>
    public sealed record ChangeProductRequest(
        string Slug, string Title, string Description, IReadOnlyList<string> Tags, IReadOnlyList<Guid> Categories, IReadOnlyList<Guid> Collections, IReadOnlyList<ProductImage> Images,
        string TaxClass = Goods.StandardTax);

    public sealed record SetOptionsRequest(IReadOnlyList<ProductOption> Options);

    public sealed record ChangeVariantRequest(
        string Sku, IReadOnlyDictionary<string, string> Options, int WeightGrams, int Min, int Max, int Step, string? Image = null);

    /// <param name="Prices">Minor units, one for each currency it is sold in.</param>
    public sealed record SetPricesRequest(IReadOnlyList<Money> Prices);

    /// <param name="Costs">Minor units, one for each currency it is known in.</param>
    public sealed record SetCostsRequest(IReadOnlyList<Money> Costs);

    [EndpointSummary("Create a product as a draft")]
    private static async Task<Results<Created<ProductView>, ProblemHttpResult>> Create(CreateProductRequest body, ISender sender, CancellationToken ct) =>
        (await sender.Send(
            new CreateProduct.Command(
                body.Slug, body.Title, body.Description, body.Tags ?? [], body.Categories ?? [], body.Collections ?? [], body.Images ?? [], body.Options ?? [], body.Variants ?? [], body.TaxClass), ct))
        .ToCreated(product => $"/v1/admin/products/{product.ProductId}");

    [EndpointSummary("List products of any status")]
    private static async Task<Results<Ok<Page<ProductRow>>, ProblemHttpResult>> List(string? status, string? q, string? cursor, int? limit, ISender sender, CancellationToken ct) =>
        (await sender.Send(new ListProducts.Query(status, q, cursor, limit ?? Paging.Default), ct)).ToHttp();

    [EndpointSummary("Get a product of any status")]
    private static async Task<Answer> Get(Guid productId, ISender sender, CancellationToken ct) =>
        (await sender.Send(new GetProduct.Query(productId), ct)).ToHttp();

    [EndpointSummary("Change a product's slug, texts, tags, shelves and pictures")]
    private static async Task<Answer> Change(Guid productId, IfMatch seen, ChangeProductRequest body, ISender sender, CancellationToken ct) =>
        (await sender.Send(
            new ChangeProduct.Command(productId, seen.Version, body.Slug, body.Title, body.Description, body.Tags, body.Categories, body.Collections, body.Images, body.TaxClass), ct))
        .ToHttp();

    [EndpointSummary("Set the options the variants of a product differ in")]
    private static async Task<Answer> SetOptions(Guid productId, IfMatch seen, SetOptionsRequest body, ISender sender, CancellationToken ct) =>
        (await sender.Send(new SetProductOptions.Command(productId, seen.Version, body.Options), ct)).ToHttp();

    [EndpointSummary("Add a variant to a product")]
    private static async Task<Answer> Add(Guid productId, IfMatch seen, VariantInput body, ISender sender, CancellationToken ct) =>
        (await sender.Send(new AddVariant.Command(productId, seen.Version, body), ct)).ToHttp();

    [EndpointSummary("Change a variant, all but its prices and costs")]
    private static async Task<Answer> ChangeOne(Guid productId, string variantId, IfMatch seen, ChangeVariantRequest body, ISender sender, CancellationToken ct) =>
        (await sender.Send(
            new ChangeVariant.Command(productId, seen.Version, variantId, body.Sku, body.Options, body.WeightGrams, body.Min, body.Max, body.Step, body.Image), ct))
        .ToHttp();

    [EndpointSummary("Remove a variant from a product")]
    private static async Task<Answer> Remove(Guid productId, string variantId, IfMatch seen, ISender sender, CancellationToken ct) =>
        (await sender.Send(new RemoveVariant.Command(productId, seen.Version, variantId), ct)).ToHttp();

    [EndpointSummary("Set all prices of a variant")]
    private static async Task<Answer> SetPrices(Guid productId, string variantId, IfMatch seen, SetPricesRequest body, ISender sender, CancellationToken ct) =>
        (await sender.Send(new SetVariantPrices.Command(productId, seen.Version, variantId, body.Prices), ct)).ToHttp();

    [EndpointSummary("Set what a variant costs the shop itself")]
    private static async Task<Answer> SetCosts(Guid productId, string variantId, IfMatch seen, SetCostsRequest body, ISender sender, CancellationToken ct) =>
        (await sender.Send(new SetVariantCosts.Command(productId, seen.Version, variantId, body.Costs), ct)).ToHttp();

    [EndpointSummary("Publish a product")]
    private static async Task<Answer> Publish(Guid productId, IfMatch seen, ISender sender, CancellationToken ct) =>
        (await sender.Send(new PublishProduct.Command(productId, seen.Version), ct)).ToHttp();

    [EndpointSummary("Take a product out of the shop, back to draft")]
    private static async Task<Answer> Unpublish(Guid productId, IfMatch seen, ISender sender, CancellationToken ct) =>
        (await sender.Send(new UnpublishProduct.Command(productId, seen.Version), ct)).ToHttp();

    [EndpointSummary("Archive a product")]
    private static async Task<Answer> Archive(Guid productId, IfMatch seen, ISender sender, CancellationToken ct) =>
        (await sender.Send(new ArchiveProduct.Command(productId, seen.Version), ct)).ToHttp();

    [EndpointSummary("Restore an archived product as a draft")]
    private static async Task<Answer> Restore(Guid productId, IfMatch seen, ISender sender, CancellationToken ct) =>
        (await sender.Send(new RestoreProduct.Command(productId, seen.Version), ct)).ToHttp();
}
