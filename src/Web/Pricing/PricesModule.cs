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
    [EndpointDescription("The rules are those that were in force at `at`, which may lie in the past or in the future; left out, now. `group` may be given several times; `group`, `company` and `firstOrder` mean a customer who is signed in, as `signedIn` does by itself. What the variant itself is, its tags, categories and tax class, is taken as it is now, and what a tax provider said in the past is not known: the shop's own zones count there. How often discounts were used counts for nothing.")]
    private static async Task<Results<Ok<PriceAtInstant>, ProblemHttpResult>> Tell(
        string variantId, DateTimeOffset? at, string? currency, string? channel, string? country, string? region, [FromQuery] string[]? group, string? company, bool? signedIn,
        bool? firstOrder, int? units, ISender sender, CancellationToken ct) =>
        (await sender.Send(new TellPrice.Query(variantId, at, currency, channel, country, region, group ?? [], company, signedIn ?? false, firstOrder ?? false, units ?? 1), ct)).ToHttp();
}
