using Carter;
using Commerce.Application.Customers;
using Commerce.Application.Pipeline;
using Commerce.Web.Http;
using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Commerce.Web.Customers;

/// <summary>Where a customer left off, on whatever device.</summary>
public sealed class ShoppingSessionModule : ICarterModule
{
    public void AddRoutes(IEndpointRouteBuilder app)
    {
        var session = app.MapGroup("/v1/me/session").WithTags("Customers");

        session.MapGet("", Read).WithName(nameof(ReadMySession)).Allow(Access.Customer);
        session.MapPut("", Save).WithName(nameof(SavePreferences)).Allow(Access.Customer);
    }

    /// <param name="Currency">ISO 4217; leave it out for none.</param>
    /// <param name="Country">ISO 3166-1 alpha-2; leave it out for none.</param>
    /// <param name="Locale">A language tag such as de-AT; leave it out for none.</param>
    public sealed record PreferencesRequest(string? Currency = null, string? Country = null, string? Locale = null);

    [EndpointSummary("See where I left off: my cart and what I like")]
    [EndpointDescription("Forgotten 30 days after it was asked for or changed last.")]
    private static async Task<Results<Ok<ShoppingSession>, ProblemHttpResult>> Read(Caller.Customer me, ISender sender, CancellationToken ct) =>
        (await sender.Send(new ReadMySession.Query(me.Id), ct)).ToHttp();

    [EndpointSummary("Keep what I like, in place of what was kept before")]
    [EndpointDescription("Prices follow what a request says itself (`currency`, `Shop-Country`): a client that knows what the customer likes sends it along.")]
    private static async Task<Results<Ok<ShoppingSession>, ProblemHttpResult>> Save(PreferencesRequest body, Caller.Customer me, ISender sender, CancellationToken ct) =>
        (await sender.Send(new SavePreferences.Command(me.Id, body.Currency, body.Country, body.Locale), ct)).ToHttp();
}
