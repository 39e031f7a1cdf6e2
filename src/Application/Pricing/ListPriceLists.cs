using Commerce.Application.Pipeline;
using Commerce.Application.Rulesets;
using Commerce.Domain;
using Commerce.Domain.Pricing;
using FluentValidation;

namespace Commerce.Application.Pricing;

/// <summary>Shows staff the drafts of price lists by code, archived ones too.</summary>
public static class ListPriceLists
{
    public sealed record Query(string? Cursor, int Limit) : IQuery<Page<RuleView<PriceListDefinition>>>, IRulePage;

    internal sealed class Validator : AbstractValidator<Query>
    {
        public Validator() => Include(new RulePageRules());
    }

    internal sealed class Handler(IPriceLists lists) : IQueryHandler<Query, Page<RuleView<PriceListDefinition>>>
    {
        public Task<Result<Page<RuleView<PriceListDefinition>>>> Handle(Query query, CancellationToken ct) => RuleDesk.List(lists, query, ct);
    }
}
