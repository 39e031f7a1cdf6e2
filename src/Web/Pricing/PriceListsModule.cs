using Carter;
using Commerce.Application.Pipeline;
using Commerce.Application.Pricing;
using Commerce.Application.Rulesets;
using Commerce.Domain.Pricing;
using Commerce.Web.Http;
using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Commerce.Web.Pricing;

/// <summary>How staff drafts price lists.</summary>
public sealed class PriceListsModule : ICarterModule
{
    public void AddRoutes(IEndpointRouteBuilder app)
    {
        var lists = app.MapGroup("/v1/admin/price-lists").WithTags("Pricing (admin)");
        var (read, write) = (Access.Staff("pricing:read"), Access.Staff("pricing:write"));

        lists.MapGet("", List).WithName(nameof(ListPriceLists)).Allow(read);
        lists.MapGet("/{code}", Get).WithName(nameof(GetPriceList)).Allow(read).Refuses("rule.unknown");
        lists.MapPut("/{code}", Define).WithName(nameof(DefinePriceList)).Allow(write).Refuses("rule.invalid", "rule.archived");
        lists.MapPost("/{code}/archive", Archive).WithName(nameof(ArchivePriceList)).Allow(write).Refuses("rule.unknown", "rule.needed");
        lists.MapPost("/{code}/restore", Restore).WithName(nameof(RestorePriceList)).Allow(write).Refuses("rule.unknown", "rule.invalid");
    }

    /// <param name="Currency">ISO 4217; of all its prices, and for ever what it was first.</param>
    /// <param name="Kind">`override`: the first list that has a price gives it; `sale`: it counts where it is lower.</param>
    /// <param name="Scope">Which buyers it is for; left out, all.</param>
    /// <param name="Priority">Lower goes first.</param>
    /// <param name="From">Inclusive; left out, since ever.</param>
    /// <param name="To">Exclusive; left out, for ever.</param>
    /// <param name="Parent">Where prices come from that the list itself does not have.</param>
    public sealed record PriceListRequest(
        string Name,
        string Currency,
        PriceListKind Kind = PriceListKind.Override,
        PriceScope? Scope = null,
        int Priority = 100,
        DateTimeOffset? From = null,
        DateTimeOffset? To = null,
        PriceListParent? Parent = null,
        TierMode Tiers = TierMode.Volume)
    {
        internal PriceListDefinition Definition(string code) =>
            new(code, Name, Currency, Kind, Scope ?? PriceScope.Everyone, Priority, From?.ToUniversalTime(), To?.ToUniversalTime(), Parent, Tiers);
    }

    [EndpointSummary("List the drafts of price lists, archived ones too")]
    private static async Task<Results<Ok<Page<RuleView<PriceListDefinition>>>, ProblemHttpResult>> List(string? cursor, int? limit, ISender sender, CancellationToken ct) =>
        (await sender.Send(new ListPriceLists.Query(cursor, limit ?? Paging.Default), ct)).ToHttp();

    [EndpointSummary("Read the draft of a price list")]
    private static async Task<Results<Ok<RuleView<PriceListDefinition>>, ProblemHttpResult>> Get(string code, ISender sender, CancellationToken ct) =>
        (await sender.Send(new GetPriceList.Query(code), ct)).ToHttp();

    [EndpointSummary("Draft a price list, or another definition of it")]
    private static async Task<Results<Ok<RuleView<PriceListDefinition>>, ProblemHttpResult>> Define(string code, IfMatch seen, PriceListRequest body, ISender sender, CancellationToken ct) =>
        (await sender.Send(new DefinePriceList.Command(body.Definition(code), seen.Version), ct)).ToHttp();

    [EndpointSummary("Leave a price list out of what is published from now on")]
    private static async Task<Results<Ok<RuleView<PriceListDefinition>>, ProblemHttpResult>> Archive(string code, IfMatch seen, ISender sender, CancellationToken ct) =>
        (await sender.Send(new ArchivePriceList.Command(code, seen.Version), ct)).ToHttp();

    [EndpointSummary("Take an archived price list back")]
    private static async Task<Results<Ok<RuleView<PriceListDefinition>>, ProblemHttpResult>> Restore(string code, IfMatch seen, ISender sender, CancellationToken ct) =>
        (await sender.Send(new RestorePriceList.Command(code, seen.Version), ct)).ToHttp();
}
