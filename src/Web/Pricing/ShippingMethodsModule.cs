using Carter;
using Commerce.Application.Pipeline;
using Commerce.Application.Pricing;
using Commerce.Application.Rulesets;
using Commerce.Domain.Pricing;
using Commerce.Web.Http;
using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Commerce.Web.Pricing;

/// <summary>How staff drafts shipping methods.</summary>
public sealed class ShippingMethodsModule : ICarterModule
{
    public void AddRoutes(IEndpointRouteBuilder app)
    {
        var rules = app.MapGroup("/v1/admin/shipping-methods").WithTags("Pricing (admin)");
        var (read, write) = (Access.Staff("pricing:read"), Access.Staff("pricing:write"));

        rules.MapGet("", List).WithName(nameof(ListShippingMethodDrafts)).Allow(read);
        rules.MapGet("/{code}", Get).WithName(nameof(GetShippingMethod)).Allow(read).Refuses("rule.unknown");
        rules.MapPut("/{code}", Define).WithName(nameof(DefineShippingMethod)).Allow(write).Refuses("rule.invalid", "rule.archived");
        rules.MapPost("/{code}/archive", Archive).WithName(nameof(ArchiveShippingMethod)).Allow(write).Refuses("rule.unknown");
        rules.MapPost("/{code}/restore", Restore).WithName(nameof(RestoreShippingMethod)).Allow(write).Refuses("rule.unknown", "rule.invalid");
    }

    /// <param name="Label">What the shopper reads.</param>
    /// <param name="Zones">Where it is offered, and for how much; the most specific zone counts.</param>
    /// <param name="Position">Its place among the offers, lowest first.</param>
    public sealed record ShippingMethodRequest(string Label, IReadOnlyList<ShippingZone> Zones, int Position = 0)
    {
        internal ShippingTable Definition(string code) => new(code, Label, Position, Zones);
    }

    [EndpointSummary("List the drafts of shipping methods, archived ones too")]
    private static async Task<Results<Ok<Page<RuleView<ShippingTable>>>, ProblemHttpResult>> List(string? cursor, int? limit, ISender sender, CancellationToken ct) =>
        (await sender.Send(new ListShippingMethodDrafts.Query(cursor, limit ?? Paging.Default), ct)).ToHttp();

    [EndpointSummary("Read the draft of a shipping method")]
    private static async Task<Results<Ok<RuleView<ShippingTable>>, ProblemHttpResult>> Get(string code, ISender sender, CancellationToken ct) =>
        (await sender.Send(new GetShippingMethod.Query(code), ct)).ToHttp();

    [EndpointSummary("Draft a shipping method, or another definition of it")]
    private static async Task<Results<Ok<RuleView<ShippingTable>>, ProblemHttpResult>> Define(string code, IfMatch seen, ShippingMethodRequest body, ISender sender, CancellationToken ct) =>
        (await sender.Send(new DefineShippingMethod.Command(body.Definition(code), seen.Version), ct)).ToHttp();

    [EndpointSummary("Leave a shipping method out of what is published from now on")]
    private static async Task<Results<Ok<RuleView<ShippingTable>>, ProblemHttpResult>> Archive(string code, IfMatch seen, ISender sender, CancellationToken ct) =>
        (await sender.Send(new ArchiveShippingMethod.Command(code, seen.Version), ct)).ToHttp();

    [EndpointSummary("Take an archived shipping method back")]
    private static async Task<Results<Ok<RuleView<ShippingTable>>, ProblemHttpResult>> Restore(string code, IfMatch seen, ISender sender, CancellationToken ct) =>
        (await sender.Send(new RestoreShippingMethod.Command(code, seen.Version), ct)).ToHttp();
}
