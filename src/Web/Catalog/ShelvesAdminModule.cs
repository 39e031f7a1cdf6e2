using Carter;
using Commerce.Application.Catalog;
using Commerce.Application.Pipeline;
using Commerce.Web.Http;
using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Commerce.Web.Catalog;

/// <summary>How staff keeps categories and collections.</summary>
public sealed class ShelvesAdminModule : ICarterModule
{
    public void AddRoutes(IEndpointRouteBuilder app)
    {
        var admin = app.MapGroup("/v1/admin").WithTags("Catalogue administration");
        var (read, write) = (Access.Staff("catalog:read"), Access.Staff("catalog:write"));

        admin.MapPost("/categories", Create).WithName(nameof(CreateCategory)).Allow(write).Refuses("catalog.slug_taken", "catalog.parent_unknown", "catalog.category_too_deep");
        admin.MapGet("/categories", Categories).WithName(nameof(ListCategories)).Allow(read);
        admin.MapPut("/categories/{categoryId:guid}", Change).WithName(nameof(ChangeCategory)).Allow(write).Refuses("catalog.category_unknown", "catalog.category_archived", "catalog.slug_taken", "catalog.parent_unknown", "catalog.category_cycle", "catalog.category_too_deep");
        admin.MapPost("/categories/{categoryId:guid}/archive", Archive).WithName(nameof(ArchiveCategory)).Allow(write).Refuses("catalog.category_unknown");
        admin.MapPost("/categories/{categoryId:guid}/restore", Restore).WithName(nameof(RestoreCategory)).Allow(write).Refuses("catalog.category_unknown");

        admin.MapPost("/collections", Open).WithName(nameof(CreateCollection)).Allow(write).Refuses("catalog.slug_taken");
        admin.MapGet("/collections", Collections).WithName(nameof(ListCollections)).Allow(read);
        admin.MapPut("/collections/{collectionId:guid}", ChangeOpen).WithName(nameof(ChangeCollection)).Allow(write).Refuses("catalog.collection_unknown", "catalog.collection_archived", "catalog.slug_taken");
        admin.MapPost("/collections/{collectionId:guid}/archive", Close).WithName(nameof(ArchiveCollection)).Allow(write).Refuses("catalog.collection_unknown");
        admin.MapPost("/collections/{collectionId:guid}/restore", Reopen).WithName(nameof(RestoreCollection)).Allow(write).Refuses("catalog.collection_unknown");
    }

    /// <param name="Parent">The category above; left out, it stands at the top.</param>
    /// <param name="Position">Its place among its siblings, lowest first.</param>
    public sealed record CategoryRequest(string Slug, string Name, string Description = "", Guid? Parent = null, int Position = 0);

    public sealed record CollectionRequest(string Slug, string Name, string Description = "");

    [EndpointSummary("Create a category")]
    private static async Task<Results<Created<CategoryView>, ProblemHttpResult>> Create(CategoryRequest body, ISender sender, CancellationToken ct) =>
        (await sender.Send(new CreateCategory.Command(body.Slug, body.Name, body.Description, body.Parent, body.Position), ct))
        .ToCreated(category => $"/v1/admin/categories/{category.CategoryId}");

    [EndpointSummary("List all categories, archived ones too")]
    private static async Task<Results<Ok<Page<CategoryView>>, ProblemHttpResult>> Categories(string? cursor, int? limit, ISender sender, CancellationToken ct) =>
        (await sender.Send(new ListCategories.Query(cursor, limit ?? Paging.Default), ct)).ToHttp();

    [EndpointSummary("Change a category or hang it elsewhere")]
    private static async Task<Results<Ok<CategoryView>, ProblemHttpResult>> Change(Guid categoryId, IfMatch seen, CategoryRequest body, ISender sender, CancellationToken ct) =>
        (await sender.Send(new ChangeCategory.Command(categoryId, seen.Version, body.Slug, body.Name, body.Description, body.Parent, body.Position), ct)).ToHttp();

    [EndpointSummary("Archive a category")]
    private static async Task<Results<Ok<CategoryView>, ProblemHttpResult>> Archive(Guid categoryId, IfMatch seen, ISender sender, CancellationToken ct) =>
        (await sender.Send(new ArchiveCategory.Command(categoryId, seen.Version), ct)).ToHttp();

    [EndpointSummary("Restore an archived category")]
    private static async Task<Results<Ok<CategoryView>, ProblemHttpResult>> Restore(Guid categoryId, IfMatch seen, ISender sender, CancellationToken ct) =>
        (await sender.Send(new RestoreCategory.Command(categoryId, seen.Version), ct)).ToHttp();

    [EndpointSummary("Create a collection")]
    private static async Task<Results<Created<CollectionView>, ProblemHttpResult>> Open(CollectionRequest body, ISender sender, CancellationToken ct) =>
        (await sender.Send(new CreateCollection.Command(body.Slug, body.Name, body.Description), ct)).ToCreated(collection => $"/v1/admin/collections/{collection.CollectionId}");

    [EndpointSummary("List all collections, archived ones too")]
    private static async Task<Results<Ok<Page<CollectionView>>, ProblemHttpResult>> Collections(string? cursor, int? limit, ISender sender, CancellationToken ct) =>
        (await sender.Send(new ListCollections.Query(cursor, limit ?? Paging.Default), ct)).ToHttp();

    [EndpointSummary("Change a collection")]
    private static async Task<Results<Ok<CollectionView>, ProblemHttpResult>> ChangeOpen(Guid collectionId, IfMatch seen, CollectionRequest body, ISender sender, CancellationToken ct) =>
        (await sender.Send(new ChangeCollection.Command(collectionId, seen.Version, body.Slug, body.Name, body.Description), ct)).ToHttp();

    [EndpointSummary("Archive a collection")]
    private static async Task<Results<Ok<CollectionView>, ProblemHttpResult>> Close(Guid collectionId, IfMatch seen, ISender sender, CancellationToken ct) =>
        (await sender.Send(new ArchiveCollection.Command(collectionId, seen.Version), ct)).ToHttp();

    [EndpointSummary("Restore an archived collection")]
    private static async Task<Results<Ok<CollectionView>, ProblemHttpResult>> Reopen(Guid collectionId, IfMatch seen, ISender sender, CancellationToken ct) =>
        (await sender.Send(new RestoreCollection.Command(collectionId, seen.Version), ct)).ToHttp();
}
