using Carter;
using Commerce.Application.Pipeline;
using Commerce.Application.Rulesets;
using Commerce.Web.Http;
using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using Made = Microsoft.AspNetCore.Http.HttpResults.Results<Microsoft.AspNetCore.Http.HttpResults.Ok<Commerce.Application.Rulesets.RulesetVersion>, Microsoft.AspNetCore.Http.HttpResults.ProblemHttpResult>;

namespace Commerce.Web.Rulesets;

/// <summary>How staff puts rules in force, and looks at what was.</summary>
public sealed class RulesetsModule : ICarterModule
{
    public void AddRoutes(IEndpointRouteBuilder app)
    {
        var rulesets = app.MapGroup("/v1/admin/rulesets/{ruleset}").WithTags("Rulesets (admin)");
        var (read, write) = (Access.Staff("pricing:read"), Access.Staff("pricing:write"));

        rulesets.MapPost("/publications", Publish).WithName(nameof(PublishRules)).Allow(write).Refuses("ruleset.faulty", "ruleset.past");
        rulesets.MapPost("/unscheduling", Unschedule).WithName(nameof(UnscheduleRules)).Allow(write);
        rulesets.MapGet("/versions", List).WithName(nameof(ListRulesetVersions)).Allow(read);
        rulesets.MapGet("/versions/{version}", Get).WithName(nameof(GetRulesetVersion)).Allow(read).Refuses("ruleset.version_unknown");
        rulesets.MapGet("/versions/{version}/changes", Compare).WithName(nameof(CompareRulesetVersions)).Allow(read).Refuses("ruleset.version_unknown");
        rulesets.MapPost("/versions/{version}/roll-back", RollBack).WithName(nameof(RollBackRules)).Allow(write).Refuses("ruleset.version_unknown");
    }

    /// <param name="Reason">Why, for those who look at the versions later.</param>
    /// <param name="From">When the rules come into force; left out, now.</param>
    public sealed record PublishRulesRequest(string Reason, DateTimeOffset? From = null);

    public sealed record RollBackRulesRequest(string Reason);

    /// <param name="From">The instant they were to come into force at.</param>
    public sealed record UnscheduleRulesRequest(DateTimeOffset From, string Reason);

    [EndpointSummary("Put all drafts of a ruleset in force, now or at a later instant")]
    private static async Task<Made> Publish(RulesetName ruleset, PublishRulesRequest body, ISender sender, CancellationToken ct) =>
        (await sender.Send(new PublishRules.Command(ruleset.Kind, body.Reason, body.From?.ToUniversalTime()), ct)).ToHttp();

    [EndpointSummary("Take back rules that were to come into force")]
    private static async Task<Made> Unschedule(RulesetName ruleset, UnscheduleRulesRequest body, ISender sender, CancellationToken ct) =>
        (await sender.Send(new UnscheduleRules.Command(ruleset.Kind, body.From.ToUniversalTime(), body.Reason), ct)).ToHttp();

    [EndpointSummary("List the versions of a ruleset, latest first")]
    [EndpointDescription("`ruleset` is `pricing` or `discounts`. Every commit that changes a price makes a version of the pricing ruleset; `rules=true` leaves those out that changed prices only.")]
    private static async Task<Results<Ok<Page<RulesetVersion>>, ProblemHttpResult>> List(RulesetName ruleset, bool? rules, string? cursor, int? limit, ISender sender, CancellationToken ct) =>
        (await sender.Send(new ListRulesetVersions.Query(ruleset.Kind, rules ?? false, cursor, limit ?? Paging.Default), ct)).ToHttp();

    [EndpointSummary("Show a version of a ruleset with its rules")]
    private static async Task<Results<Ok<RulesetContents>, ProblemHttpResult>> Get(RulesetName ruleset, long version, ISender sender, CancellationToken ct) =>
        (await sender.Send(new GetRulesetVersion.Query(ruleset.Kind, version), ct)).ToHttp();

    [EndpointSummary("Say what differs between two versions of a ruleset")]
    [EndpointDescription("Since the version before it, unless `since` names an earlier one; 0 stands for nothing at all.")]
    private static async Task<Results<Ok<RulesetChanges>, ProblemHttpResult>> Compare(RulesetName ruleset, long version, long? since, ISender sender, CancellationToken ct) =>
        (await sender.Send(new CompareRulesetVersions.Query(ruleset.Kind, version, since ?? version - 1), ct)).ToHttp();

    [EndpointSummary("Put the rules of an earlier version in force again")]
    private static async Task<Made> RollBack(RulesetName ruleset, long version, RollBackRulesRequest body, ISender sender, CancellationToken ct) =>
        (await sender.Send(new RollBackRules.Command(ruleset.Kind, version, body.Reason), ct)).ToHttp();
}
