using Carter;
using Commerce.Application.Bundles;
using Commerce.Application.Pipeline;
using Commerce.Application.Rulesets;
using Commerce.Domain.Bundles;
using Commerce.Web.Http;
using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Commerce.Web.Bundles;

/// <summary>How staff drafts bundles.</summary>
public sealed class BundleDraftsModule : ICarterModule
{
    public void AddRoutes(IEndpointRouteBuilder app)
    {
        var bundles = app.MapGroup("/v1/admin/bundles").WithTags("Bundles (admin)");
        var (read, write) = (Access.Staff("pricing:read"), Access.Staff("pricing:write"));

        bundles.MapGet("", List).WithName(nameof(ListBundles)).Allow(read);
        bundles.MapGet("/{code}", Get).WithName(nameof(GetBundle)).Allow(read).Refuses("rule.unknown");
        bundles.MapPut("/{code}", Define).WithName(nameof(DefineBundle)).Allow(write).Refuses("rule.invalid", "rule.archived");
        bundles.MapPost("/{code}/archive", Archive).WithName(nameof(ArchiveBundle)).Allow(write).Refuses("rule.unknown", "rule.needed");
        bundles.MapPost("/{code}/restore", Restore).WithName(nameof(RestoreBundle)).Allow(write).Refuses("rule.unknown", "rule.invalid");
    }

    /// <param name="Slug">Its place in the storefront's addresses; left out, its code.</param>
    /// <param name="Title">What the shopper reads.</param>
    /// <param name="Price">How its price is made.</param>
    /// <param name="Sets">In the order they are offered.</param>
    /// <param name="Image">The address of its picture.</param>
    public sealed record BundleRequest(string Title, BundlePrice Price, IReadOnlyList<ChoiceSet> Sets, string? Slug = null, string? Image = null)
    {
        internal BundleDefinition Definition(string code) => new(code, 0, Slug ?? code, Title, Price, Sets, Image);
    }

    [EndpointSummary("List the drafts of bundles, archived ones too")]
    private static async Task<Results<Ok<Page<RuleView<BundleDefinition>>>, ProblemHttpResult>> List(string? cursor, int? limit, ISender sender, CancellationToken ct) =>
        (await sender.Send(new ListBundles.Query(cursor, limit ?? Paging.Default), ct)).ToHttp();

    [EndpointSummary("Read the draft of a bundle")]
    private static async Task<Results<Ok<RuleView<BundleDefinition>>, ProblemHttpResult>> Get(string code, ISender sender, CancellationToken ct) =>
        (await sender.Send(new GetBundle.Query(code), ct)).ToHttp();

    [EndpointSummary("Draft a bundle, or another definition of it")]
    private static async Task<Results<Ok<RuleView<BundleDefinition>>, ProblemHttpResult>> Define(string code, IfMatch seen, BundleRequest body, ISender sender, CancellationToken ct) =>
        (await sender.Send(new DefineBundle.Command(body.Definition(code), seen.Version), ct)).ToHttp();

    [EndpointSummary("Leave a bundle out of what is published from now on")]
    private static async Task<Results<Ok<RuleView<BundleDefinition>>, ProblemHttpResult>> Archive(string code, IfMatch seen, ISender sender, CancellationToken ct) =>
        (await sender.Send(new ArchiveBundle.Command(code, seen.Version), ct)).ToHttp();

    [EndpointSummary("Take an archived bundle back")]
    private static async Task<Results<Ok<RuleView<BundleDefinition>>, ProblemHttpResult>> Restore(string code, IfMatch seen, ISender sender, CancellationToken ct) =>
        (await sender.Send(new RestoreBundle.Command(code, seen.Version), ct)).ToHttp();
}
