using Commerce.Application.Pipeline;
using Commerce.Application.Rulesets;
using Commerce.Domain;
using Commerce.Domain.Discounts;
using FluentValidation;

namespace Commerce.Application.Discounts;

/// <summary>Shows staff the drafts of discounts by code, archived ones too.</summary>
public static class ListDiscounts
{
    public sealed record Query(string? Cursor, int Limit) : IQuery<Page<RuleView<DiscountRule>>>, IRulePage;

    internal sealed class Validator : AbstractValidator<Query>
    {
        public Validator() => Include(new RulePageRules());
    }

    internal sealed class Handler(IDiscounts discounts) : IQueryHandler<Query, Page<RuleView<DiscountRule>>>
    {
        public Task<Result<Page<RuleView<DiscountRule>>>> Handle(Query query, CancellationToken ct) => RuleDesk.List(discounts, query, ct);
    }
}
