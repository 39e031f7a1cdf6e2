using Carter;
using Commerce.Application.DryRuns;
using Commerce.Web.Http;
using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Commerce.Web.DryRuns;

/// <summary>Who would pay what, before anything is changed.</summary>
public sealed class DryRunsModule : ICarterModule
{
    public void AddRoutes(IEndpointRouteBuilder app)
    {
        var runs = app.MapGroup("/v1/admin/dry-runs").WithTags("Rulesets (admin)");

        runs.MapPost("", Start).WithName(nameof(StartDryRun)).Allow(Access.Staff("pricing:read")).Refuses("ruleset.faulty", "dry_run.too_many");
        runs.MapGet("/{id:guid}", Show).WithName(nameof(GetDryRun)).Allow(Access.Staff("pricing:read")).Refuses("dry_run.unknown");
    }

    /// <param name="Change">What might be changed.</param>
    /// <param name="Since">Carts touched and orders placed from then on; left out, in the last seven days.</param>
    /// <param name="Carts">Whether to replay carts: as they are, with their customers' groups.</param>
    /// <param name="Orders">Whether to replay orders: what they were made of, by the rules of today and by the change. What an order has used of limited discounts counts as given back.</param>
    public sealed record StartDryRunRequest(ProposedChange Change, DateTimeOffset? Since = null, bool Carts = true, bool Orders = true);

    [EndpointSummary("Replay a change of prices or rules on recent carts and orders")]
    [EndpointDescription("Nothing is written, neither the change nor what it would do. It runs in the background: read the answer's address until it is done. The report is kept for a day.")]
    private static async Task<Results<Created<DryRunView>, ProblemHttpResult>> Start(StartDryRunRequest body, ISender sender, CancellationToken ct) =>
        (await sender.Send(new StartDryRun.Command(body.Change, body.Since, body.Carts, body.Orders), ct))
            .Match<Results<Created<DryRunView>, ProblemHttpResult>>(run => TypedResults.Created($"/v1/admin/dry-runs/{run.Id}", run), refusal => Problems.Of(refusal));

    [EndpointSummary("Show how far a dry run is, and what came of it")]
    private static async Task<Results<Ok<DryRunView>, ProblemHttpResult>> Show(Guid id, ISender sender, CancellationToken ct) =>
        (await sender.Send(new GetDryRun.Query(id), ct)).ToHttp();
}
