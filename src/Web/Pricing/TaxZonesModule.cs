using Carter;
using Commerce.Application.Pipeline;
using Commerce.Application.Pricing;
using Commerce.Application.Rulesets;
using Commerce.Domain.Pricing;
using Commerce.Web.Http;
using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Commerce.Web.Pricing;

/// <summary>How staff drafts tax zones.</summary>
public sealed class TaxZonesModule : ICarterModule
{
    public void AddRoutes(IEndpointRouteBuilder app)
    {
        var rules = app.MapGroup("/v1/admin/tax-zones").WithTags("Pricing (admin)");
        var (read, write) = (Access.Staff("pricing:read"), Access.Staff("pricing:write"));

        rules.MapGet("", List).WithName(nameof(ListTaxZones)).Allow(read);
        rules.MapGet("/{code}", Get).WithName(nameof(GetTaxZone)).Allow(read).Refuses("rule.unknown");
        rules.MapPut("/{code}", Define).WithName(nameof(DefineTaxZone)).Allow(write).Refuses("rule.invalid", "rule.archived");
        rules.MapPost("/{code}/archive", Archive).WithName(nameof(ArchiveTaxZone)).Allow(write).Refuses("rule.unknown");
        rules.MapPost("/{code}/restore", Restore).WithName(nameof(RestoreTaxZone)).Allow(write).Refuses("rule.unknown", "rule.invalid");
    }

    /// <param name="PricesIncludeTax">True: prices have the tax in them, and it is told; false: it is added.</param>
    /// <param name="Rates">One for each tax class at most; a class without one is not taxed here.</param>
    /// <param name="Countries">ISO 3166-1 alpha-2; left out, everywhere else.</param>
    /// <param name="Regions">States or provinces of its one country, in capitals; left out, the whole country.</param>
    /// <param name="ShippingClass">The class whose rate shipping bears; left out, shipping is not taxed.</param>
    public sealed record TaxZoneRequest(
        string Name, bool PricesIncludeTax, IReadOnlyList<TaxRate> Rates, IReadOnlyList<string>? Countries = null, IReadOnlyList<string>? Regions = null, string? ShippingClass = null)
    {
        internal TaxZone Definition(string code) => new(code, Name, Countries ?? [], Regions ?? [], PricesIncludeTax, Rates, ShippingClass);
    }

    [EndpointSummary("List the drafts of tax zones, archived ones too")]
    private static async Task<Results<Ok<Page<RuleView<TaxZone>>>, ProblemHttpResult>> List(string? cursor, int? limit, ISender sender, CancellationToken ct) =>
        (await sender.Send(new ListTaxZones.Query(cursor, limit ?? Paging.Default), ct)).ToHttp();

    [EndpointSummary("Read the draft of a tax zone")]
    private static async Task<Results<Ok<RuleView<TaxZone>>, ProblemHttpResult>> Get(string code, ISender sender, CancellationToken ct) =>
        (await sender.Send(new GetTaxZone.Query(code), ct)).ToHttp();

    [EndpointSummary("Draft a tax zone, or another definition of it")]
    private static async Task<Results<Ok<RuleView<TaxZone>>, ProblemHttpResult>> Define(string code, IfMatch seen, TaxZoneRequest body, ISender sender, CancellationToken ct) =>
        (await sender.Send(new DefineTaxZone.Command(body.Definition(code), seen.Version), ct)).ToHttp();

    [EndpointSummary("Leave a tax zone out of what is published from now on")]
    private static async Task<Results<Ok<RuleView<TaxZone>>, ProblemHttpResult>> Archive(string code, IfMatch seen, ISender sender, CancellationToken ct) =>
        (await sender.Send(new ArchiveTaxZone.Command(code, seen.Version), ct)).ToHttp();

    [EndpointSummary("Take an archived tax zone back")]
    private static async Task<Results<Ok<RuleView<TaxZone>>, ProblemHttpResult>> Restore(string code, IfMatch seen, ISender sender, CancellationToken ct) =>
        (await sender.Send(new RestoreTaxZone.Command(code, seen.Version), ct)).ToHttp();
}
