using Commerce.Application.Pipeline;
using Commerce.Application.Rulesets;
using Commerce.Domain;
using Commerce.Domain.Pricing;
using FluentValidation;

namespace Commerce.Application.Pricing;

/// <summary>Shows staff the drafts of tax zones by code, archived ones too.</summary>
public static class ListTaxZones
{
    public sealed record Query(string? Cursor, int Limit) : IQuery<Page<RuleView<TaxZone>>>, IRulePage;

    internal sealed class Validator : AbstractValidator<Query>
    {
        public Validator() => Include(new RulePageRules());
    }

    internal sealed class Handler(ITaxZones zones) : IQueryHandler<Query, Page<RuleView<TaxZone>>>
    {
        public Task<Result<Page<RuleView<TaxZone>>>> Handle(Query query, CancellationToken ct) => RuleDesk.List(zones, query, ct);
    }
}
