using Carter;
using Commerce.Application.Discounts;
using Commerce.Application.Pipeline;
using Commerce.Application.Rulesets;
using Commerce.Domain.Discounts;
using Commerce.Domain.Pricing;
using Commerce.Web.Http;
using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Commerce.Web.Discounts;

/// <summary>How staff drafts discounts.</summary>
public sealed class DiscountDraftsModule : ICarterModule
{
    public void AddRoutes(IEndpointRouteBuilder app)
    {
        var discounts = app.MapGroup("/v1/admin/discounts").WithTags("Discounts (admin)");
        var (read, write) = (Access.Staff("pricing:read"), Access.Staff("pricing:write"));

        discounts.MapGet("", List).WithName(nameof(ListDiscounts)).Allow(read);
        discounts.MapGet("/{code}", Get).WithName(nameof(GetDiscount)).Allow(read).Refuses("rule.unknown");
        discounts.MapPut("/{code}", Define).WithName(nameof(DefineDiscount)).Allow(write).Refuses("rule.invalid", "rule.archived");
        discounts.MapPost("/{code}/archive", Archive).WithName(nameof(ArchiveDiscount)).Allow(write).Refuses("rule.unknown", "rule.needed");
        discounts.MapPost("/{code}/restore", Restore).WithName(nameof(RestoreDiscount)).Allow(write).Refuses("rule.unknown", "rule.invalid");
    }

    /// <param name="Label">What the shopper reads.</param>
    /// <param name="Effect">What it takes off.</param>
    /// <param name="Target">Which goods are made cheaper, and, for order discounts, which goods' value counts; left out, all.</param>
    /// <param name="When">All of it must hold; left out, always.</param>
    /// <param name="Priority">Lower goes first within its phase.</param>
    /// <param name="From">Inclusive; left out, since ever.</param>
    /// <param name="To">Exclusive; left out, for ever.</param>
    /// <param name="ExclusionGroup">Any word; only with `best_of_group`.</param>
    /// <param name="Coupons">Codes anybody may use, in any case; an empty list when only generated ones open it. Left out, it applies by itself.</param>
    /// <param name="MostOff">ISO 4217 → minor units it takes off one basket at most.</param>
    /// <param name="MostUnits">Units it makes cheaper in one basket at most, the dearest first.</param>
    /// <param name="Budget">How often and how much in all.</param>
    public sealed record DiscountRequest(
        string Label,
        DiscountEffect Effect,
        ProductSelector? Target = null,
        DiscountConditions? When = null,
        int Priority = 100,
        DateTimeOffset? From = null,
        DateTimeOffset? To = null,
        Stacking Stacking = Stacking.Stackable,
        string? ExclusionGroup = null,
        CouponRule? Coupons = null,
        IReadOnlyDictionary<string, long>? MostOff = null,
        int? MostUnits = null,
        UseLimits? Budget = null)
    {
        internal DiscountRule Definition(string code) => new(
            code, Label, Effect, Target ?? ProductSelector.Everything, When ?? DiscountConditions.Always, Priority, From?.ToUniversalTime(), To?.ToUniversalTime(), Stacking, ExclusionGroup,
            Coupons is null ? null : new([.. Coupons.Codes.Select(coupon => coupon is null ? null! : CouponRule.Normal(coupon))]), MostOff, MostUnits, Budget);
    }

    [EndpointSummary("List the drafts of discounts, archived ones too")]
    private static async Task<Results<Ok<Page<RuleView<DiscountRule>>>, ProblemHttpResult>> List(string? cursor, int? limit, ISender sender, CancellationToken ct) =>
        (await sender.Send(new ListDiscounts.Query(cursor, limit ?? Paging.Default), ct)).ToHttp();

    [EndpointSummary("Read the draft of a discount")]
    private static async Task<Results<Ok<RuleView<DiscountRule>>, ProblemHttpResult>> Get(string code, ISender sender, CancellationToken ct) =>
        (await sender.Send(new GetDiscount.Query(code), ct)).ToHttp();

    [EndpointSummary("Draft a discount, or another definition of it")]
    private static async Task<Results<Ok<RuleView<DiscountRule>>, ProblemHttpResult>> Define(string code, IfMatch seen, DiscountRequest body, ISender sender, CancellationToken ct) =>
        (await sender.Send(new DefineDiscount.Command(body.Definition(code), seen.Version), ct)).ToHttp();

    [EndpointSummary("Leave a discount out of what is published from now on")]
    private static async Task<Results<Ok<RuleView<DiscountRule>>, ProblemHttpResult>> Archive(string code, IfMatch seen, ISender sender, CancellationToken ct) =>
        (await sender.Send(new ArchiveDiscount.Command(code, seen.Version), ct)).ToHttp();

    [EndpointSummary("Take an archived discount back")]
    private static async Task<Results<Ok<RuleView<DiscountRule>>, ProblemHttpResult>> Restore(string code, IfMatch seen, ISender sender, CancellationToken ct) =>
        (await sender.Send(new RestoreDiscount.Command(code, seen.Version), ct)).ToHttp();
}
