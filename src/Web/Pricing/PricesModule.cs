using Carter;
using Commerce.Application.Pricing;
using Commerce.Web.Http;
using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace Commerce.Web.Pricing;

/// <summary>What anything costs anybody at any time.</summary>
public sealed class PricesModule : ICarterModule
{
    public void AddRoutes(IEndpointRouteBuilder app) =>
        app.MapGet("/v1/admin/prices", Tell).WithTags("Prices (admin)").WithName(nameof(TellPrice)).Allow(Access.Staff("pricing:read")).Refuses("price.variant_unknown");

    [EndpointSummary("Tell what a variant costs a buyer at any instant, and why")]
    [EndpointDescription("The rules are those that were in force at `at`, which may lie in the past or in the future; left out, now. `group` may be given several times. What the variant itself is, its tags, categories and tax class, is taken as it is now.")]
    private static async Task<Results<Ok<PriceAtInstant>, ProblemHttpResult>> Tell(
        string variantId, DateTimeOffset? at, string? currency, string? channel, string? country, string? region, [FromQuery] string[]? group, string? company, int? units, ISender sender, CancellationToken ct) =>
        (await sender.Send(new TellPrice.Query(variantId, at, currency, channel, country, region, group ?? [], company, units ?? 1), ct)).ToHttp();
}
